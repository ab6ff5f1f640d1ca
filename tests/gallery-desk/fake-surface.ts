import type { PictureSize, PictureSurface } from '../../src-renderer/stores/picture.ts';

/** A picture surface that draws a test picture on a canvas: a desktop with windows, text and a one-pixel grid. */
export function fakeSurface(size: PictureSize = { width: 1920, height: 1080 }): PictureSurface {
  const canvas = document.createElement('canvas');
  canvas.width = size.width;
  canvas.height = size.height;
  canvas.style.cssText = 'display:block;width:100%;height:100%';
  const context = canvas.getContext('2d');
  if (context !== null) paint(context, size);
  return {
    size: () => size,
    onSize: () => () => undefined,
    onFrame: () => () => undefined,
    mount(host) {
      host.append(canvas);
      return () => canvas.remove();
    },
    draw(target, width, height) {
      target.drawImage(canvas, 0, 0, width, height);
      return true;
    },
  };
}

function paint(context: CanvasRenderingContext2D, { width, height }: PictureSize): void {
  const sky = context.createLinearGradient(0, 0, 0, height);
  sky.addColorStop(0, '#7da3b5');
  sky.addColorStop(1, '#b9d0d4');
  context.fillStyle = sky;
  context.fillRect(0, 0, width, height);
  hill(context, width, height, 0.62, '#8fb0b4');
  hill(context, width, height, 0.76, '#5e8686');
  hill(context, width, height, 0.88, '#35595c');
  windowAt(context, 200, 60, Math.min(960, width - 240), Math.min(560, height - 200), 'This PC');
  windowAt(context, 720, 380, Math.min(1050, width - 760), Math.min(500, height - 460), 'Office printer');
  context.fillStyle = '#eef2f4';
  context.fillRect(0, height - 68, width, 68);
  // a one-pixel grid in the corner: blurred at once when a scale or a place is off
  for (let x = 0; x < 200; x += 2) {
    context.fillStyle = x % 4 === 0 ? '#000000' : '#ffffff';
    context.fillRect(width - 200 + x, 0, 2, 40);
    context.fillRect(width - 200 + x, 40, 1, 40);
  }
  context.fillStyle = '#c01818';
  context.fillRect(0, 0, width, 1);
  context.fillRect(0, height - 1, width, 1);
  context.fillRect(0, 0, 1, height);
  context.fillRect(width - 1, 0, 1, height);
}

function hill(
  context: CanvasRenderingContext2D,
  width: number,
  height: number,
  at: number,
  colour: string,
): void {
  context.fillStyle = colour;
  context.beginPath();
  context.moveTo(0, height);
  for (let x = 0; x <= width; x += 8)
    context.lineTo(x, height * at + Math.sin(x / 260 + at * 9) * height * 0.05);
  context.lineTo(width, height);
  context.fill();
}

function windowAt(
  context: CanvasRenderingContext2D,
  x: number,
  y: number,
  w: number,
  h: number,
  title: string,
): void {
  context.fillStyle = '#fbfbfb';
  context.fillRect(x, y, w, h);
  context.fillStyle = '#e9eff2';
  context.fillRect(x, y, w, 48);
  context.fillStyle = '#1a2023';
  context.font = '22px sans-serif';
  context.fillText(title, x + 24, y + 32);
  context.font = '18px sans-serif';
  for (let line = 0; line * 44 + 120 < h; line += 1) {
    context.fillText(
      `Room booking form ${line + 1}.docx     Waiting     220 KB     10:${String(4 + line).padStart(2, '0')}`,
      x + 28,
      y + 100 + line * 44,
    );
  }
}
