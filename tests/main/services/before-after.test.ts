import { describe, expect, it } from 'vitest';
import { withheldOf } from '../../../src-shared/diagnostics/withheld.ts';
import { createBeforeAfter } from '../../../src-main/services/before-after.ts';
import { AFTER_GOODBYE_MS, checkAgainAtEnd } from '../../../src-main/services/check-again.ts';
import { createSessionService } from '../../../src-main/services/session-service.ts';
import { createLog } from '../../../src-main/services/log.ts';
import { defaultPolicy } from '../../../src-shared/session/host-session-reducer.ts';
import { createManualClock } from '../../renderer/session/manual-clock.ts';
import { machine, NOW } from '../../shared/findings/machine.ts';

const asIs = <T>(one: T) => one;
const look = (minute: number, proxySet = false) => ({
  ...machine({ network: { proxySet } }),
  takenAt: NOW + minute * 60_000,
});

describe('what "before" means', () => {
  it('is the first whole look; there is nothing to compare until the second', () => {
    const looks = createBeforeAfter();
    expect(looks.comparison(asIs)).toBeNull();
    looks.looked(look(0, true));
    expect(looks.comparison(asIs)).toBeNull();
    looks.looked(look(1));
    looks.looked(look(2));
    expect(looks.comparison(asIs)).toMatchObject({
      before: { takenAt: NOW },
      after: { takenAt: NOW + 120_000 },
      compared: [{ id: 'NET-14', change: 'gone' }],
    });
  });

  it('is the newest look when a session begins, or the first one in it', () => {
    const looks = createBeforeAfter();
    looks.mark();
    looks.looked(look(0, true));
    looks.looked(look(1));
    looks.mark();
    expect(looks.comparison(asIs)).toBeNull();
    looks.looked(look(2));
    expect(looks.comparison(asIs)).toMatchObject({ before: { takenAt: NOW + 60_000 }, compared: [] });
  });

  it('hides both sides in the same way', () => {
    const looks = createBeforeAfter();
    looks.looked(look(0));
    looks.looked(look(1, true));
    const hidden = looks.comparison((one) => ({ ...one, withheld: withheldOf(['network.proxySet']) }));
    expect(hidden?.doubts).toEqual([]);
  });
});

describe('the checks run again', () => {
  const session = () =>
    createSessionService({
      now: () => NOW,
      log: createLog(
        () => undefined,
        () => NOW,
      ),
      policy: { ...defaultPolicy, cooldownMs: 0 },
      tickMs: 1e6,
    });
  const technician = { name: 'Kevin', client: 'app', version: '1', trust: 'not-verified' } as const;

  function toConsent(service: ReturnType<typeof session>) {
    service.apply({ type: 'invite' });
    service.apply({ type: 'report', report: { type: 'technician-joined' } });
    service.apply({ type: 'report', report: { type: 'paired', technician } });
    service.apply({ type: 'let-in' });
  }

  it('once, when a session is over in which something was allowed and the goodbye has left', async () => {
    const service = session();
    let looks = 0;
    const clock = createManualClock();
    const stop = checkAgainAtEnd(service, clock, () => (looks += 1));
    toConsent(service);
    service.apply({ type: 'grant', capability: 'findings' });
    expect(looks).toBe(0);
    service.apply({ type: 'end', reason: 'stopped-by-person' });
    await clock.advance(AFTER_GOODBYE_MS - 1);
    expect(looks).toBe(0);
    service.apply({ type: 'reset' });
    await clock.advance(60_000);
    expect(looks).toBe(1);
    stop();
    expect(clock.timers).toBe(0);
    service.close();
  });

  it('not when nothing was allowed, nor when the window closes', async () => {
    const service = session();
    let looks = 0;
    const clock = createManualClock();
    const stop = checkAgainAtEnd(service, clock, () => (looks += 1));
    toConsent(service);
    service.apply({ type: 'end', reason: 'refused' });
    service.apply({ type: 'reset' });
    toConsent(service);
    service.apply({ type: 'grant', capability: 'findings' });
    service.apply({ type: 'end', reason: 'window-closed' });
    await clock.advance(60_000);
    expect(looks).toBe(0);
    stop();
    service.close();
  });
});
