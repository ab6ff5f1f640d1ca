import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { anySchedule, playHonestly, playSchedule } from '../shared/pairing/broker-world.ts';
import { guessCodes } from '../shared/pairing/guessing.ts';

/** Schedules and attacks on the real curve; about an hour on one core. ALONGSIDE_FUZZ_RUNS makes it shorter. */
const runs = Number(process.env['ALONGSIDE_FUZZ_RUNS'] ?? 100_000);
const HOURS = 3_600_000;

describe('PR-6: a broker that does what it likes, on the real curve (T2)', () => {
  test(
    `PR-6: ${runs} schedules, nobody paired with anybody but their counterpart`,
    { timeout: 6 * HOURS },
    () => {
      fc.assert(
        fc.property(anySchedule, (schedule) => void playSchedule(schedule)),
        { numRuns: runs },
      );
    },
  );

  test('PR-6: honest schedules always succeed', { timeout: HOURS }, () => {
    fc.assert(fc.property(fc.nat(), playHonestly), { numRuns: Math.ceil(runs / 100) });
  });
});

test('PR-3: guesses of three digits hit within the 99.9 % interval (T4)', { timeout: 6 * HOURS }, () => {
  const attacks = runs * 2;
  const hits = guessCodes(attacks, 3, 7);
  const mean = attacks / 1_000;
  const spread = 3.29 * Math.sqrt(mean * 0.999);
  expect(Math.abs(hits - mean)).toBeLessThanOrEqual(Math.max(spread, 4));
});
