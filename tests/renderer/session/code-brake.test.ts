import { expect, test } from 'vitest';
import { codeBrake } from '../../../src-renderer/session/code-brake.ts';

const minute = 60_000;

test.each([
  ['none', [], 0, { state: 'free' }],
  ['two', [0, 1], 2, { state: 'free' }],
  ['three', [0, 1, 2], 3, { state: 'paused', until: 2 + minute }],
  ['three, a minute later', [0, 1, 2], 2 + minute, { state: 'free' }],
  [
    'four within the minute after',
    [0, 1, 2, minute + 5],
    minute + 6,
    { state: 'paused', until: 2 * minute + 5 },
  ],
  ['five', [0, 1, 2, 3, 4], 5, { state: 'paused', until: null }],
  ['five, hours later', [0, 1, 2, 3, 4], 300 * minute, { state: 'paused', until: null }],
  [
    'five, spread over more than ten minutes',
    [0, 1, 2, 11 * minute, 11 * minute],
    13 * minute,
    { state: 'free' },
  ],
])('%s wrong codes', (_, wrong, now, expected) => {
  expect(codeBrake(wrong, now)).toEqual(expected);
});
