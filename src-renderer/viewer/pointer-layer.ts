import type { PointerPlace, PointerShape } from '../../src-shared/tiles/frame-source.ts';
import type { Size } from '../../src-shared/tiles/geometry.ts';

/**
 * The host's pointer, above the picture and apart from it: it moves without a frame of the picture, and without React.
 */
export interface PointerLayer {
  readonly element: HTMLElement;
  shape(shape: PointerShape): void;
  place(place: PointerPlace): void;
  /** In the picture's pixels; null while there is none. */
  resize(size: Size | null): void;
  /** Not while the track is shown: that has the pointer in its pixels. */
  show(on: boolean): void;
  draw(context: CanvasRenderingContext2D, scaleX: number, scaleY: number): void;
  close(): void;
}

export function createPointerLayer(): PointerLayer {
  const layer = document.createElement('div');
  const pointer = document.createElement('canvas');
  Object.assign(layer.style, { position: 'absolute', inset: '0', overflow: 'hidden', pointerEvents: 'none' });
  Object.assign(pointer.style, { position: 'absolute', left: '0', top: '0', transformOrigin: '0 0' });
  pointer.style.willChange = 'transform'; // a layer of its own: moving it paints nothing
  pointer.dataset['pointer'] = '';
  layer.append(pointer);
  let hot: { readonly x: number; readonly y: number } | null = null;
  let at: PointerPlace | null = null;
  let size: Size | null = null;
  let on = false;
  const visible = () => on && hot !== null && at?.visible === true && size !== null;
  const move = () => {
    const shown = visible();
    pointer.style.visibility = shown ? 'inherit' : 'hidden';
    if (!shown || hot === null || at === null || size === null) return;
    const [scaleX, scaleY] = [layer.clientWidth / size.width, layer.clientHeight / size.height];
    const [left, top] = [(at.x - hot.x) * scaleX, (at.y - hot.y) * scaleY];
    pointer.style.transform = `translate(${left}px, ${top}px) scale(${scaleX}, ${scaleY})`;
  };
  const observer = new ResizeObserver(move);
  observer.observe(layer);
  move();
  return {
    element: layer,
    shape(shape) {
      hot = { x: shape.hotX, y: shape.hotY };
      pointer.width = shape.width;
      pointer.height = shape.height;
      const pixels = new Uint8ClampedArray(shape.rgba); // a copy: the message is not kept
      pointer.getContext('2d')?.putImageData(new ImageData(pixels, shape.width, shape.height), 0, 0);
      move();
    },
    place(place) {
      at = place;
      move();
    },
    resize(next) {
      size = next;
      move();
    },
    show(next) {
      if (on === next) return;
      on = next;
      move();
    },
    draw(context, scaleX, scaleY) {
      if (!visible() || hot === null || at === null) return;
      context.drawImage(
        pointer,
        (at.x - hot.x) * scaleX,
        (at.y - hot.y) * scaleY,
        pointer.width * scaleX,
        pointer.height * scaleY,
      );
    },
    close() {
      observer.disconnect();
      layer.remove();
    },
  };
}
