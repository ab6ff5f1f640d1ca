/** Sides of the noise that is looked up, a power of two. */
const NOISE_SIDE = 256;

/**
 * Frames of something like a filmed scene: slow clouds of many colours with detail, that move, and a sensor's grain.
 * Pixels in memory order blue, green, red, 0. The same frames every time.
 */
export function filmFrames(
  width: number,
  height: number,
  count: number,
  random: () => number,
): readonly Buffer[] {
  const [coarse, fine] = [smoothNoise(random, 32), smoothNoise(random, 6)];
  const grain = Float32Array.from({ length: NOISE_SIDE * NOISE_SIDE }, () => (random() - 0.5) * 14);
  return Array.from({ length: count }, (_, frame) => {
    const pixels = Buffer.alloc(width * height * 4);
    const words = new Uint32Array(pixels.buffer, pixels.byteOffset, width * height);
    const grainAt = Math.floor(random() * grain.length);
    for (let y = 0; y < height; y += 1) {
      for (let x = 0; x < width; x += 1) {
        const slow = at(coarse, (x >> 1) + frame * 2, (y >> 1) + frame);
        const other = at(coarse, (y >> 1) - frame * 2 + 4_096, (x >> 1) + 4_096 - frame);
        const detail = at(fine, x + frame * 3, y + frame * 2);
        const noise = grain[(grainAt + y * 131 + x) & (grain.length - 1)] ?? 0;
        const red = clamp(40 + 170 * slow + 40 * detail + noise);
        const green = clamp(30 + 90 * slow + 90 * other + 30 * detail + noise);
        const blue = clamp(60 + 150 * other + 25 * detail - noise);
        words[y * width + x] = (red << 16) | (green << 8) | blue;
      }
    }
    return pixels;
  });
}

function at(noise: Float32Array, x: number, y: number): number {
  return noise[(y & (NOISE_SIDE - 1)) * NOISE_SIDE + (x & (NOISE_SIDE - 1))] ?? 0;
}

/** Values from 0 to 1 that change little over `grid` pixels; the edges meet. */
function smoothNoise(random: () => number, grid: number): Float32Array {
  const cells = Math.floor(NOISE_SIDE / grid);
  const corners = Float32Array.from({ length: cells * cells }, random);
  const corner = (x: number, y: number) => corners[(y % cells) * cells + (x % cells)] ?? 0;
  const ease = (t: number) => t * t * (3 - 2 * t);
  return Float32Array.from({ length: NOISE_SIDE * NOISE_SIDE }, (_, index) => {
    const [fx, fy] = [
      ((index % NOISE_SIDE) / NOISE_SIDE) * cells,
      (Math.floor(index / NOISE_SIDE) / NOISE_SIDE) * cells,
    ];
    const [x, y] = [Math.floor(fx), Math.floor(fy)];
    const [tx, ty] = [ease(fx - x), ease(fy - y)];
    const top = corner(x, y) * (1 - tx) + corner(x + 1, y) * tx;
    const bottom = corner(x, y + 1) * (1 - tx) + corner(x + 1, y + 1) * tx;
    return top * (1 - ty) + bottom * ty;
  });
}

function clamp(value: number): number {
  return value < 0 ? 0 : value > 255 ? 255 : value | 0;
}
