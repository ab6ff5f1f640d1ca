import { createJpegMaker } from './jpeg-maker.ts';
import type { JpegAnswer, JpegOrder } from './jpeg-messages.ts';

/* The worker that makes JPEGs of moving areas: a script of its own, so that neither page nor pipe waits for it. */

const make = createJpegMaker();

addEventListener('message', (event: MessageEvent<JpegOrder>) => {
  const { id, ...picture } = event.data;
  void make(picture).then((jpeg) => {
    const answer: JpegAnswer = { id, jpeg };
    postMessage(answer, { transfer: jpeg === null ? [] : [jpeg.buffer] });
  });
});
