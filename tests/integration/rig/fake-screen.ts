import { capturedScreen, type CaptureScreen } from '../../../src-renderer/peer/capture.ts';
import { ok } from '../../../src-shared/result.ts';

/** A canvas with scrolling text as the screen: changes thirty times a second. */
export function createFakeScreen(): {
  readonly capture: CaptureScreen;
  resize(width: number, height: number): void;
} {
  const canvas = document.createElement('canvas');
  canvas.width = 1280;
  canvas.height = 720;
  const context = canvas.getContext('2d');
  if (context === null) throw new Error('no canvas');
  let frame = 0;
  const draw = () => {
    frame += 1;
    context.fillStyle = '#fff';
    context.fillRect(0, 0, canvas.width, canvas.height);
    context.fillStyle = '#123';
    context.font = '18px monospace';
    for (let row = -1; row < 40; row++)
      context.fillText(
        `line ${row + Math.floor(frame / 4)} the quick brown fox jumps over the lazy dog`,
        20,
        row * 24 - (frame % 4) * 6,
      );
  };
  draw();
  return {
    capture: async () => {
      const stream = canvas.captureStream(30);
      const [track] = stream.getVideoTracks();
      if (track === undefined) throw new Error('no track');
      const timer = setInterval(draw, 33);
      const captured = capturedScreen(track);
      return ok({
        ...captured,
        stop() {
          clearInterval(timer);
          captured.stop();
        },
      });
    },
    resize(width, height) {
      canvas.width = width;
      canvas.height = height;
      draw();
    },
  };
}
