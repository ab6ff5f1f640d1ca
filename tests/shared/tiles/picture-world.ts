import type { FromCapture } from '../../../src-shared/tiles/capture-messages.ts';
import type { TileCodec } from '../../../src-shared/tiles/codec.ts';
import type { Size } from '../../../src-shared/tiles/geometry.ts';
import { createTileSender } from '../../../src-shared/tiles/tile-sender.ts';
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
  let flowing = false;
  const link = createSimulatedLink(clock, shape, {
    viewer: (bytes) => viewer.receive(bytes),
    host: (bytes) => sender.take({ type: 'heard', bytes }),
  });
  const viewer = createTwinViewer(clock, codec, options.drawMs ?? 2, (bytes) => link.up(bytes));

  function post(message: FromCapture): void {
    switch (message.type) {
      case 'send':
        if (flowing) link.down(message.bytes);
        return;
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
    ...{ clock, screen, link, viewer, sender, modes },
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
