/**
 * Whether a path of the built screens is a worker's script (electron.vite.config.ts puts those into this folder). They
 * come with a policy of their own, which lets them compile WebAssembly. // TM-8
 */
export function isWorkerScript(path: string): boolean {
  return /^\/workers\/[\w-]+\.js$/.test(path);
}
