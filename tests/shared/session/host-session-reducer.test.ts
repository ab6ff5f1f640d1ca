import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { appError } from '../../../src-shared/errors.ts';
import { LEASE_MS } from '../../../src-shared/session/capability.ts';
import { hostSessionSchema, type HostSession } from '../../../src-shared/session/host-session.ts';
import {
  defaultPolicy,
  idleSession,
  isOn,
  mayUse,
  reduceHostSession,
  type HostEvent,
} from '../../../src-shared/session/host-session-reducer.ts';
import type { Technician } from '../../../src-shared/session/technician.ts';

const kevin: Technician = { name: 'Kevin M.', trust: 'not-verified', client: 'app', version: '0.1.0' };
const policy = { ...defaultPolicy, cooldownMs: 30_000 };

function run(events: readonly HostEvent[], from: HostSession = idleSession): HostSession {
  return events.reduce((session, event) => reduceHostSession(session, event, policy).session, from);
}
const report = (at: number, report: Extract<HostEvent, { type: 'report' }>['report']): HostEvent => ({
  type: 'report',
  at,
  report,
});
const paired: HostEvent[] = [
  { type: 'invite', at: 0 },
  report(1, { type: 'technician-joined' }),
  report(2, { type: 'paired', technician: kevin }),
];
const letIn: HostEvent[] = [...paired, { type: 'let-in', at: 40_000 }];
const seen: HostEvent[] = [
  ...letIn,
  { type: 'grant', at: 41_000, capability: 'findings' },
  { type: 'grant', at: 42_000, capability: 'screen', what: 'Screen 1', scope: 'display' },
  report(43_000, { type: 'link-up' }),
];

describe('consent', () => {
  it('refuses to let an unverified technician in before the cool-down is over', () => {
    const refused = reduceHostSession(run(paired), { type: 'let-in', at: 30_001 }, policy);
    expect(refused.refused?.code).toBe('CONSENT_COOLDOWN');
    expect(refused.session.letIn).toBe(false);
    expect(run([...paired, { type: 'let-in', at: 30_002 }]).letIn).toBe(true);
  });

  it('grants nothing before the person has let the technician in', () => {
    const refused = reduceHostSession(
      run(paired),
      { type: 'grant', at: 99_000, capability: 'screen' },
      policy,
    );
    expect(refused.refused?.code).toBe('CONSENT_MISSING');
    expect(refused.session.capabilities.screen.state).toBe('off');
  });

  it('grants one capability without the other', () => {
    const session = run([...letIn, { type: 'grant', at: 41_000, capability: 'findings' }]);
    expect(mayUse(session, 'findings', 41_001)).toBe(true);
    expect(mayUse(session, 'screen', 41_001)).toBe(false);
  });

  it('takes back at once', () => {
    const session = run([...seen, { type: 'take-back', at: 50_000, capability: 'screen' }]);
    expect(mayUse(session, 'screen', 50_000)).toBe(false);
    expect(mayUse(session, 'findings', 50_000)).toBe(true);
  });
});

describe('leases', () => {
  it('run out by themselves, to the millisecond, even between ticks', () => {
    const session = run(seen);
    expect(mayUse(session, 'screen', 42_000 + LEASE_MS.screen - 1)).toBe(true);
    expect(mayUse(session, 'screen', 42_000 + LEASE_MS.screen)).toBe(false);
    const ticked = run([{ type: 'tick', at: 42_000 + LEASE_MS.screen }], session);
    expect(ticked.capabilities.screen.state).toBe('off');
    expect(ticked.events.at(-1)?.what).toBe('lease-ended');
  });

  it('stand still while paused, and nothing may be used', () => {
    const session = run([...seen, { type: 'pause', at: 50_000 }]);
    expect(mayUse(session, 'screen', 50_001)).toBe(false);
    const on = run([{ type: 'resume', at: 1_050_000 }], session);
    expect(on.capabilities.screen).toMatchObject({
      state: 'granted',
      until: 1_050_000 + LEASE_MS.screen - 8_000,
    });
  });

  it('are renewed by the person only while granted', () => {
    const session = run([...seen, { type: 'renew', at: 60_000, capability: 'screen' }]);
    expect(session.capabilities.screen).toMatchObject({ until: 60_000 + LEASE_MS.screen });
    const paused = run([...seen, { type: 'pause', at: 50_000 }]);
    expect(
      reduceHostSession(paused, { type: 'renew', at: 60_000, capability: 'screen' }, policy).refused?.code,
    ).toBe('CONSENT_MISSING');
  });
});

describe('a lost link', () => {
  const lost = [...seen, report(100_000, { type: 'link-lost' })];

  it('holds everything at once', () => {
    expect(mayUse(run(lost), 'findings', 100_000)).toBe(false);
  });

  it('gives everything back after a short gap', () => {
    const back = run([...lost, report(130_000, { type: 'link-up' })]);
    expect(back.capabilities.screen.state).toBe('granted');
  });

  it('keeps the findings but not the screen after more than a minute', () => {
    const back = run([...lost, report(160_001, { type: 'link-up' })]);
    expect(back.capabilities.screen.state).toBe('off');
    expect(back.capabilities.findings.state).toBe('granted');
  });

  it('ends the session after five minutes', () => {
    expect(run([...lost, { type: 'tick', at: 399_999 }]).phase).toBe('live');
    expect(run([...lost, { type: 'tick', at: 400_000 }])).toMatchObject({
      phase: 'ended',
      endReason: 'link-lost',
    });
  });

  it('does not give a paused session back when only the link returns', () => {
    const back = run([...lost, { type: 'pause', at: 101_000 }, report(102_000, { type: 'link-up' })]);
    expect(mayUse(back, 'screen', 102_001)).toBe(false);
  });
});

describe('the end', () => {
  it('takes every capability away and is final', () => {
    const ended = run([...seen, { type: 'end', at: 90_000, reason: 'stopped-by-key' }]);
    expect(ended.capabilities).toEqual({ findings: { state: 'off' }, screen: { state: 'off' } });
    const after = run(
      [
        { type: 'grant', at: 91_000, capability: 'screen' },
        { type: 'resume', at: 91_000 },
      ],
      ended,
    );
    expect(after).toEqual(ended);
  });

  it('comes when the technician leaves', () => {
    expect(run([...seen, report(70_000, { type: 'technician-left' })]).endReason).toBe('left-by-technician');
  });

  it('comes with the reason when something fails', () => {
    const session = run([...seen, report(70_000, { type: 'failed', error: appError('PAIRING_TAMPERED') })]);
    expect(session).toMatchObject({
      phase: 'ended',
      endReason: 'failed',
      error: { code: 'PAIRING_TAMPERED' },
    });
  });

  it('comes after eight hours', () => {
    expect(run([...seen, { type: 'tick', at: 8 * 3_600_000 + 2 }]).endReason).toBe('expired');
  });
});

describe('what happened', () => {
  it('is not pushed out by what the technician can cause again and again', () => {
    const digest = (n: number) => n.toString(16).padStart(64, '0');
    const flood = Array.from({ length: 2_000 }, (_, n): HostEvent[] => [
      report(50_000 + n, { type: 'snapshot-sent', digest: digest(n) }),
      report(50_000 + n, { type: 'link-lost' }),
      report(50_000 + n, { type: 'link-up' }),
    ]);
    const session = run([...seen, ...flood.flat(), { type: 'end', at: 90_000, reason: 'stopped-by-person' }]);
    const kept = session.events.map(({ what }) => what);
    expect(kept).toHaveLength(500);
    expect(kept.slice(0, 3)).toEqual(['technician-joined', 'granted', 'granted']);
    expect(kept.at(-1)).toBe('ended');
  });
});

describe('wrong codes', () => {
  it('are counted for ten minutes, across invitations', () => {
    const session = run([
      { type: 'invite', at: 0 },
      report(1, { type: 'code-wrong' }),
      { type: 'invite', at: 10 },
      report(300_000, { type: 'code-wrong' }),
      { type: 'invite', at: 600_001 },
    ]);
    expect(session.wrongCodes).toEqual([300_000]);
  });

  it('five within ten minutes are kept until the app is started anew', () => {
    const wrong = [1, 2, 3, 4, 5].map((at) => report(at, { type: 'code-wrong' }));
    const session = run([
      { type: 'invite', at: 0 },
      ...wrong,
      { type: 'reset', at: 9e6 },
      { type: 'invite', at: 9e6 + 1 },
    ]);
    expect(session.wrongCodes).toHaveLength(5);
  });
});

describe('whatever happens in whatever order', () => {
  const capability = fc.constantFrom('findings' as const, 'screen' as const);
  const event = fc.oneof(
    fc
      .constantFrom('invite', 'let-in', 'pause', 'resume', 'reset', 'tick')
      .map((type) => ({ type }) as { type: 'tick' }),
    capability.map((c) => ({ type: 'grant' as const, capability: c })),
    capability.map((c) => ({ type: 'take-back' as const, capability: c })),
    capability.map((c) => ({ type: 'renew' as const, capability: c })),
    fc.constant({ type: 'end' as const, reason: 'stopped-by-person' as const }),
    fc
      .constantFrom(
        'code-shown',
        'technician-joined',
        'code-wrong',
        'code-expired',
        'link-up',
        'link-lost',
        'technician-left',
        'screen-ended',
      )
      .map((type) => ({ type: 'report' as const, report: { type: type as 'link-up' } })),
    fc.constant({ type: 'report' as const, report: { type: 'paired' as const, technician: kevin } }),
  );

  it('nothing may be used without let-in, after the end, while paused or without a link', () => {
    fc.assert(
      fc.property(
        fc.array(fc.tuple(event, fc.integer({ min: 0, max: 90_000 })), { maxLength: 60 }),
        (steps) => {
          let at = 0;
          let session = idleSession;
          for (const [next, gap] of steps) {
            at += gap;
            session = reduceHostSession(session, { ...next, at } as HostEvent, policy).session;
            const usable = mayUse(session, 'findings', at) || mayUse(session, 'screen', at);
            if (usable) {
              expect(isOn(session) && session.letIn && !session.paused && session.link !== 'lost').toBe(true);
            }
          }
          expect(hostSessionSchema.safeParse(session).success).toBe(true);
        },
      ),
      { numRuns: 500 },
    );
  });
});
