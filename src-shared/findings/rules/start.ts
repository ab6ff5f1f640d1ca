import type { AreaDataOf } from '../../diagnostics/area-schemas.ts';
import { plural, rounded } from '../../words/format.ts';
import type { RuleResult } from '../finding.ts';
import { alsoOf } from '../limits.ts';
import type { Look } from '../look.ts';
import { areaRule, type Rule } from '../rule.ts';

function judgeBoot({ seconds, signInSeconds }: AreaDataOf['boot'], look: Look): RuleResult {
  if (seconds === null && signInSeconds === null)
    return look.missing('it is not known how long the start took', 'boot.seconds', 'boot.signInSeconds');
  const whole = seconds === null ? '' : `start took ${rounded(seconds, 1)} s`;
  const desktop = signInSeconds === null ? '' : `sign-in to a quiet desktop ${rounded(signInSeconds, 1)} s`;
  const text = [whole, desktop].filter((part) => part !== '').join(', ');
  const slowDesktop = signInSeconds !== null && signInSeconds > alsoOf(look.limit, 'signInSeconds');
  const result = look.byNumber(seconds ?? 0, text, { took: (seconds ?? 0) * 1000 });
  if (result.result === 'fired' || !slowDesktop) return result;
  const limit = alsoOf(look.limit, 'signInSeconds');
  return look.fired(
    0,
    { value: rounded(signInSeconds, 1), limit, text },
    { took: signInSeconds * 1000, variant: 'signIn' },
  );
}

function judgeStartup({ programCount, programs }: AreaDataOf['startup'], look: Look): RuleResult {
  if (programCount === null)
    return look.missing('it is not known what starts at sign-in', 'startup.programCount');
  const names = programs
    .filter(({ system, enabled }) => system !== true && enabled !== false)
    .flatMap(({ name }) => name ?? []);
  const some = names.length > 0 ? `: ${names.slice(0, 8).join(', ')}` : '';
  const text = `${programCount} ${plural(programCount, 'program starts', 'programs start')} at sign-in${some}`;
  return look.byNumber(programCount, text, { count: programCount });
}

function judgeServices({ failedCount, failed }: AreaDataOf['services'], look: Look): RuleResult {
  if (failedCount === null)
    return look.missing('it is not known whether a service failed', 'services.failedCount');
  const names = failed.flatMap(({ name }) => name ?? []);
  const some = names.length > 0 ? `: ${names.slice(0, 8).join(', ')}` : '';
  const text = `${failedCount} failed ${plural(failedCount, 'service', 'services')}${some}`;
  const first = failed[0];
  return look.byNumber(failedCount, text, {
    name: first?.description ?? first?.name ?? 'a service',
    unit: first?.name ?? first?.description ?? 'a service',
    ...(failedCount > 1 && { others: failedCount - 1 }),
  });
}

function judgeProfile({ temporaryProfile }: AreaDataOf['users'], look: Look): RuleResult {
  if (temporaryProfile === null)
    return look.missing('it is not known which settings were loaded', 'users.temporaryProfile');
  const value = temporaryProfile ? 'temporary' : 'own';
  return look.either(temporaryProfile, { value, text: `signed in with ${value} profile` });
}

function judgeLock({ lockEnabled, lockAfterSeconds }: AreaDataOf['users'], look: Look): RuleResult {
  if (lockEnabled === null)
    return look.missing('it is not known whether the screen locks by itself', 'users.lockEnabled');
  if (!lockEnabled) return look.fired(0, { value: 'off', text: 'screen lock is off' }, { variant: 'off' });
  if (lockAfterSeconds === null)
    return look.missing('it is not known when the screen locks', 'users.lockAfterSeconds');
  const minutes = lockAfterSeconds / 60;
  return look.byNumber(minutes, `screen locks after ${rounded(minutes, 1)} min`, {
    minutes: Math.round(minutes),
  });
}

export const startRules: readonly Rule[] = [
  areaRule('OS-03', 'boot', judgeBoot),
  areaRule('OS-04', 'startup', judgeStartup),
  areaRule('OS-05', 'services', judgeServices),
  areaRule('OS-11', 'users', judgeProfile, { only: ['win32'] }),
  areaRule('SEC-11', 'users', judgeLock),
];
