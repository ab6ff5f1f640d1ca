import { expect, onTestFinished, test } from 'vitest';
import { renewNamesEachSession } from '../../../src-main/services/session-names.ts';
import { createSessionService } from '../../../src-main/services/session-service.ts';
import { defaultPolicy } from '../../../src-shared/session/host-session-reducer.ts';

const silent = { info: () => undefined, warn: () => undefined, error: () => undefined };
const technician = { name: 'Kevin M.', trust: 'not-verified', client: 'app', version: '0.1.0' } as const;

test('each session has its own names for what is hidden; a second code of one session has not', () => {
  let now = 0;
  const session = createSessionService({
    now: () => (now += 1),
    log: silent,
    policy: defaultPolicy,
    tickMs: 60_000,
  });
  onTestFinished(() => session.close());
  let renewed = 0;
  renewNamesEachSession(session, () => (renewed += 1));
  session.apply({ type: 'invite' });
  expect(renewed).toBe(1);
  session.apply({ type: 'report', report: { type: 'code-wrong' } });
  session.apply({ type: 'invite' });
  session.apply({ type: 'report', report: { type: 'paired', technician } });
  expect(renewed).toBe(1);
  session.apply({ type: 'end', reason: 'stopped-by-person' });
  session.apply({ type: 'invite' });
  expect(renewed).toBe(2);
});
