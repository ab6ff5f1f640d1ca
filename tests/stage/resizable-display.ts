import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import koffi from 'koffi';

/** An X display whose screen can be given another size. Xvfb has one size for life; TigerVNC's server has not. */
export interface ResizableDisplay {
  readonly name: string;
  /** One of the sizes in the server's own list, e.g. '800x600', '640x480', '1280x720'. */
  setSize(size: string): void;
  stop(): Promise<void>;
}

/** Whether this machine has no such display. */
export function noResizableDisplay(): boolean {
  return spawnSync('Xvnc', ['-version']).error !== undefined;
}

const ROTATE_0 = 1;

export async function startResizableDisplay(size = '800x600'): Promise<ResizableDisplay> {
  const folder = mkdtempSync(join(tmpdir(), 'alongside-display-'));
  const args = ['-displayfd', '3', '-geometry', size, '-depth', '24', '-SecurityTypes', 'None'];
  const apart = ['-rfbport', '-1', '-rfbunixpath', join(folder, 'rfb'), '-nolisten', 'tcp'];
  const server = spawn('setpriv', ['--pdeathsig', 'TERM', 'Xvnc', ...args, ...apart], {
    stdio: ['ignore', 'ignore', 'ignore', 'pipe'],
  });
  const told = server.stdio[3];
  if (told === null || told === undefined) throw new Error('no way to hear from Xvnc');
  const [number] = await once(told, 'data', { signal: AbortSignal.timeout(10_000) });
  const name = `:${String(number).trim()}`;
  return {
    name,
    setSize: (wanted) => setSize(name, wanted),
    async stop() {
      server.kill();
      await once(server, 'exit');
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

function setSize(display: string, wanted: string): void {
  const x11 = koffi.load('libX11.so.6');
  const randr = koffi.load('libXrandr.so.2');
  const connection: unknown = x11.func('void *XOpenDisplay(const char *)')(display);
  const root: unknown = x11.func('unsigned long XDefaultRootWindow(void *)')(connection);
  const config: unknown = randr.func('void *XRRGetScreenInfo(void *, unsigned long)')(connection, root);
  const count = new Int32Array(1);
  const list: unknown = randr.func('void *XRRConfigSizes(void *, void *)')(config, count);
  const sizes = koffi.decode(list, koffi.array('int', (count[0] ?? 0) * 4)) as number[];
  const names = Array.from({ length: count[0] ?? 0 }, (_, at) => `${sizes[at * 4]}x${sizes[at * 4 + 1]}`);
  const index = names.indexOf(wanted);
  if (index < 0) throw new Error(`${display} has no size ${wanted}, only ${names.join(', ')}`);
  const set = randr.func(
    'int XRRSetScreenConfig(void *, void *, unsigned long, int, unsigned short, unsigned long)',
  );
  const status: unknown = set(connection, config, root, index, ROTATE_0, 0);
  x11.func('int XCloseDisplay(void *)')(connection);
  if (status !== 0) throw new Error(`the size was refused: ${String(status)}`);
}
