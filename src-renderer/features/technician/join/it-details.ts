import type { AppInfo } from '../../../../src-shared/bridge/contract.ts';
import type { AppError } from '../../../../src-shared/errors.ts';

interface Trouble {
  readonly error: AppError;
  readonly info: AppInfo | null;
  readonly attempts: number;
  readonly at: number;
}

/** What IT needs to find the fault: codes, versions and times. No code of a session, no name, no content. */
export function itDetails({ error, info, attempts, at }: Trouble): string {
  return [
    `Alongside ${info?.version ?? 'unknown version'}, ${info?.runtime ?? 'unknown runtime'}, ${info?.platform ?? 'unknown system'}`,
    `Error: ${error.code} (${error.category}, ${error.recovery})`,
    `Detail: ${error.detail ?? 'none'}`,
    `Server: ${info?.server ?? 'unknown'}`,
    `Tries: ${attempts}`,
    `Time: ${new Date(at).toISOString()}`,
  ].join('\n');
}
