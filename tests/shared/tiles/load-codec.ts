import { readFile } from 'node:fs/promises';
import { codecFile, ensureCodec } from '../../../scripts/codec.mjs';
import type { TileCodec, TileDecoder, TileEncoder } from '../../../src-shared/tiles/codec.ts';
import type { Size } from '../../../src-shared/tiles/geometry.ts';
import { createTileCodec } from '../../../src-shared/tiles/wasm-codec.ts';

/** The real codec, compiled first when its sources have changed. */
export async function loadCodec(): Promise<TileCodec> {
  await ensureCodec();
  const module = await WebAssembly.compile(await readFile(codecFile));
  return createTileCodec({
    createMemory: (pages) => new WebAssembly.Memory({ initial: pages, maximum: pages }),
    instantiate: (memory) => new WebAssembly.Instance(module, { env: { memory } }).exports,
  });
}

export interface CodecPair {
  readonly encoder: TileEncoder;
  readonly decoder: TileDecoder;
}

/** Both ends of one picture. */
export function pairOf(codec: TileCodec, size: Size): CodecPair {
  const encoder = codec.createEncoder(size);
  const decoder = codec.createDecoder(size);
  if (!encoder.ok || !decoder.ok) throw new Error('no codec of this size');
  return { encoder: encoder.value, decoder: decoder.value };
}

/** A decoder in a black picture, for one use. */
export function withDecoder<T>(codec: TileCodec, size: Size, work: (decoder: TileDecoder) => T): T {
  const decoder = codec.createDecoder(size);
  if (!decoder.ok) throw new Error('no decoder of this size');
  try {
    return work(decoder.value);
  } finally {
    decoder.value.close();
  }
}
