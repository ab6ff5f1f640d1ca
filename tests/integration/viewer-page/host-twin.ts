import type { TileEncoder } from '../../../src-shared/tiles/codec.ts';
import { whole, type Rect, type Size } from '../../../src-shared/tiles/geometry.ts';
import type { HostPictureMessage } from '../../../src-shared/tiles/wire.ts';
import { loadCodec } from '../../shared/tiles/load-codec.ts';

/** A host as far as its messages go: the real encoder over a picture that the test paints. */
export interface HostTwin {
  readonly encoder: TileEncoder;
  /** The beginning and the whole picture. */
  begin(size: Size): readonly HostPictureMessage[];
  /** What has been painted in there since. */
  frame(rect?: Rect, maxBytes?: number): readonly HostPictureMessage[];
  lossy(rect: Rect, jpeg: Uint8Array): HostPictureMessage;
}

const MAX_BYTES = 190_000;

export async function createHostTwin(
  first: Size,
  paint: (frame: Uint8Array, size: Size) => void,
): Promise<HostTwin> {
  const codec = await loadCodec();
  const make = (size: Size) => {
    const made = codec.createEncoder(size);
    if (!made.ok) throw new Error(made.error.detail);
    paint(made.value.frame, size);
    return made.value;
  };
  let encoder = make(first);
  let seq = 0;
  const frame = (rect = whole(encoder.size), maxBytes = MAX_BYTES): readonly HostPictureMessage[] => {
    const messages: HostPictureMessage[] = [];
    for (let rest: readonly Rect[] = [rect]; rest.length > 0;) {
      const step = encoder.encode(rest, maxBytes);
      rest = step.rest;
      seq += 1;
      if (step.payload !== null)
        messages.push({ type: 'tiles', seq, last: rest.length === 0, payload: step.payload });
    }
    return messages;
  };
  return {
    get encoder() {
      return encoder;
    },
    begin(size) {
      encoder = make(size);
      return [{ type: 'begin', size }, { type: 'mode', mode: 'exact', reason: 'still-or-text' }, ...frame()];
    },
    frame,
    lossy(rect, jpeg) {
      seq += 1;
      encoder.forget(rect);
      return { type: 'lossy', seq, last: true, rect, jpeg };
    },
  };
}
