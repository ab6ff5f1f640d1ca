import { ensureCodec } from '../scripts/codec.mjs';

/** The tile codec is compiled from its sources before any test asks for it. */
export async function setup(): Promise<void> {
  await ensureCodec();
}
