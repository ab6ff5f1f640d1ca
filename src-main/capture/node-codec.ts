import { readFile } from 'node:fs/promises';
import { appError } from '../../src-shared/errors.ts';
import { err, ok, type Result } from '../../src-shared/result.ts';
import type { TileCodec } from '../../src-shared/tiles/codec.ts';
import { createTileCodec } from '../../src-shared/tiles/wasm-codec.ts';

/** As much of WebAssembly as is used: its types come with the DOM's, which is not here. */
declare const WebAssembly: {
  compile(bytes: Uint8Array): Promise<object>;
  readonly Memory: new (limits: { initial: number; maximum: number }) => { readonly buffer: ArrayBuffer };
  readonly Instance: new (module: object, imports: object) => { readonly exports: unknown };
};

/** The codec of this build, read from the first file that is there. */
export async function loadNodeCodec(files: readonly string[]): Promise<Result<TileCodec>> {
  let why = 'no file';
  for (const file of files) {
    try {
      const module = await WebAssembly.compile(await readFile(file));
      return ok(
        createTileCodec({
          createMemory: (pages) => new WebAssembly.Memory({ initial: pages, maximum: pages }),
          instantiate: (memory) => new WebAssembly.Instance(module, { env: { memory } }).exports,
        }),
      );
    } catch (error) {
      why = String(error);
    }
  }
  return err(appError('CAPTURE_UNAVAILABLE', `the tile codec could not be loaded: ${why}`));
}
