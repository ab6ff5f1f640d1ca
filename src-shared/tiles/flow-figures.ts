import type { Clock } from '../clock.ts';

/** What the last second was like for one viewer. */
export interface FlowFigures {
  /** Share of it in which damage waited for answers. */
  readonly blocked: number;
  /** From damage, and from the fetching of its pixels, to the answer: medians, ms; null without answers. */
  readonly lagMs: number | null;
  readonly ageMs: number | null;
  readonly framesPerSecond: number;
  /** Share of it spent fetching and encoding. */
  readonly busy: number;
}

export interface FlowMeter {
  sent(message: SentMessage): void;
  answered(seq: number): void;
  /** Whether damage waits for answers from now on. */
  waits(on: boolean): void;
  /** Runs and counts its time as work. */
  work<T>(run: () => T): T;
  read(): FlowFigures;
  /** No answers come for what was sent. */
  forget(): void;
}

export interface SentMessage {
  readonly seq: number;
  readonly damagedAt: number;
  readonly fetchedAt: number;
  readonly last: boolean;
}

interface Answered {
  readonly at: number;
  readonly lagMs: number;
  readonly ageMs: number;
  readonly last: boolean;
}
interface Span {
  readonly from: number;
  readonly to: number;
}

const SECOND_MS = 1_000;

export function createFlowMeter(clock: Clock): FlowMeter {
  const open: SentMessage[] = [];
  const answers: Answered[] = [];
  const waited: Span[] = [];
  const worked: Span[] = [];
  let waitsSince: number | null = null;

  function prune(now: number): void {
    for (const list of [waited, worked]) while ((list[0]?.to ?? now) < now - SECOND_MS) list.shift();
    while ((answers[0]?.at ?? now) < now - SECOND_MS) answers.shift();
  }

  return {
    sent: (message) => void open.push(message),
    answered(seq) {
      const at = clock.now();
      for (let first = open[0]; first !== undefined && first.seq <= seq; first = open[0]) {
        open.shift();
        answers.push({ at, lagMs: at - first.damagedAt, ageMs: at - first.fetchedAt, last: first.last });
      }
      prune(at);
    },
    waits(on) {
      const now = clock.now();
      if (waitsSince !== null && !on) waited.push({ from: waitsSince, to: now });
      waitsSince = on ? (waitsSince ?? now) : null;
    },
    work(run) {
      const from = clock.now();
      const result = run();
      worked.push({ from, to: clock.now() });
      return result;
    },
    read() {
      const now = clock.now();
      prune(now);
      const oldest = open[0] === undefined ? null : now - open[0].damagedAt;
      const lagMs = median(answers.map((answer) => answer.lagMs));
      return {
        blocked: covered(waitsSince === null ? waited : [...waited, { from: waitsSince, to: now }], now),
        // nothing is answered any more: the oldest question tells
        lagMs: oldest === null ? lagMs : Math.max(lagMs ?? 0, oldest),
        ageMs: median(answers.map((answer) => answer.ageMs)),
        framesPerSecond: answers.filter(({ last }) => last).length,
        busy: covered(worked, now),
      };
    },
    forget() {
      open.length = 0;
    },
  };
}

function covered(spans: readonly Span[], now: number): number {
  const from = now - SECOND_MS;
  const total = spans.reduce((sum, span) => sum + Math.max(0, span.to - Math.max(from, span.from)), 0);
  return Math.min(1, total / SECOND_MS);
}

function median(values: readonly number[]): number | null {
  if (values.length === 0) return null;
  return [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? null;
}
