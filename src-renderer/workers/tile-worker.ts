import { createPaintSurface } from './paint-surface.ts';
import { loadTileCodec } from './load-tile-codec.ts';
import type { TileAnswer, TileOrder } from './tile-messages.ts';
import { createTilePainter, type TilePainter } from './tile-painter.ts';

/* The worker that turns tiles into pixels: decoder and canvas are in here, the page only hands messages in. */

let painter: TilePainter | null = null;
const answer = (what: TileAnswer) => postMessage(what);

addEventListener('message', (event: MessageEvent<TileOrder>) => {
  const order = event.data;
  if (order.type === 'open') void open(order.canvas);
  else painter?.take(order);
});

async function open(canvas: OffscreenCanvas): Promise<void> {
  const surface = createPaintSurface(canvas);
  const codec = await loadTileCodec();
  if (surface === null || !codec.ok) {
    const why = codec.ok ? 'no canvas in a worker' : (codec.error.detail ?? codec.error.code);
    return answer({ type: 'cannot', why });
  }
  painter = createTilePainter({
    surface,
    createDecoder: codec.value.createDecoder,
    decodeJpeg: (jpeg) => createImageBitmap(new Blob([new Uint8Array(jpeg)], { type: 'image/jpeg' }), asItIs),
    answer,
    after(ms, run) {
      const timer = setTimeout(run, ms);
      return () => clearTimeout(timer);
    },
  });
  answer({ type: 'ready' });
}

/** The pixels as they were sent: turned by no note inside the file, in no other colours. */
const asItIs: ImageBitmapOptions = {
  imageOrientation: 'none',
  colorSpaceConversion: 'none',
  premultiplyAlpha: 'none',
};
