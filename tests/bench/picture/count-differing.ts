/** The lower right corner, where the pointer waits: viewers draw it themselves, the source's picture is without. */
export const POINTER_CORNER = 32;

/** How many pixels differ, the pointer's corner left out. */
export function countDiffering(a: Uint32Array, b: Uint32Array, width: number, height: number): number {
  let count = 0;
  for (let y = 0; y < height; y += 1) {
    const end = y >= height - POINTER_CORNER ? width - POINTER_CORNER : width;
    for (let at = y * width; at < y * width + end; at += 1) {
      if ((((a[at] ?? 0) ^ (b[at] ?? 0)) & 0xffffff) !== 0) count += 1;
    }
  }
  return count;
}
