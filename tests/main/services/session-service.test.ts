import { afterEach, describe, expect, it, vi } from 'vitest';
import { createLog } from '../../../src-main/services/log.ts';
import { createSessionService } from '../../../src-main/services/session-service.ts';
import { createVitalsService } from '../../../src-main/services/vitals-service.ts';
import type { VitalsSample } from '../../../src-shared/diagnostics/vitals.ts';
import { defaultPolicy } from '../../../src-shared/session/host-session-reducer.ts';
import { liveSample } from '../../shared/diagnostics/live-sample.ts';

const kevin = { name: 'Kevin M.', trust: 'not-verified', client: 'app', version: '1' } as const;

function setUp() {
  let at = 1_000;
  const lines: string[] = [];
  const session = createSessionService({
    now: () => at,
    log: createLog(
      (line) => lines.push(line),
      () => at,
    ),
    policy: { ...defaultPolicy, cooldownMs: 0 },
    tickMs: 5,
  });
  const live = () => {
    session.apply({ type: 'invite' });
    session.apply({ type: 'report', report: { type: 'paired', technician: kevin } });
    session.apply({ type: 'let-in' });
    session.apply({ type: 'grant', capability: 'findings' });
  };
  return { session, live, lines, forward: (ms: number) => (at += ms) };
}

describe('the session service', () => {
  afterEach(() => vi.useRealTimers());

  it('refuses with a reason and changes nothing', () => {
    const { session } = setUp();
    const before = session.current();
    expect(session.apply({ type: 'grant', capability: 'screen' })).toMatchObject({
      ok: false,
      error: { code: 'SESSION_STATE' },
    });
    expect(session.current()).toBe(before);
    session.close();
  });

  it('tells listeners of a lease that ran out', async () => {
    const { session, live, forward } = setUp();
    live();
    const ended = new Promise<void>((resolve) =>
      session.onChange((state) => state.capabilities.findings.state === 'off' && resolve()),
    );
    forward(3_600_000);
    await ended;
    session.close();
  });

  it('never logs the name of the technician', () => {
    const { session, live, lines } = setUp();
    live();
    session.close();
    expect(lines.join('')).not.toContain('Kevin');
    expect(lines.length).toBeGreaterThan(3);
  });
});

describe('live values', () => {
  const sample: VitalsSample = liveSample({ cpuPercent: 3 });

  it('are refused without consent and stop with the sample after it is taken back', () => {
    const { session, live } = setUp();
    const told: VitalsSample[] = [];
    let emit: (value: VitalsSample) => void = () => undefined;
    let stopped = 0;
    const vitals = createVitalsService({
      mayUse: () => session.mayUse('findings'),
      sample: (_everyMs, onSample) => {
        emit = onSample;
        return () => (stopped += 1);
      },
      tell: (value) => told.push(value),
    });
    expect(vitals.watch(1000)).toMatchObject({ ok: false, error: { code: 'CONSENT_MISSING' } });
    live();
    expect(vitals.watch(1000).ok).toBe(true);
    emit(sample);
    session.apply({ type: 'pause' });
    emit(sample);
    expect(told).toHaveLength(1);
    vitals.stop();
    expect(stopped).toBe(1);
    session.close();
  });
});
