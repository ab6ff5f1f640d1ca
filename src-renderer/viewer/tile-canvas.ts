/**
 * The canvas element as the page has it. Its pixels belong to a worker, and die with it: until the next worker has
 * drawn, a copy of the last picture stands in its place.
 */
export interface TileCanvas {
  readonly element: HTMLElement;
  /** A new canvas for a new worker; what was shown stays until {@link fresh}. */
  renew(): OffscreenCanvas;
  /** The new canvas has a picture. */
  fresh(): void;
  /** Takes every pixel away. */
  empty(): void;
  /** What is shown, for a copy; null while there is nothing. */
  source(): CanvasImageSource | null;
}

export function createTileCanvas(): TileCanvas {
  const box = document.createElement('div');
  Object.assign(box.style, { position: 'absolute', inset: '0' });
  let live: HTMLCanvasElement | null = null;
  let still: HTMLCanvasElement | null = null;
  let filled = false;
  return {
    element: box,
    renew() {
      if (live !== null && filled) {
        const copy = copyOf(live);
        still?.remove();
        still = copy;
      }
      live?.remove();
      live = made();
      filled = false;
      box.replaceChildren(...(still === null ? [live] : [live, still]));
      return live.transferControlToOffscreen();
    },
    fresh() {
      filled = true;
      still?.remove();
      still = null;
    },
    empty() {
      filled = false;
      still?.remove();
      still = null;
    },
    source: () => (filled ? live : still),
  };
}

function made(): HTMLCanvasElement {
  const canvas = document.createElement('canvas');
  Object.assign(canvas.style, { position: 'absolute', display: 'block', width: '100%', height: '100%' });
  return canvas;
}

function copyOf(canvas: HTMLCanvasElement): HTMLCanvasElement {
  const copy = made();
  copy.width = canvas.width;
  copy.height = canvas.height;
  copy.getContext('2d', { alpha: false })?.drawImage(canvas, 0, 0);
  return copy;
}
