/** How deep below its layer a source file may lie. */
export const MAX_DEPTH: number;
/** The whole of .oxlintrc.json. */
export function generateConfig(): object;
