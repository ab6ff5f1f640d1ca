import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import koffi from 'koffi';
import { expect, test } from 'vitest';
import { openXDisplay } from '../../../src-main/capture/x11/open-x-source.ts';
import { damaged, must, picture, until, xOptions } from './open-source.ts';
import { openClient } from './x-painter.ts';

// Xvfb has one size for life; TigerVNC's server is the one at hand whose screen can be given another
const missing = spawnSync('Xvnc', ['-version']).error !== undefined;
const ROTATE_0 = 1;
const RED = 0xff0000;
const GREEN = 0x00ff00;

async function startResizable() {
  const args = ['-displayfd', '3', '-geometry', '800x600', '-depth', '24', '-SecurityTypes', 'None'];
  const apart = [
    '-rfbport',
    '-1',
    '-rfbunixpath',
    `/tmp/alongside-test-${process.pid}.sock`,
    '-nolisten',
    'tcp',
  ];
  const server = spawn('setpriv', ['--pdeathsig', 'TERM', 'Xvnc', ...args, ...apart], {
    stdio: ['ignore', 'ignore', 'ignore', 'pipe'],
  });
  const told = server.stdio[3];
  if (told === null || told === undefined) throw new Error('no way to hear from Xvnc');
  const [number] = await once(told, 'data', { signal: AbortSignal.timeout(10_000) });
  return {
    name: `:${String(number).trim()}`,
    async stop() {
      server.kill();
      await once(server, 'exit');
    },
  };
}

/** Gives the screen the size with this number in the server's own list. */
function setSize(display: string, wanted: string): void {
  const x11 = koffi.load('libX11.so.6');
  const randr = koffi.load('libXrandr.so.2');
  const connection: unknown = x11.func('void *XOpenDisplay(const char *)')(display);
  const root: unknown = x11.func('unsigned long XDefaultRootWindow(void *)')(connection);
  const config: unknown = randr.func('void *XRRGetScreenInfo(void *, unsigned long)')(connection, root);
  const count = new Int32Array(1);
  const list: unknown = randr.func('void *XRRConfigSizes(void *, void *)')(config, count);
  const sizes = koffi.decode(list, koffi.array('int', (count[0] ?? 0) * 4)) as number[];
  const index = Array.from(
    { length: count[0] ?? 0 },
    (_, at) => `${sizes[at * 4]}x${sizes[at * 4 + 1]}`,
  ).indexOf(wanted);
  expect(index).toBeGreaterThanOrEqual(0);
  const set = randr.func(
    'int XRRSetScreenConfig(void *, void *, unsigned long, int, unsigned short, unsigned long)',
  );
  expect(set(connection, config, root, index, ROTATE_0, 0)).toBe(0);
  x11.func('int XCloseDisplay(void *)')(connection);
}

test.skipIf(missing)(
  'while displays move nothing is handed out; main says where the shared one is',
  async () => {
    const server = await startResizable();
    const client = openClient(server.name);
    const source = must(openXDisplay(xOptions(server.name), { x: 0, y: 0, width: 800, height: 600 }));
    const frame = new Uint8Array(800 * 600 * 4);
    const small = new Uint8Array(640 * 480 * 4);
    const mayBeFetched = () => source.grab({ x: 0, y: 0, width: 10, height: 10 }, frame).ok;
    const becomes = (width: number, height: number) =>
      source.retarget({ kind: 'x11-display', rect: { x: 0, y: 0, width, height } });
    try {
      const window = client.window(0, 0, 2000, 2000, RED);
      source.onDamage(() => undefined);
      await until(() => picture(source).colour(799, 599) === RED);
      setSize(server.name, '1280x720');
      expect(mayBeFetched()).toBe(false); // from the first grab on: the server has told, and nobody has looked yet
      // the display stayed as it was, and another one came beside it
      becomes(800, 600);
      expect(mayBeFetched()).toBe(true);
      expect(source.size).toEqual({ width: 800, height: 600 });

      setSize(server.name, '640x480');
      const resized = new Promise((resolve) => void source.onResize(resolve));
      becomes(640, 480); // at once: what the server told comes first all the same
      expect(await resized).toEqual({ width: 640, height: 480 });
      const told = damaged(source, { x: 600, y: 440, width: 40, height: 40 });
      window.fill(600, 440, 40, 40, GREEN);
      await told;
      expect(picture(source).colour(639, 479)).toBe(GREEN);

      // main has nothing to say: after a while all is taken to be where it was
      setSize(server.name, '1280x720');
      await until(() => source.grab({ x: 0, y: 0, width: 1, height: 1 }, small).ok === false);
      await until(() => source.grab({ x: 0, y: 0, width: 1, height: 1 }, small).ok);
    } finally {
      source.close();
      client.close();
      await server.stop();
    }
  },
);
