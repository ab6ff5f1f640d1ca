import { expect, test } from 'vitest';
import { openXDisplay } from '../../../src-main/capture/x11/open-x-source.ts';
import { noResizableDisplay, startResizableDisplay } from '../../stage/resizable-display.ts';
import { damaged, must, picture, until, xOptions } from './open-source.ts';
import { openClient } from './x-painter.ts';

const missing = noResizableDisplay();
const RED = 0xff0000;
const GREEN = 0x00ff00;

test.skipIf(missing)(
  'while displays move nothing is handed out; main says where the shared one is',
  async () => {
    const server = await startResizableDisplay();
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
      server.setSize('1280x720');
      expect(mayBeFetched()).toBe(false); // from the first grab on: the server has told, and nobody has looked yet
      // the display stayed as it was, and another one came beside it
      becomes(800, 600);
      expect(mayBeFetched()).toBe(true);
      expect(source.size).toEqual({ width: 800, height: 600 });

      server.setSize('640x480');
      const resized = new Promise((resolve) => void source.onResize(resolve));
      becomes(640, 480); // at once: what the server told comes first all the same
      expect(await resized).toEqual({ width: 640, height: 480 });
      const told = damaged(source, { x: 600, y: 440, width: 40, height: 40 });
      window.fill(600, 440, 40, 40, GREEN);
      await told; // or what the new size itself has damaged there
      await until(() => picture(source).colour(639, 479) === GREEN);

      // main has nothing to say: after a while all is taken to be where it was
      server.setSize('1280x720');
      await until(() => source.grab({ x: 0, y: 0, width: 1, height: 1 }, small).ok === false);
      await until(() => source.grab({ x: 0, y: 0, width: 1, height: 1 }, small).ok);
    } finally {
      source.close();
      client.close();
      await server.stop();
    }
  },
);
