import fc from 'fast-check';
import { describe, expect, test, vi } from 'vitest';
import { anySchedule, playHonestly, playSchedule } from './broker-world.ts';
import { connect, byCode, hostParty, technicianParty } from './parties.ts';
import { guessCodes } from './guessing.ts';
import { flipBit, seededBytes } from './random.ts';

// A small group in place of the curve: these tests are about the order of messages. The curve itself runs through the
// same schedules in tests/fuzz/pairing.slow.ts.
vi.mock(import('../../../src-shared/pairing/cpace.ts'), async (original) => {
  const { toyCpace } = await import('./toy-cpace.ts');
  return toyCpace(await original());
});

describe('PR-6: a broker that does what it likes (T2)', () => {
  test('PR-6: in 3,000 schedules nobody is paired with anybody but their counterpart', () => {
    let paired = 0;
    fc.assert(
      fc.property(anySchedule, (schedule) => {
        paired += playSchedule(schedule);
      }),
      { numRuns: 3_000 },
    );
    expect(paired).toBeGreaterThan(100); // else the schedules would not get far enough to mean anything
  }, 60_000);

  test('PR-6: with an honest broker the pairing always succeeds', () => {
    fc.assert(fc.property(fc.nat(), playHonestly), { numRuns: 300 });
  });
});

describe('PR-9: mutations (T3)', () => {
  test('PR-9: every single bit of M1 to M4 counts', () => {
    const random = seededBytes(5);
    const secret = byCode('4821', '7730592');
    for (const kind of ['m1', 'm2', 'm3', 'm4'] as const) {
      for (let bit = 0, bits = 1; bit < bits; bit++) {
        const sidHost = random(16);
        const host = hostParty({ secret, sidHost, random });
        const technician = technicianParty({ secret, sidHost, random });
        connect(technician, host, (message) => {
          if (message.kind !== kind) return message;
          bits = message.body.length * 8;
          return { kind, body: flipBit(message.body, bit) };
        });
        expect(technician.paired(), `${kind}, bit ${bit}`).toBeUndefined();
        // The host has spoken last: a broken M4 can't be known to it; FIN tells it (PR-11).
        if (kind !== 'm4') expect(host.paired(), `${kind}, bit ${bit}`).toBeUndefined();
      }
    }
  }, 60_000);
});

describe('PR-3: guessing (T4)', () => {
  test('PR-3: a broker that guesses three digits hits as often as chance says', () => {
    const attacks = 2_000;
    const hits = guessCodes(attacks, 3, 6);
    // 99.9 % of the binomial distribution with n = 2,000 and p = 1/1,000 lie here.
    expect(hits).toBeLessThanOrEqual(8);
  }, 60_000);
});
