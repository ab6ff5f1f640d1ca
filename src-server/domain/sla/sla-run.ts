import type { BusinessTime } from './business-time.ts';

/** A stretch in which a clock ran, and the calendar that held then. Epoch ms. */
export interface RunStretch {
  readonly from: number;
  readonly to: number;
  readonly time: BusinessTime;
}

/** What a clock's stretches come to against a target. */
export interface RunSum {
  /** Open ms that have passed on the clock. */
  readonly spent: number;
  /** When `spent` reached the warning and the target; undefined when it has not. */
  readonly warnedAt?: number | undefined;
  readonly reachedAt?: number | undefined;
}

export function sumOf(stretches: readonly RunStretch[], targetMs: number, warnMs: number): RunSum {
  let spent = 0;
  let warnedAt: number | undefined;
  let reachedAt: number | undefined;
  for (const { from, to, time } of stretches) {
    const open = time.between(from, to);
    if (warnedAt === undefined && spent + open >= warnMs) warnedAt = time.after(from, warnMs - spent) ?? to;
    if (reachedAt === undefined && spent + open >= targetMs)
      reachedAt = time.after(from, targetMs - spent) ?? to;
    spent += open;
  }
  return { spent, warnedAt, reachedAt };
}
