import { appError } from '../../../src-shared/errors.ts';
import { err, ok, type Result } from '../../../src-shared/result.ts';
import {
  MIN_PAYLOAD_BYTES,
  TILE_SIDE,
  type EncodeOptions,
  type Encoded,
  type TileCodec,
  type TilePlace,
} from '../../../src-shared/tiles/codec.ts';
import { intersection, type Rect, type Size } from '../../../src-shared/tiles/geometry.ts';

/**
 * An exact codec in a few lines, without cleverness: changed tiles as runs of one colour. It keeps what it believes the
 * viewer to have, so that a mistake of the flow shows as a wrong picture.
 */
export const twinCodec: TileCodec = {
  createEncoder: (size) => ok(createTwinEncoder(size)),
  createDecoder: (size) => ok(createTwinDecoder(size)),
};

function createTwinEncoder(size: Size) {
  const frame = new Uint8Array(size.width * size.height * 4);
  const now = new Uint32Array(frame.buffer);
  const sent = new Uint32Array(size.width * size.height);
  const known = new Uint8Array(size.width * size.height).fill(1);
  const mark = (rect: Rect) => rows(size, rect, (from, to) => known.fill(0, from, to));

  function changed(rect: Rect): boolean {
    let differs = false;
    rows(size, rect, (from, to) => {
      for (let at = from; at < to && !differs; at += 1)
        differs = known[at] === 0 || ((now[at] ?? 0) & 0xffffff) !== sent[at];
    });
    return differs;
  }

  function encode(rects: readonly Rect[], maxBytes: number, options: EncodeOptions = {}): Encoded {
    if (maxBytes < MIN_PAYLOAD_BYTES) throw new Error('less than one tile');
    for (const rect of options.leaveOut ?? []) mark(rect);
    const parts: number[] = [];
    const rest: Rect[] = [];
    const photoTiles: TilePlace[] = [];
    let changedTiles = 0;
    let codedPixels = 0;
    const seen = new Set<string>();
    for (const { tile, place } of tilesOf(rects, options.leaveOut ?? [])) {
      const key = JSON.stringify(tile);
      if (seen.has(key) || !changed(tile)) continue;
      seen.add(key);
      const coded = runs(size, now, tile);
      if (parts.length + coded.bytes.length > maxBytes) {
        rest.push(tile);
        continue;
      }
      changedTiles += 1;
      codedPixels += tile.width * tile.height;
      if (coded.colours > 16) photoTiles.push(place);
      for (const byte of coded.bytes) parts.push(byte);
      rows(size, tile, (from, to) => {
        for (let at = from; at < to; at += 1) sent[at] = (now[at] ?? 0) & 0xffffff;
        known.fill(1, from, to);
      });
    }
    const payload = parts.length === 0 ? null : Uint8Array.from(parts);
    return { payload, rest, photoTiles, changedTiles, codedPixels };
  }
  return { size, frame, forget: mark, encode, jpeg: () => new Uint8Array(3_000), close: () => undefined };
}

function* tilesOf(rects: readonly Rect[], holes: readonly Rect[]) {
  for (const rect of rects)
    for (let row = Math.floor(rect.y / TILE_SIDE); row * TILE_SIDE < rect.y + rect.height; row += 1)
      for (
        let column = Math.floor(rect.x / TILE_SIDE);
        column * TILE_SIDE < rect.x + rect.width;
        column += 1
      ) {
        const grid = { x: column * TILE_SIDE, y: row * TILE_SIDE, width: TILE_SIDE, height: TILE_SIDE };
        const tile = intersection(grid, rect);
        if (tile !== null && !holes.some((hole) => intersection(hole, tile) !== null))
          yield { tile, place: { column, row } };
      }
}

/** Place, then runs of (length - 1, red, green, blue). */
function runs(size: Size, now: Uint32Array, tile: Rect) {
  const bytes = [tile.x, tile.y, tile.width, tile.height].flatMap((value) => [value & 255, value >> 8]);
  const colours = new Set<number>();
  let colour = -1;
  let length = 0;
  const flush = () => {
    if (length > 0) bytes.push(length - 1, (colour >> 16) & 255, (colour >> 8) & 255, colour & 255);
  };
  rows(size, tile, (from, to) => {
    for (let at = from; at < to; at += 1) {
      const next = (now[at] ?? 0) & 0xffffff;
      colours.add(next);
      if (next === colour && length < 256) length += 1;
      else {
        flush();
        colour = next;
        length = 1;
      }
    }
  });
  flush();
  return { bytes, colours: colours.size };
}

function createTwinDecoder(size: Size) {
  const pixels = new Uint8ClampedArray(size.width * size.height * 4);
  for (let at = 3; at < pixels.length; at += 4) pixels[at] = 255;

  function decode(payload: Uint8Array): Result<readonly Rect[]> {
    const view = new DataView(payload.buffer, payload.byteOffset, payload.byteLength);
    const changed: Rect[] = [];
    let at = 0;
    while (at + 8 <= payload.length) {
      const [x = 0, y = 0, width = 0, height = 0] = [0, 2, 4, 6].map((k) => view.getUint16(at + k, true));
      if (x + width > size.width || y + height > size.height)
        return err(appError('PICTURE_BROKEN', 'outside'));
      at += 8;
      for (let done = 0; done < width * height; at += 4)
        for (let left = view.getUint8(at) + 1; left > 0; left -= 1, done += 1) {
          const to = ((y + Math.floor(done / width)) * size.width + x + (done % width)) * 4;
          pixels.set(payload.subarray(at + 1, at + 4), to);
        }
      changed.push({ x, y, width, height });
    }
    return at === payload.length ? ok(changed) : err(appError('PICTURE_BROKEN', 'rest'));
  }
  return { size, pixels, decode, close: () => undefined };
}

function rows(size: Size, rect: Rect, run: (from: number, to: number) => void): void {
  for (let y = rect.y; y < rect.y + rect.height; y += 1)
    run(y * size.width + rect.x, y * size.width + rect.x + rect.width);
}
