import { randomFillSync } from 'node:crypto';
import { expect, it } from 'vitest';
import { rehearseDiagnosis, rehearsePairing } from '../../../src-renderer/session/rehearsal.ts';

it('runs the whole pairing against itself, so that the real one is quick', () => {
  expect(rehearsePairing({ random: (bytes) => randomFillSync(new Uint8Array(bytes)) })).toBe(true);
});

it('judges a snapshot nobody sent, so that the first real finding is quick', () => {
  expect(rehearseDiagnosis()).toBeGreaterThan(10);
});
