import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { z } from 'zod';
import { pinnedNode, root } from '../../scripts/lib/paths.mjs';
import { startDisplay } from '../../scripts/lib/display.mjs';
import { startChild, type Child } from '../stage/child.ts';
import { freePort } from '../stage/ports.ts';

/** Two bare X displays of one size, with a session between them that fills the second with the first. */
export interface RigPair {
  readonly hostDisplay: string;
  readonly technicianDisplay: string;
  close(): Promise<void>;
}

export async function openRigPair(
  width: number,
  height: number,
  viewer: 'electron' | 'chromium',
): Promise<RigPair> {
  const displays = await Promise.all([
    startDisplay({ width, height, windowManager: false }),
    startDisplay({ width, height, windowManager: false }),
  ]);
  const [host, technician] = displays;
  const stop = () => Promise.all(displays.map((display) => display.stop()));
  try {
    const session = await joinDisplays(host.name, technician.name, { viewer });
    return {
      hostDisplay: host.name,
      technicianDisplay: technician.name,
      async close() {
        await session.close();
        await stop();
      },
    };
  } catch (error) {
    await stop();
    throw error;
  }
}

export interface JoinOptions {
  readonly viewer: 'electron' | 'chromium';
  readonly picture?: 'auto' | 'tiles' | 'track';
  /** More environment for each half, as where the TURN server is. */
  readonly hostEnv?: NodeJS.ProcessEnv;
  readonly technicianEnv?: NodeJS.ProcessEnv;
}

/** A session of the two halves of `npm run pair` on displays that are there; the halves' process ids. */
export interface JoinedDisplays {
  readonly host: number;
  readonly technician: number;
  /** How the picture travels now, as in "exact (still-or-text)". */
  way(): Promise<string>;
  close(): Promise<void>;
}

const waySchema = z.object({ mode: z.string(), reason: z.string() }).nullable();

export async function joinDisplays(
  host: string,
  technician: string,
  { viewer, picture = 'auto', hostEnv = {}, technicianEnv = {} }: JoinOptions,
): Promise<JoinedDisplays> {
  const port = String(await freePort());
  const codeFile = join(mkdtempSync(join(tmpdir(), 'alongside-pair-')), 'code');
  const program = join(root, 'tests/rig/pair.ts');
  const both = ['--port', port, '--code-file', codeFile];
  const sharing = startChild(
    pinnedNode,
    [program, 'host', '--display', host, ...both, '--picture', picture],
    { ...process.env, ...hostEnv },
  );
  try {
    await sharing.line((line) => (line.startsWith('CODE ') ? line : null), 40_000);
    const watching = startChild(
      pinnedNode,
      [program, 'technician', '--display', technician, ...both, '--viewer', viewer],
      { ...process.env, ...technicianEnv },
    );
    try {
      await watching.line((line) => (line === 'READY' ? line : null), 60_000);
    } catch (error) {
      await watching.kill();
      throw error;
    }
    return {
      host: sharing.process.pid ?? 0,
      technician: watching.process.pid ?? 0,
      way: askWay(watching),
      async close() {
        await watching.kill();
        await sharing.kill();
      },
    };
  } catch (error) {
    await sharing.kill();
    throw error;
  }
}

function askWay(watching: Child): () => Promise<string> {
  let asked = 0;
  return async () => {
    asked += 1;
    const begin = `WAY ${asked} `;
    watching.process.kill('SIGUSR2');
    const said = await watching.line((line) => (line.startsWith(begin) ? line.slice(begin.length) : null));
    const way = waySchema.parse(JSON.parse(said));
    return way === null ? 'not told' : `${way.mode} (${way.reason})`;
  };
}
