import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { alarmsSince, mostPressing, nextAlarmAt } from '../../../../src-server/domain/sla/sla-alarms.ts';
import { openSlaRules, slaClocks, type SlaClock } from '../../../../src-server/domain/sla/sla-clocks.ts';
import type { SlaEvent } from '../../../../src-server/domain/sla/sla-events.ts';
import type { SlaGoal } from '../../../../src-shared/helpdesk/sla-goal.ts';
import { slaPolicySchema, type SlaPolicy } from '../../../../src-shared/helpdesk/sla.ts';
import { priorities, ticketStates } from '../../../../src-shared/helpdesk/ticket.ts';
import { at, calendar, HOUR, MINUTE, neverWeek } from './calendars.ts';

/** One hour, two hours and one day of office hours; urgent ones a quarter of that, low ones have no clock. */
function policy(parts: Partial<SlaPolicy> = {}): SlaPolicy {
  const usual = { 'first-response': 60, 'next-response': 120, resolution: 480 };
  return slaPolicySchema.parse({
    id: 'usual',
    name: 'Usual',
    calendarId: 'office',
    targets: {
      low: {},
      normal: usual,
      high: usual,
      urgent: { 'first-response': 15, 'next-response': 30, resolution: 120 },
    },
    ...parts,
  });
}

const office = calendar({});
const always = calendar({ id: 'always', hours: 'always' });
const { rules } = openSlaRules(
  [policy(), policy({ id: 'night', calendarId: 'always', queueIds: ['night'] })],
  [office, always],
);

const monday = (time: string): number => at(`2026-11-23T${time}:00+01:00`);
const tuesday = (time: string): number => at(`2026-11-24T${time}:00+01:00`);
const created = (at: number, queueId = 'desk'): SlaEvent => ({
  type: 'created',
  at,
  priority: 'normal',
  queueId,
});
const says = (
  by: 'requester' | 'technician' | 'machine',
  at: number,
  kind: 'public' | 'internal' = 'public',
): SlaEvent => ({
  type: 'message',
  at,
  by,
  kind,
});
const state = (to: (typeof ticketStates)[number], at: number): SlaEvent => ({ type: 'state', at, to });

function clock(goal: SlaGoal, events: readonly SlaEvent[], now: number): SlaClock {
  const found = slaClocks(events, rules, now).findLast((each) => each.goal === goal);
  if (found === undefined) throw new Error(`no clock for ${goal}`);
  return found;
}

describe('the first response', () => {
  it('is due after business minutes, warns before and breaches then', () => {
    const events = [created(monday('16:30'))];
    const waiting = clock('first-response', events, monday('17:00'));
    expect(waiting).toMatchObject({ state: 'running', spent: 30 * MINUTE, warned: false, breached: false });
    expect(waiting.dueAt).toBe(tuesday('09:30'));
    expect(waiting.warnAt).toBe(tuesday('09:15'));
    expect(clock('first-response', events, tuesday('09:15'))).toMatchObject({
      warned: true,
      breached: false,
    });
    expect(clock('first-response', events, tuesday('09:30'))).toMatchObject({ warned: true, breached: true });
  });

  it('stops at the first public message of a technician, and at nothing else', () => {
    const events = [
      created(monday('10:00')),
      says('technician', monday('10:05'), 'internal'),
      says('machine', monday('10:06')),
      says('requester', monday('10:10')),
      says('technician', monday('10:20')),
      says('technician', monday('10:50')),
    ];
    expect(clock('first-response', events.slice(0, 4), monday('10:15')).state).toBe('running');
    expect(clock('first-response', events, tuesday('10:00'))).toMatchObject({
      state: 'stopped',
      endedAt: monday('10:20'),
      spent: 20 * MINUTE,
      breached: false,
    });
  });

  it('is late for good when the answer came after it was due', () => {
    const late = clock(
      'first-response',
      [created(monday('10:00')), says('technician', monday('11:30'))],
      tuesday('10:00'),
    );
    expect(late).toMatchObject({
      state: 'stopped',
      breached: true,
      dueAt: monday('11:00'),
      spent: 90 * MINUTE,
    });
  });

  it('is dropped, not reached, when the ticket is solved without a word', () => {
    const events = [created(monday('10:00')), state('solved', monday('10:30'))];
    expect(clock('first-response', events, tuesday('12:00'))).toMatchObject({
      state: 'dropped',
      breached: false,
    });
  });

  it('goes on while the ticket waits for the requester: nobody has answered yet', () => {
    const events = [created(monday('10:00')), state('waiting', monday('10:10'))];
    expect(clock('first-response', events, monday('10:30')).dueAt).toBe(monday('11:00'));
  });
});

describe('the next response', () => {
  it('starts at the first unanswered message of the requester and stops at the answer, again and again', () => {
    const events = [
      created(monday('09:00')),
      says('technician', monday('09:10')),
      says('requester', monday('10:00')),
      says('requester', monday('11:00')),
      says('technician', monday('11:30')),
      says('requester', monday('16:00')),
    ];
    const all = slaClocks(events, rules, monday('16:30')).filter(({ goal }) => goal === 'next-response');
    expect(all).toMatchObject([
      { state: 'stopped', startedAt: monday('10:00'), endedAt: monday('11:30'), spent: 90 * MINUTE },
      { state: 'running', startedAt: monday('16:00'), dueAt: tuesday('10:00') },
    ]);
  });

  it('does not start before the first response: that clock runs already', () => {
    const events = [created(monday('09:00')), says('requester', monday('09:10'))];
    expect(slaClocks(events, rules, monday('09:20')).map(({ goal }) => goal)).toEqual([
      'first-response',
      'resolution',
    ]);
  });
});

describe('the resolution', () => {
  const story = [
    created(monday('10:00')),
    state('open', monday('10:05')),
    state('waiting', monday('11:00')),
    state('open', monday('15:00')),
    state('solved', monday('16:00')),
  ];

  it('pauses while we wait for the requester, and has no due time then', () => {
    const paused = clock('resolution', story.slice(0, 3), monday('14:00'));
    expect(paused).toMatchObject({ state: 'paused', spent: HOUR });
    expect(paused.dueAt).toBeUndefined();
    expect(clock('resolution', story.slice(0, 4), monday('15:30')).dueAt).toBe(tuesday('14:00'));
  });

  it('stops when the ticket is solved, and once more when it is closed nothing moves', () => {
    expect(clock('resolution', story, tuesday('10:00'))).toMatchObject({ state: 'stopped', spent: 2 * HOUR });
    const closed = clock('resolution', [...story, state('closed', tuesday('09:00'))], tuesday('10:00'));
    expect(closed).toMatchObject({ state: 'stopped', endedAt: monday('16:00'), spent: 2 * HOUR });
  });

  it('goes on where it stood when the ticket is opened again', () => {
    const again = [...story, says('requester', tuesday('10:00')), state('reopened', tuesday('10:00'))];
    expect(clock('resolution', again, tuesday('11:00'))).toMatchObject({
      state: 'running',
      spent: 3 * HOUR,
      dueAt: tuesday('16:00'),
    });
    expect(clock('next-response', again, tuesday('11:00')).dueAt).toBe(tuesday('12:00'));
  });
});

describe('policies', () => {
  it('named for a queue come before those for all', () => {
    expect(clock('first-response', [created(monday('18:00'), 'night')], monday('18:30'))).toMatchObject({
      policyId: 'night',
      dueAt: monday('19:00'),
    });
    expect(clock('first-response', [created(monday('18:00'))], monday('18:30')).policyId).toBe('usual');
  });

  it('of the new priority judge from the start, with the time that has passed', () => {
    const raised: SlaEvent[] = [
      created(monday('10:00')),
      { type: 'priority', at: monday('10:20'), to: 'urgent' },
    ];
    expect(clock('first-response', raised, monday('10:20'))).toMatchObject({
      breached: true,
      dueAt: monday('10:15'),
    });
    expect(clock('resolution', raised, monday('10:20')).dueAt).toBe(monday('12:00'));
  });

  it('of the new queue count with its calendar from then on', () => {
    const moved: SlaEvent[] = [created(monday('16:30')), { type: 'queue', at: monday('18:00'), to: 'night' }];
    expect(clock('first-response', moved, monday('18:10'))).toMatchObject({
      policyId: 'night',
      spent: 40 * MINUTE,
      dueAt: monday('18:30'),
    });
  });

  it('without a target have no clock', () => {
    const low: SlaEvent[] = [{ type: 'created', at: monday('10:00'), priority: 'low', queueId: 'desk' }];
    expect(slaClocks(low, rules, tuesday('10:00'))).toEqual([]);
  });

  it('whose calendar is missing or never open are refused by name and count nothing', () => {
    const { rules: left, refused } = openSlaRules(
      [policy({ id: 'a', calendarId: 'never' }), policy({ id: 'b', calendarId: 'gone' })],
      [calendar({ id: 'never', hours: neverWeek })],
    );
    expect(refused).toEqual([
      { policyId: 'a', why: 'never-open' },
      { policyId: 'b', why: 'calendar-missing' },
    ]);
    expect(slaClocks([created(monday('10:00'))], left, tuesday('10:00'))).toEqual([]);
  });
});

describe('alarms', () => {
  it('come once each when asked from look to look, and a breach makes its warning needless', () => {
    const events = [created(monday('10:00'))];
    const looks = ['10:30', '10:45', '10:50', '11:00', '11:30'].map(monday);
    const heard = looks
      .slice(1)
      .flatMap((now, index) =>
        alarmsSince(slaClocks(events, rules, now), looks[index] ?? 0).map(
          ({ goal, kind }) => `${goal} ${kind}`,
        ),
      );
    expect(heard).toEqual(['first-response warning', 'first-response breach']);
    const asleep = alarmsSince(slaClocks(events, rules, monday('12:00')), monday('10:00'));
    expect(asleep.map(({ kind }) => kind)).toEqual(['breach']);
  });

  it('are silent for a clock that is paused or has ended', () => {
    const events = [
      created(monday('10:00')),
      says('technician', monday('10:50')),
      state('waiting', monday('10:50')),
    ];
    expect(alarmsSince(slaClocks(events, rules, tuesday('16:00')), monday('10:00'))).toEqual([]);
    expect(nextAlarmAt(slaClocks(events, rules, tuesday('16:00')))).toBeUndefined();
  });

  it('tell when to look next, and which clock presses most', () => {
    const clocks = slaClocks([created(monday('10:00'))], rules, monday('10:50'));
    expect(nextAlarmAt(clocks)).toBe(monday('11:00'));
    expect(mostPressing(clocks)?.goal).toBe('first-response');
  });
});

const histories = fc
  .array(
    fc.record({
      minutes: fc.integer({ min: 0, max: 3 * 24 * 60 }),
      what: fc.oneof(
        fc.record({
          type: fc.constant('message' as const),
          by: fc.constantFrom('requester' as const, 'technician' as const, 'machine' as const),
          kind: fc.constantFrom('public' as const, 'internal' as const),
        }),
        fc.record({ type: fc.constant('state' as const), to: fc.constantFrom(...ticketStates) }),
        fc.record({ type: fc.constant('priority' as const), to: fc.constantFrom(...priorities) }),
        fc.record({ type: fc.constant('queue' as const), to: fc.constantFrom('desk', 'night') }),
      ),
    }),
    { maxLength: 12 },
  )
  .map((steps): readonly SlaEvent[] => {
    let moment = monday('09:00');
    const later = steps.map(({ minutes, what }): SlaEvent => ({ ...what, at: (moment += minutes * MINUTE) }));
    return [created(monday('09:00')), ...later];
  });

describe('whatever happens to a ticket', () => {
  it('no clock counts more than the time that passed, and none runs back', () => {
    fc.assert(
      fc.property(
        histories,
        fc.integer({ min: 0, max: 20_000 }),
        fc.integer({ min: 0, max: 5_000 }),
        (events, first, more) => {
          const now = monday('09:00') + first * MINUTE;
          const then = now + more * MINUTE;
          const before = slaClocks(events, rules, now);
          for (const clock of before) {
            expect(clock.spent).toBeGreaterThanOrEqual(0);
            expect(clock.spent).toBeLessThanOrEqual(now - clock.startedAt);
            expect(clock.breached).toBe(clock.spent >= clock.target);
          }
          const quiet = slaClocks(
            events.filter((event) => event.at <= now),
            rules,
            then,
          );
          expect(quiet.map(({ spent }, index) => spent >= (before[index]?.spent ?? 0))).not.toContain(false);
        },
      ),
      { numRuns: 150 },
    );
  });

  it('at most one response clock runs at a time', () => {
    fc.assert(
      fc.property(histories, (events) => {
        const running = slaClocks(events, rules, monday('09:00') + 60 * 24 * HOUR).filter(
          ({ goal, state }) => goal !== 'resolution' && state === 'running',
        );
        expect(running.length).toBeLessThanOrEqual(1);
      }),
      { numRuns: 100 },
    );
  });

  it('a due time that nothing disturbs comes true: breached then, not one ms before', () => {
    fc.assert(
      fc.property(histories, (events) => {
        const now = events.at(-1)?.at ?? 0;
        const running = mostPressing(slaClocks(events, rules, now).filter(({ breached }) => !breached));
        if (running?.dueAt === undefined) return;
        const at = (moment: number): boolean | undefined =>
          slaClocks(events, rules, moment).find(
            ({ goal, startedAt }) => goal === running.goal && startedAt === running.startedAt,
          )?.breached;
        expect(at(running.dueAt)).toBe(true);
        if (running.dueAt - 1 >= now) expect(at(running.dueAt - 1)).toBe(false);
      }),
      { numRuns: 100 },
    );
  });
});
