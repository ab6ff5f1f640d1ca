import { expect, test } from 'vitest';
import { createLossyLane } from '../../../src-shared/tiles/lossy-lane.ts';

const film = { x: 64, y: 90, width: 900, height: 600 };

test('a large picture goes in strips of whole blocks that cover it once, and only the last ends it', () => {
  const lane = createLossyLane();
  lane.dirty(film);
  const strips = [];
  for (let strip = lane.next(); strip !== null; strip = lane.next()) {
    expect(strip.area).toEqual(film);
    strips.push(strip);
    lane.sent(10_000, null);
  }
  expect(strips.length).toBeGreaterThan(1);
  expect(strips.map(({ first }) => first)).toEqual(strips.map((_, index) => index === 0));
  expect(strips.map(({ last }) => last)).toEqual(strips.map((_, index) => index === strips.length - 1));
  let y = film.y;
  for (const { rect, last } of strips) {
    expect(rect).toMatchObject({ x: film.x, y, width: film.width });
    if (!last) expect(rect.height % 16).toBe(0);
    y += rect.height;
  }
  expect(y).toBe(film.y + film.height);
});

test('what changes while its strips go is sent once more, after them', () => {
  const lane = createLossyLane();
  lane.dirty(film);
  expect(lane.next()?.first).toBe(true);
  lane.sent(10_000, null);
  lane.dirty(film);
  let strips = 0;
  while (lane.next()?.first === false) {
    lane.sent(10_000, null);
    strips += 1;
  }
  expect(strips).toBeGreaterThan(0);
  expect(lane.next()).toMatchObject({ first: true, area: film });
});
