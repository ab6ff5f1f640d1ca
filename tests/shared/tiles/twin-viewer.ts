import type { TileCodec, TileDecoder } from '../../../src-shared/tiles/codec.ts';
import type { PointerPlace, PointerShape } from '../../../src-shared/tiles/frame-source.ts';
import type { Rect } from '../../../src-shared/tiles/geometry.ts';
import type { PictureMode, PictureReason } from '../../../src-shared/tiles/picture-mode.ts';
import {
  decodeHostPicture,
  encodeViewerPicture,
  type HostPictureMessage,
  type ViewerPictureMessage,
} from '../../../src-shared/tiles/wire.ts';
import type { SimulatedClock } from './simulated-clock.ts';

/** A viewer as it should be: decodes in order, takes its time to draw, answers afterwards. Throws on what breaks a rule. */
export interface TwinViewer {
  receive(bytes: Uint8Array): void;
  say(message: ViewerPictureMessage): void;
  /** Forgets everything, as after a reload, and says hello. */
  restart(): void;
  readonly pixels: Uint8Array | null;
  readonly begins: number;
  readonly modes: readonly { readonly mode: PictureMode; readonly reason: PictureReason }[];
  readonly shape: PointerShape | null;
  readonly place: PointerPlace | null;
  readonly messages: readonly Heard[];
  /** Whether the swap back to tiles waits for a whole frame. */
  showsVideo: boolean;
  quiet: boolean;
}

export interface Heard {
  readonly at: number;
  readonly type: HostPictureMessage['type'];
  readonly bytes: number;
  readonly last: boolean;
}

export function createTwinViewer(
  clock: SimulatedClock,
  codec: TileCodec,
  drawMs: number,
  say: (bytes: Uint8Array) => void,
): TwinViewer {
  const modes: { readonly mode: PictureMode; readonly reason: PictureReason }[] = [];
  const messages: Heard[] = [];
  let decoder: TileDecoder | null = null;
  let begins = 0;
  let freeAt = 0;
  let shape: PointerShape | null = null;
  let place: PointerPlace | null = null;
  const speak = (message: ViewerPictureMessage) => say(encodeViewerPicture(message));

  function drawn(viewer: TwinViewer, seq: number, last: boolean): void {
    freeAt = Math.max(clock.now(), freeAt) + drawMs;
    clock.after(freeAt - clock.now(), () => {
      if (viewer.quiet) return;
      speak({ type: 'ack', seq });
      if (!last || !viewer.showsVideo || modes.at(-1)?.mode === 'video') return;
      viewer.showsVideo = false;
      speak({ type: 'shows', what: 'tiles' });
    });
  }

  function begin(message: HostPictureMessage & { readonly type: 'begin' }): void {
    begins += 1;
    const made = codec.createDecoder(message.size);
    if (!made.ok) throw new Error('no decoder');
    decoder = made.value;
  }

  return {
    receive(bytes) {
      const decoded = decodeHostPicture(bytes);
      if (!decoded.ok) throw new Error(decoded.error.detail);
      const message = decoded.value;
      const last = 'last' in message && message.last;
      messages.push({ at: clock.now(), type: message.type, bytes: bytes.length, last });
      switch (message.type) {
        case 'begin':
          return begin(message);
        case 'tiles': {
          // of a picture that began before a reload
          if (decoder === null) return;
          if (!decoder.decode(message.payload.slice()).ok) throw new Error('tiles that cannot be decoded');
          return drawn(this, message.seq, last);
        }
        case 'lossy':
          if (decoder !== null) blur(decoder, message.rect);
          return drawn(this, message.seq, last);
        case 'shape':
          shape = message.shape;
          return;
        case 'place':
          place = message.place;
          return;
        case 'mode':
          modes.push({ mode: message.mode, reason: message.reason });
      }
    },
    say: speak,
    restart() {
      decoder = null;
      speak({ type: 'hello', version: 1 });
    },
    get pixels() {
      return decoder === null ? null : new Uint8Array(decoder.pixels);
    },
    get begins() {
      return begins;
    },
    modes,
    get shape() {
      return shape;
    },
    get place() {
      return place;
    },
    messages,
    showsVideo: false,
    quiet: false,
  };
}

/** A lossy picture is never exactly what was there. */
function blur(decoder: TileDecoder, rect: Rect): void {
  const { pixels, size } = decoder;
  for (let y = rect.y; y < rect.y + rect.height; y += 1)
    for (let x = rect.x; x < rect.x + rect.width; x += 1)
      pixels.set([1, 2, 3, 255], (y * size.width + x) * 4);
}
