export interface Runtime {
  /** Full path of the Electron program. */
  readonly exe: string;
  /** The folder it stands in. */
  readonly dir: string;
  /** Electron's version, without a leading `v`. */
  readonly version: string;
  readonly kind: 'environment' | 'installed' | 'downloaded' | 'fallback';
  /** Why this one: a short sentence for people. */
  readonly why: string;
}
export interface LaunchParts {
  /** Chromium switches such as `--user-data-dir=…`. */
  readonly switches?: readonly string[];
  /** The folder with package.json; our repository when left out. */
  readonly appDir?: string;
  /** The app's own flags such as `--role=host`. */
  readonly appArgs?: readonly string[];
}
/** Finds (and, where needed, fetches) the Electron for development and tests. Takes a few ms once it is there. */
export function resolveRuntime(): Promise<Runtime>;
/** Prints one line on standard error. */
export function announceRuntime(runtime: Runtime): void;
/** `['--no-sandbox']` as root on Linux, else nothing. */
export function sandboxArgs(): string[];
/** Arguments for `exe`: sandbox switch when needed, switches, app folder, app flags. */
export function launchArgs(parts?: LaunchParts): string[];
/** Environment for `exe`. */
export function launchEnv(extra?: Record<string, string>): Record<string, string>;
