import { appError } from '../../src-shared/errors.ts';
import { err, ok, type Result } from '../../src-shared/result.ts';
import type { TileCodec } from '../../src-shared/tiles/codec.ts';
import { createTileCodec } from '../../src-shared/tiles/wasm-codec.ts';
import wasmUrl from '../../src-codec/build/codec.wasm?url';

/** The codec of this build. Only inside a worker: pages may not compile WebAssembly. // TM-8 */
export async function loadTileCodec(): Promise<Result<TileCodec>> {
  try {
    const answer = await fetch(wasmUrl);
    if (!answer.ok) return err(appError('PICTURE_BROKEN', `codec: ${answer.status}`));
    const compiled = await WebAssembly.compile(await answer.arrayBuffer());
    return ok(
      createTileCodec({
        createMemory: (pages) => new WebAssembly.Memory({ initial: pages, maximum: pages }),
        instantiate: (memory) => new WebAssembly.Instance(compiled, { env: { memory } }).exports,
      }),
    );
  } catch (error) {
    return err(appError('PICTURE_BROKEN', `codec: ${String(error)}`));
  }
}
