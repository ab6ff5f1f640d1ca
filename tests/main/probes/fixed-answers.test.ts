import { describe, expect, it } from 'vitest';
import type { ProbeResult } from '../../../src-shared/diagnostics/probe-result.ts';
import { facts } from '../../../src-main/platform/answer.ts';
import { createFixedAnswers } from '../../../src-main/probes/fixed-answers.ts';
import type { Probe } from '../../../src-main/probes/probe.ts';
import { probes } from '../../../src-main/probes/registry.ts';

const HOUR = 3_600_000;
const moving: Probe<'uptime'> = {
  area: 'uptime',
  limitMs: 100,
  cost: 1,
  collect: async () => facts('x', { seconds: 1 }),
};
const fixed: Probe<'uptime'> = { ...moving, fixed: true };
const good = (at: number): ProbeResult<unknown> => ({ status: 'ok', data: 1, ms: 5, at, source: 'x' });

describe('what cannot change while the computer runs', () => {
  it('is given again with the time at which it was looked at', () => {
    const answers = createFixedAnswers(() => 2 * HOUR);
    answers.keep(fixed, good(HOUR));
    expect(answers.known(fixed)).toEqual(good(HOUR));
  });

  it('is looked at anew after a day, and when the clock was set back', () => {
    let now = HOUR;
    const answers = createFixedAnswers(() => now);
    answers.keep(fixed, good(HOUR));
    now = 26 * HOUR;
    expect(answers.known(fixed)).toBeNull();
    now = 0;
    expect(answers.known(fixed)).toBeNull();
  });

  it('is asked again after a failure: it may be allowed now', () => {
    const answers = createFixedAnswers(() => 0);
    answers.keep(fixed, { status: 'denied', reason: 'needs rights', ms: 1, at: 0, source: 'x' });
    expect(answers.known(fixed)).toBeNull();
  });

  it('is no other probe’s: all that moves is looked at each time', () => {
    const answers = createFixedAnswers(() => 0);
    answers.keep(moving, good(0));
    expect(answers.known(moving)).toBeNull();
    const kept = Object.values(probes).filter((probe) => probe.fixed === true);
    expect(kept.map((probe) => probe.area)).toContain('system');
    for (const area of ['load', 'memory', 'volumes', 'network', 'processes', 'cpu'] as const)
      expect(probes[area].fixed, area).toBeUndefined();
  });
});
