import { describe, expect, test } from 'vitest';
import {
  disconnected,
  freshHealth,
  heard,
  looked,
  LOOK_EVERY_MS,
} from '../../../src-renderer/session/link-health.ts';

/** Looks every 200 ms until the link counts as lost; ms since the last answer. */
function lostAfter(step: number): number {
  let health = freshHealth(0);
  for (let now = step; now < 60_000; now += step) {
    health = looked(health, now);
    if (health.lost) return now;
  }
  return Number.POSITIVE_INFINITY;
}

describe('PM-4: silence', () => {
  test('is noticed in less than 2 s', () => {
    expect(lostAfter(LOOK_EVERY_MS)).toBeGreaterThan(1_500);
    expect(lostAfter(LOOK_EVERY_MS)).toBeLessThan(2_000);
  });

  test('of a page that itself sleeps counts in its own steps', () => {
    const slept = looked(freshHealth(0), 5_000);
    expect(slept.lost).toBe(false);
    expect(looked(heard(slept, 5_001), 5_200).lost).toBe(false);
    expect(looked(slept, 5_200).lost).toBe(true);
  });

  test('ends with an answer', () => {
    const lost = disconnected(freshHealth(0));
    expect(lost.lost).toBe(true);
    expect(heard(lost, 100).lost).toBe(false);
  });
});
