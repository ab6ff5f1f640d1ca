import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { app } from 'electron';
import { z } from 'zod';
import type { AppInfo, WindowRole } from '../../src-shared/bridge/contract.ts';
import type { Platform } from '../../src-shared/diagnostics/snapshot.ts';

const packageSchema = z.object({ version: z.string(), alongsideTestBuild: z.boolean().optional() });

/** What this program is: version, runtime, and whether it is a test build that must never be released. */
export interface Build {
  readonly version: string;
  readonly runtime: string;
  readonly testBuild: boolean;
}

export function readBuild(): Build {
  const found = packageSchema.parse(JSON.parse(readFileSync(join(app.getAppPath(), 'package.json'), 'utf8')));
  return {
    version: found.version,
    runtime: `Electron ${process.versions.electron ?? ''}`,
    testBuild: found.alongsideTestBuild === true,
  };
}

export function createAppInfo(
  build: Build,
  facts: {
    platform: Platform;
    server: string;
    relayOnly: boolean;
    trial: boolean;
    prefill: () => string | null;
    stopKey: () => string | null;
  },
): (role: WindowRole) => AppInfo {
  return (role) => ({
    role,
    ...build,
    platform: facts.platform,
    server: facts.server,
    relayOnly: facts.relayOnly,
    trial: facts.trial,
    prefill: role === 'technician' ? facts.prefill() : null,
    stopKey: facts.stopKey(),
  });
}
