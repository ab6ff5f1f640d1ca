import { beforeAll, expect, test } from 'vitest';
import { MAX_PAYLOAD_BYTES, type TileCodec, type TileDecoder } from '../../src-shared/tiles/codec.ts';
import { whole, type Size } from '../../src-shared/tiles/geometry.ts';
import { decodeHostPicture, encodeHostPicture } from '../../src-shared/tiles/wire.ts';
import { loadCodec, pairOf, withDecoder } from '../shared/tiles/load-codec.ts';
import { areaOp, copyOp, expandPlainly, stored } from '../shared/tiles/payloads.ts';
import { noiseOf, paint, scroll } from '../shared/tiles/pictures.ts';

/** A hostile host at full speed; about a minute. ALONGSIDE_FUZZ_RUNS makes it shorter. */
const runs = Number(process.env['ALONGSIDE_FUZZ_RUNS'] ?? 1_000_000);
const size: Size = { width: 130, height: 100 };
const noise = noiseOf(20_261_122);
const upTo = (limit: number) => noise() % limit;

let codec: TileCodec;
/** What an honest host sent, in order, and the picture it gives. */
let honest: readonly Uint8Array[];
let honestOps: readonly Uint8Array[];
let picture: Uint8ClampedArray;

beforeAll(async () => {
  codec = await loadCodec();
  const { encoder, decoder } = pairOf(codec, size);
  const payloads: Uint8Array[] = [];
  const { frame } = encoder;
  const send = () => {
    const { payload } = encoder.encode([whole(size)], MAX_PAYLOAD_BYTES);
    if (payload === null || !decoder.decode(payload).ok) throw new Error('nothing honest to say');
    payloads.push(payload);
  };
  paint(frame, size, whole(size), (x, y) => (((x * 7) ^ (y * 13)) & 24 ? 0xf0f0f0 : 0x202020));
  send();
  paint(frame, size, { x: 10, y: 10, width: 50, height: 40 }, (x, y) => ((x * y) % 200) * 0x010307);
  send();
  paint(frame, size, { x: 70, y: 5, width: 60, height: 90 }, (x) => (x % 13) * 0x0f0f0f);
  send();
  paint(frame, size, { x: 0, y: 60, width: 40, height: 40 }, () => noise() & 0xffffff);
  send();
  scroll(frame, size, whole(size), 9);
  send();
  honest = payloads;
  honestOps = payloads.map(expandPlainly);
  picture = decoder.pixels.slice();
});

test(
  `PX-7: ${runs} messages of a hostile host: a clean error or a picture, no trap, no growth, and a fresh begin works`,
  { timeout: 6 * 3_600_000 },
  () => {
    let decoder = fresh();
    const { buffer } = decoder.pixels;
    const bytes = buffer.byteLength;
    const seen = { taken: 0, refused: 0, notTiles: 0 };
    for (let run = 0; run < runs; run += 1) {
      const message = decodeHostPicture(anyMessage());
      if (!message.ok || message.value.type !== 'tiles') {
        if (!message.ok && message.error.code !== 'PICTURE_BROKEN') throw new Error(message.error.code);
        seen.notTiles += 1;
        continue;
      }
      const result = decoder.decode(message.value.payload);
      if (result.ok) {
        seen.taken += 1;
        for (const rect of result.value)
          if (rect.x + rect.width > size.width || rect.y + rect.height > size.height)
            throw new Error('outside');
        continue;
      }
      if (result.error.code !== 'PICTURE_BROKEN') throw new Error(result.error.code);
      seen.refused += 1;
      decoder.close();
      if (seen.refused % 100 === 1) playHonestly();
      decoder = fresh();
      if (decoder.pixels.buffer !== buffer || buffer.byteLength !== bytes)
        throw new Error('the memory changed');
    }
    const after = decoder.pixels.byteOffset + decoder.pixels.length;
    expect(new Uint8Array(buffer, after).every((byte) => byte === 0)).toBe(true);
    process.stderr.write(`${JSON.stringify(seen)}\n`);
    expect(seen.taken).toBeGreaterThan(runs / 100);
    expect(seen.refused).toBeGreaterThan(runs / 100);
    expect(seen.notTiles).toBeGreaterThan(runs / 1_000);
  },
);

function fresh(): TileDecoder {
  const decoder = codec.createDecoder(size);
  if (!decoder.ok) throw new Error(decoder.error.detail);
  return decoder.value;
}

/** What follows a refresh: the picture from its beginning, exact. */
function playHonestly(): void {
  withDecoder(codec, size, (decoder) => {
    for (const payload of honest)
      if (!decoder.decode(payload).ok) throw new Error('an honest payload was refused');
    if (!decoder.pixels.every((value, at) => value === picture[at]))
      throw new Error('an honest picture is wrong');
  });
}

function anyMessage(): Uint8Array {
  const kind = upTo(20);
  if (kind === 0) return bytesOf(upTo(80));
  const payload =
    kind < 3 ? bytesOf(1 + upTo(400)) : kind < 10 ? mutated(anyHonest()) : kind < 14 ? oddOps() : inside();
  const message = encodeHostPicture({ type: 'tiles', seq: noise(), last: upTo(2) === 0, payload });
  if (upTo(50) === 0) return mutated(message);
  return message;
}

function anyHonest(): Uint8Array {
  return honest[upTo(honest.length)] ?? new Uint8Array(1);
}

/** The operations of a real payload, changed behind the compression, where the changes do more. */
function inside(): Uint8Array {
  return stored(mutated(honestOps[upTo(honestOps.length)] ?? new Uint8Array(1)));
}

/** Right in form, often wrong in content. */
function oddOps(): Uint8Array {
  const ops: Uint8Array[] = [];
  for (let count = upTo(4); count >= 0; count -= 1) {
    const area = { x: upTo(140), y: upTo(110), width: 1 + upTo(70), height: 1 + upTo(70) };
    const kind = [0, 1, 2, 4, 8, 24, 255, upTo(256)][upTo(8)] ?? 0;
    if (kind === 255) ops.push(Uint8Array.from(copyOp(upTo(140), upTo(110), area)));
    else ops.push(Uint8Array.from(areaOp(kind, area)), bodyOf(kind, area.width, area.height));
  }
  return stored(joinedBytes(...ops));
}

/** As long as it should be, or a byte less; colours mostly as many as the kind can name. */
function bodyOf(kind: number, width: number, height: number): Uint8Array {
  const less = upTo(30) === 0 ? 1 : 0;
  if (kind === 0) return bytesOf(3 - less);
  if (kind === 24) return bytesOf(width * height * 3 - less);
  if (kind === 8) return runningBody(width * height - less);
  const bits = Math.min(kind, 4);
  const last = upTo(1 << bits) + (upTo(20) === 0 ? 1 : 0);
  const body = bytesOf(1 + (last + 1) * 3 + ((width * bits + 7) >> 3) * height - less);
  body[0] = last;
  return body;
}

/** Mostly all 256 colours, anew. */
function runningBody(indices: number): Uint8Array {
  const fresh = upTo(3) === 0 ? upTo(300) : 256;
  const body = bytesOf(2 + fresh * 3 + indices);
  body.set([fresh & 255, (fresh >> 8) | (upTo(4) === 0 ? 0 : 0x80)]);
  return body;
}

function bytesOf(length: number): Uint8Array {
  const bytes = new Uint8Array(length);
  for (let at = 0; at < length; at += 1) bytes[at] = noise();
  return bytes;
}

/** Bits flipped, bytes put in, taken out or doubled, an end cut off. Never empty. */
function mutated(bytes: Uint8Array): Uint8Array {
  let out: Uint8Array = bytes.slice();
  for (let count = upTo(4); count >= 0; count -= 1) {
    const at = upTo(out.length);
    const how = upTo(7);
    if (how < 3) out[at] = (out[at] ?? 0) ^ (1 << upTo(8));
    else if (how === 3) out[at] = noise();
    else if (how === 4) out = out.slice(0, Math.max(1, at));
    else if (how === 5) out = joinedBytes(out.subarray(0, at), bytesOf(1 + upTo(8)), out.subarray(at));
    else out = joinedBytes(out.subarray(0, at), out.subarray(Math.max(0, at - upTo(40))));
  }
  return out;
}

function joinedBytes(...parts: readonly Uint8Array[]): Uint8Array {
  const out = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    out.set(part, at);
    at += part.length;
  }
  return out;
}
