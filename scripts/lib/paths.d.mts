export const root: string;
export const nodeModules: string;
export const pinnedNode: string;
export const cacheDir: string;
export const localCache: string;
export function binFile(packageName: string, command?: string): string;
export function childEnv(extra?: NodeJS.ProcessEnv): NodeJS.ProcessEnv;
