import { policyFor, type SlaCalendar, type SlaPolicy } from '../../../src-shared/helpdesk/sla.ts';
import type { SlaGoal } from '../../../src-shared/helpdesk/sla-goal.ts';
import type { Priority } from '../../../src-shared/helpdesk/ticket.ts';
import { openCalendar, type BusinessTime } from './business-time.ts';
import { turnIn, type SlaEvent } from './sla-events.ts';
import { sumOf, type RunStretch } from './sla-run.ts';

const MINUTE_MS = 60_000;

/** One clock of a ticket. Times are epoch ms, lengths ms of open time. */
export interface SlaClock {
  readonly goal: SlaGoal;
  readonly policyId: string;
  readonly startedAt: number;
  /** `stopped`: the goal was reached. `dropped`: nobody waits for it any more, as when a ticket is solved unanswered. */
  readonly state: 'running' | 'paused' | 'stopped' | 'dropped';
  readonly endedAt?: number | undefined;
  readonly target: number;
  readonly spent: number;
  /** When the target runs out if nothing changes, or ran out: from then on it is breached. A paused clock has none. */
  readonly dueAt?: number | undefined;
  /** When the warning comes if nothing changes. */
  readonly warnAt?: number | undefined;
  readonly warned: boolean;
  readonly breached: boolean;
}

/** Policies with their calendars opened: made once, asked for every ticket. */
export interface SlaRules {
  readonly policies: readonly SlaPolicy[];
  readonly times: ReadonlyMap<string, BusinessTime>;
}

/** Opens the calendars. A policy whose calendar is missing or can't be counted with is named in `refused` and left out. */
export function openSlaRules(
  policies: readonly SlaPolicy[],
  calendars: readonly SlaCalendar[],
): { readonly rules: SlaRules; readonly refused: readonly { policyId: string; why: string }[] } {
  const opened = calendars.map((calendar) => [calendar.id, openCalendar(calendar)] as const);
  const times = new Map(opened.flatMap(([id, result]) => (result.ok ? [[id, result.value] as const] : [])));
  const troubles = new Map(
    opened.flatMap(([id, result]) => (result.ok ? [] : [[id, result.error] as const])),
  );
  const refused = policies
    .filter((policy) => !times.has(policy.calendarId))
    .map(({ id, calendarId }) => ({ policyId: id, why: troubles.get(calendarId) ?? 'calendar-missing' }));
  return { rules: { policies: policies.filter(({ calendarId }) => times.has(calendarId)), times }, refused };
}

/**
 * The clocks of a ticket at `now`, from its whole history, oldest first: one for the first response, one for the
 * resolution, one for every message of the requester that waited for an answer. A change of priority or queue changes
 * the target from the start and the calendar from then on. Events after `now` are left out.
 */
export function slaClocks(events: readonly SlaEvent[], rules: SlaRules, now: number): readonly SlaClock[] {
  const book = new ClockBook(rules);
  for (const event of events) if (event.at <= now) book.take(event);
  return book.clocks(now);
}

/** A clock while the history is read. */
interface OpenClock {
  readonly goal: SlaGoal;
  readonly startedAt: number;
  readonly stretches: RunStretch[];
  runningSince: number | undefined;
  end?: { readonly at: number; readonly how: 'stopped' | 'dropped' } | undefined;
  /** Under which it ended; while it runs, the present one holds. */
  under?: Under | undefined;
}
interface Under {
  readonly policy: SlaPolicy;
  readonly time: BusinessTime;
  readonly priority: Priority;
}

class ClockBook {
  readonly #rules: SlaRules;
  readonly #all: OpenClock[] = [];
  #queueId = '';
  #priority: Priority = 'normal';

  constructor(rules: SlaRules) {
    this.#rules = rules;
  }

  take(event: SlaEvent): void {
    switch (event.type) {
      case 'created':
        this.#queueId = event.queueId;
        this.#priority = event.priority;
        this.#start('first-response', event.at);
        this.#start('resolution', event.at);
        return;
      case 'message':
        this.#message(event);
        return;
      case 'state':
        this.#state(event);
        return;
      case 'priority':
        this.#change(event.at, () => (this.#priority = event.to));
        return;
      case 'queue':
        this.#change(event.at, () => (this.#queueId = event.to));
        return;
    }
  }

  clocks(now: number): readonly SlaClock[] {
    return this.#all.flatMap((clock) => {
      const under = clock.under ?? this.#under();
      const shown = under === undefined ? undefined : showClock(clock, under, now);
      return shown === undefined ? [] : [shown];
    });
  }

  #message({ at, by, kind }: Extract<SlaEvent, { type: 'message' }>): void {
    if (kind === 'internal' || by === 'machine') return;
    const waiting = this.#live('first-response') ?? this.#live('next-response');
    if (by === 'technician') {
      if (waiting !== undefined) this.#end(waiting, at, 'stopped');
    } else if (waiting === undefined) {
      this.#start('next-response', at);
    }
  }

  #state({ at, to }: Extract<SlaEvent, { type: 'state' }>): void {
    const turn = turnIn(to);
    const resolution = this.#all.find((clock) => clock.goal === 'resolution');
    if (turn === 'ours') {
      if (resolution !== undefined) this.#resume(resolution, at);
      return;
    }
    if (resolution !== undefined) this.#pause(resolution, at);
    if (turn === 'theirs') {
      if (resolution !== undefined) this.#reopen(resolution);
      return;
    }
    for (const goal of ['first-response', 'next-response'] as const) {
      const live = this.#live(goal);
      if (live !== undefined) this.#end(live, at, 'dropped');
    }
    if (resolution !== undefined && resolution.end === undefined) this.#end(resolution, at, 'stopped');
  }

  /** Closes the running stretches under the old rules and opens new ones under the new. */
  #change(at: number, change: () => void): void {
    const running = this.#all.filter((clock) => clock.runningSince !== undefined);
    for (const clock of running) this.#pause(clock, at);
    change();
    for (const clock of running) clock.runningSince = at;
  }

  #start(goal: SlaGoal, at: number): void {
    this.#all.push({ goal, startedAt: at, stretches: [], runningSince: at });
  }

  #live(goal: SlaGoal): OpenClock | undefined {
    return this.#all.find((clock) => clock.goal === goal && clock.end === undefined);
  }

  #resume(clock: OpenClock, at: number): void {
    this.#reopen(clock);
    clock.runningSince ??= at;
  }

  #reopen(clock: OpenClock): void {
    clock.end = undefined;
    clock.under = undefined;
  }

  #pause(clock: OpenClock, at: number): void {
    const time = this.#under()?.time;
    if (clock.runningSince !== undefined && time !== undefined)
      clock.stretches.push({ from: clock.runningSince, to: at, time });
    clock.runningSince = undefined;
  }

  #end(clock: OpenClock, at: number, how: 'stopped' | 'dropped'): void {
    this.#pause(clock, at);
    clock.end = { at, how };
    clock.under = this.#under();
  }

  #under(): Under | undefined {
    const policy = policyFor(this.#rules.policies, this.#queueId);
    const time = policy === undefined ? undefined : this.#rules.times.get(policy.calendarId);
    return policy === undefined || time === undefined
      ? undefined
      : { policy, time, priority: this.#priority };
  }
}

function showClock(clock: OpenClock, under: Under, now: number): SlaClock | undefined {
  const minutes = under.policy.targets[under.priority][clock.goal];
  if (minutes === undefined) return undefined;
  const target = minutes * MINUTE_MS;
  const warnMs = Math.floor((target * under.policy.warnAtPercent) / 100);
  const { runningSince, end } = clock;
  const running = runningSince !== undefined;
  const stretches = running
    ? [...clock.stretches, { from: runningSince, to: now, time: under.time }]
    : clock.stretches;
  const { spent, warnedAt, reachedAt } = sumOf(stretches, target, warnMs);
  const ahead = (length: number): number | undefined =>
    running ? under.time.after(now, length - spent) : undefined;
  return {
    goal: clock.goal,
    policyId: under.policy.id,
    startedAt: clock.startedAt,
    state: end?.how ?? (running ? 'running' : 'paused'),
    endedAt: end?.at,
    target,
    spent,
    dueAt: reachedAt ?? ahead(target),
    warnAt: warnedAt ?? ahead(warnMs),
    warned: warnedAt !== undefined,
    breached: reachedAt !== undefined,
  };
}
