import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pinnedNode, root } from '../../scripts/lib/paths.mjs';
import { startDisplay } from '../../scripts/lib/display.mjs';
import { startChild } from '../stage/child.ts';
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
  const ends: (() => Promise<unknown>)[] = [];
  const close = async () => {
    for (const end of ends.splice(0).reverse()) await end();
  };
  try {
    const [host, technician] = await Promise.all([
      startDisplay({ width, height, windowManager: false }),
      startDisplay({ width, height, windowManager: false }),
    ]);
    ends.push(
      () => host.stop(),
      () => technician.stop(),
    );
    const port = String(await freePort());
    const codeFile = join(mkdtempSync(join(tmpdir(), 'alongside-pair-')), 'code');
    const program = join(root, 'tests/rig/pair.ts');
    const half = (name: string, display: string, more: readonly string[] = []) =>
      startChild(pinnedNode, [
        program,
        name,
        '--display',
        display,
        '--port',
        port,
        '--code-file',
        codeFile,
        ...more,
      ]);
    const sharing = half('host', host.name);
    ends.push(() => sharing.kill());
    await sharing.line((line) => (line.startsWith('CODE ') ? line : null), 40_000);
    const watching = half('technician', technician.name, ['--viewer', viewer]);
    ends.push(() => watching.kill());
    await watching.line((line) => (line === 'READY' ? line : null), 60_000);
    return { hostDisplay: host.name, technicianDisplay: technician.name, close };
  } catch (error) {
    await close();
    throw error;
  }
}
