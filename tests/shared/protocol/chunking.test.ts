import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  CHUNK_PAYLOAD_BYTES,
  createReassembler,
  cutMessage,
  MAX_CHUNK_BYTES,
} from '../../../src-shared/protocol/chunking.ts';
import { MAX_PEER_MESSAGE_BYTES } from '../../../src-shared/protocol/peer-messages.ts';

function joined(chunks: readonly Uint8Array[]) {
  const reassembler = createReassembler();
  return chunks.map((chunk) => reassembler.push(chunk));
}

function pattern(length: number): Uint8Array {
  return Uint8Array.from({ length }, (_, n) => (n * 31 + 7) & 255);
}

describe('PM-3: a message travels in chunks of at most 16 KiB', () => {
  test('any list of messages comes out as it went in', () => {
    const lengths = fc.array(fc.integer({ min: 1, max: 3 * CHUNK_PAYLOAD_BYTES }), {
      minLength: 1,
      maxLength: 6,
    });
    fc.assert(
      fc.property(lengths, (sizes) => {
        const reassembler = createReassembler();
        for (const size of sizes) {
          const message = pattern(size);
          const chunks = cutMessage(message);
          const results = chunks.map((chunk) => reassembler.push(chunk));
          expect(chunks.every((chunk) => chunk.length <= MAX_CHUNK_BYTES)).toBe(true);
          expect(results.slice(0, -1).every((result) => result.ok && result.value === null)).toBe(true);
          expect(results.at(-1)).toEqual({ ok: true, value: message });
        }
      }),
      { numRuns: 60 },
    );
  });

  test.each([1, CHUNK_PAYLOAD_BYTES, CHUNK_PAYLOAD_BYTES + 1, MAX_PEER_MESSAGE_BYTES])(
    '%i bytes',
    (length) => {
      expect(joined(cutMessage(pattern(length))).at(-1)).toEqual({ ok: true, value: pattern(length) });
    },
  );

  test('an empty or an over-long message cannot be cut', () => {
    expect(() => cutMessage(new Uint8Array(0))).toThrow();
    expect(() => cutMessage(new Uint8Array(MAX_PEER_MESSAGE_BYTES + 1))).toThrow();
  });
});

describe('PM-3: what is not exactly such a chunk is refused, and everything after it', () => {
  const [only] = cutMessage(pattern(100));
  const [first, second] = cutMessage(pattern(CHUNK_PAYLOAD_BYTES + 5));
  if (only === undefined || first === undefined || second === undefined) throw new Error('unreachable');
  const changed = (chunk: Uint8Array, at: number, value: number) => {
    const copy = chunk.slice();
    copy[at] = value;
    return copy;
  };

  test.each([
    ['nothing', [new Uint8Array(0)]],
    ['a header alone', [only.slice(0, 6)]],
    ['another version', [changed(only, 0, 2)]],
    ['an unknown flag', [changed(only, 1, 7)]],
    ['a length beyond the limit', [changed(only, 2, 255)]],
    ['a length of zero', [changed(only, 5, 0)]],
    ['a payload shorter than announced', [only.slice(0, 50)]],
    ['a payload longer than announced', [changed(only, 5, 50)]],
    ['a chunk larger than 16 KiB', [new Uint8Array(MAX_CHUNK_BYTES + 1).fill(1)]],
    ['a second chunk without its first', [second]],
    ['a first chunk twice', [first, first]],
    ['a last chunk that says it is not', [first, changed(second, 1, 0)]],
    ['a chunk of another length in between', [first, changed(second, 5, 1)]],
  ])('%s', (_, chunks) => {
    const reassembler = createReassembler();
    const results = chunks.map((chunk) => reassembler.push(chunk));
    expect(results.at(-1)).toMatchObject({ ok: false, error: { code: 'PEER_PROTOCOL' } });
    expect(reassembler.push(only)).toMatchObject({ ok: false });
  });

  test('random bytes never throw and never hold more than one message', () => {
    fc.assert(
      fc.property(fc.array(fc.uint8Array({ maxLength: 64 }), { maxLength: 20 }), (chunks) => {
        for (const result of joined(chunks))
          if (result.ok && result.value) expect(result.value.length).toBeLessThan(65);
      }),
    );
  });
});
