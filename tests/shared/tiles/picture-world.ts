import type { FromCapture } from '../../../src-shared/tiles/capture-messages.ts';
import type { TileCodec } from '../../../src-shared/tiles/codec.ts';
import type { Size } from '../../../src-shared/tiles/geometry.ts';
import { createTileSender } from '../../../src-shared/tiles/tile-sender.ts';
import { encodeHostPicture } from '../../../src-shared/tiles/wire.ts';
import { createSimulatedClock } from './simulated-clock.ts';
import { createSimulatedLink, type LinkShape } from './simulated-link.ts';
import { twinCodec } from './twin-codec.ts';
import { createTwinScreen } from './twin-screen.ts';
import { createTwinViewer } from './twin-viewer.ts';

export interface WorldOptions {
  readonly size?: Size;
  readonly link?: LinkShape;
  readonly drawMs?: number;
  readonly codec?: TileCodec;
  /** How long the window takes for a JPEG, ms, and its length. */
  readonly jpegMs?: number;
  readonly jpegBytes?: number;
  /** Whether the window's track starts when it is asked to. */
  readonly track?: boolean;
}

export const lan: LinkShape = { roundTripMs: 1, megabits: 300 };

/** A screen, its sender, the window as a pipe, a link and a viewer, all in simulated time. */
export function createWorld(options: WorldOptions = {}) {
  const { size = { width: 320, height: 256 }, link: shape = lan, codec = twinCodec } = options;
  const clock = createSimulatedClock();
  const screen = createTwinScreen(size);
  const modes: (FromCapture & { readonly type: 'mode' })[] = [];
  const lossy: { readonly at: number; readonly area: number }[] = [];
  /** What the window does, one after another: a JPEG holds up what comes after it. */
  let windowFreeAt = 0;
  let flowing = false;
  const link = createSimulatedLink(clock, shape, {
    viewer: (bytes) => viewer.receive(bytes),
    host: (bytes) => sender.take({ type: 'heard', bytes }),
  });
  const viewer = createTwinViewer(clock, codec, options.drawMs ?? 2, (bytes) => link.up(bytes));

  function inTurn(ms: number, run: () => void): void {
    windowFreeAt = Math.max(clock.now(), windowFreeAt) + ms;
    clock.after(windowFreeAt - clock.now(), run);
  }
  function post(message: FromCapture): void {
    switch (message.type) {
      case 'send':
        return inTurn(0, () => flowing && link.down(message.bytes));
      case 'lossy':
        lossy.push({ at: clock.now(), area: message.rect.width * message.rect.height });
        return inTurn(options.jpegMs ?? 5, () => {
          const jpeg = new Uint8Array(options.jpegBytes ?? 16_000);
          const { seq, last, rect } = message;
          if (jpeg.length === 0) return sender.take({ type: 'lossy-sent', seq, bytes: 0 });
          const bytes = encodeHostPicture({ type: 'lossy', seq, last, rect, jpeg });
          if (flowing) link.down(bytes);
          sender.take({ type: 'lossy-sent', seq, bytes: bytes.length });
        });
      case 'mode': {
        modes.push(message);
        const on = message.mode === 'video';
        return void clock.after(on ? 300 : 1, () => {
          sender.take({ type: 'video', on: on && options.track !== false });
          if (!on || options.track === false) return;
          viewer.showsVideo = true;
          clock.after(100, () => viewer.say({ type: 'shows', what: 'video' }));
        });
      }
      case 'size':
    }
  }
  const sender = createTileSender({ source: screen, codec, clock, post });

  return {
    ...{ clock, screen, link, viewer, sender, modes, lossy },
    flow(on: boolean): void {
      flowing = on;
      if (!on) link.cut();
      sender.take({ type: 'flows', on });
    },
    /** Channel open, hello said, first picture there. */
    start(): void {
      this.flow(true);
      viewer.say({ type: 'hello', version: 1 });
      clock.advance(5_000);
    },
    /** Paints `perSecond` times for `seconds`. */
    play(perSecond: number, seconds: number, paint: (frame: number) => void): void {
      for (let frame = 0; frame < perSecond * seconds; frame += 1) {
        paint(frame);
        clock.advance(1_000 / perSecond);
      }
    },
    identical(): boolean {
      const { pixels } = viewer;
      return pixels !== null && Buffer.compare(pixels, screen.shown()) === 0;
    },
  };
}
