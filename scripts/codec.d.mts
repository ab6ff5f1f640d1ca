export const codecFile: string;
export function ensureCodec(): Promise<void>;
