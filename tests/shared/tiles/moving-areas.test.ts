import { describe, expect, test } from 'vitest';
import { TILE_SIDE, type TilePlace } from '../../../src-shared/tiles/codec.ts';
import type { Rect } from '../../../src-shared/tiles/geometry.ts';
import { createMovingAreas, STILL_MS } from '../../../src-shared/tiles/moving-areas.ts';

const size = { width: 1280, height: 720 };
const film: Rect = { x: 100, y: 90, width: 640, height: 360 };

/** Grid places that a rectangle touches. */
function tilesOf(rect: Rect): TilePlace[] {
  const places: TilePlace[] = [];
  for (let row = Math.floor(rect.y / TILE_SIDE); row * TILE_SIDE < rect.y + rect.height; row += 1)
    for (let column = Math.floor(rect.x / TILE_SIDE); column * TILE_SIDE < rect.x + rect.width; column += 1)
      places.push({ column, row });
  return places;
}

describe('areas that move', () => {
  test('a photo that is painted once is no film', () => {
    const moving = createMovingAreas(size);
    moving.damaged([film], 0);
    expect(moving.changed(tilesOf(film), 5)).toEqual([]);
    expect(moving.areas).toEqual([]);
  });

  test('painted again within 300 ms it is one, to the pixel, without the rests of its tiles', () => {
    const moving = createMovingAreas(size);
    moving.damaged([film], 0);
    moving.changed(tilesOf(film), 5);
    moving.damaged([film], 38);
    expect(moving.changed(tilesOf(film), 42)).toEqual([film]);
    expect(moving.areas).toEqual([film]);
  });

  test('painted over while its first picture is still being sent, it is known before the second', () => {
    const moving = createMovingAreas(size);
    const tiles = tilesOf(film);
    moving.damaged([film], 0);
    moving.changed(tiles.slice(0, 40), 5);
    moving.damaged([film], 38);
    expect(moving.changed(tiles.slice(40), 40)).toEqual([film]);
  });

  test('painted again after more than 300 ms it is a picture that was replaced', () => {
    const moving = createMovingAreas(size);
    moving.changed(tilesOf(film), 0);
    expect(moving.changed(tilesOf(film), 400)).toEqual([]);
  });

  test('small ones stay exact, unless they are the rest of a film', () => {
    const moving = createMovingAreas(size);
    const small: Rect = { x: 0, y: 0, width: 128, height: 128 };
    moving.changed(tilesOf(small), 0);
    expect(moving.changed(tilesOf(small), 33)).toEqual([]);
    moving.changed(tilesOf(film), 40);
    moving.changed(tilesOf(film), 73);
    const rest = [{ column: 12, row: 3 }];
    moving.changed(rest, 80);
    const [grown] = moving.changed(rest, 113);
    expect(grown).toBeDefined();
    expect((grown?.x ?? 0) + (grown?.width ?? 0)).toBe(13 * TILE_SIDE);
    expect(moving.areas).toHaveLength(1);
  });

  test('a film that stops is still after its time, and remembered at its next picture', () => {
    const moving = createMovingAreas(size);
    for (const at of [0, 33]) {
      moving.damaged([film], at);
      moving.changed(tilesOf(film), at + 1);
    }
    expect(moving.stilled(33 + STILL_MS - 1)).toEqual([]);
    expect(moving.stilled(34 + STILL_MS)).toEqual([film]);
    expect(moving.areas).toEqual([]);
    expect(moving.damaged([film], 1_000)).toEqual([film]);
  });
});
