import type { AreaDataOf } from '../../diagnostics/area-schemas.ts';
import { DAY, date, plural, rounded } from '../../words/format.ts';
import type { RuleResult } from '../finding.ts';
import type { Look } from '../look.ts';
import { areaRule, type Rule } from '../rule.ts';

type Updates = AreaDataOf['updates'];

const daysSince = (at: number, look: Look) => Math.max(0, (look.at - at) / DAY);

function judgeSecurity({ securityPending: waiting, oldestSecurityAt }: Updates, look: Look): RuleResult {
  if (waiting === null)
    return look.missing('the system did not say which updates wait', 'updates.securityPending');
  if (waiting === 0) return look.fine({ value: 'none', text: 'no security update waits' });
  const text = `${waiting} security ${plural(waiting, 'update waits', 'updates wait')}`;
  const params = { waiting };
  if (oldestSecurityAt === null) return look.fired(0, { value: text, text }, params);
  const days = daysSince(oldestSecurityAt, look);
  const old = days > (look.limit.levels[1]?.limit ?? Number.POSITIVE_INFINITY);
  return look.fired(
    old ? 1 : 0,
    { value: rounded(days, 1), text: `${text}, oldest from ${date(oldestSecurityAt)}` },
    params,
  );
}

function judgeLast({ lastSuccessAt, pending, checkedAt }: Updates, look: Look): RuleResult {
  // a system that looked lately and found nothing is up to date, however long ago the last update was
  const line = look.limit.levels[0]?.limit ?? 0;
  if (pending === 0 && checkedAt !== null && daysSince(checkedAt, look) <= line)
    return look.fine({ value: 'nothing waits', text: `nothing waited on ${date(checkedAt)}` });
  if (lastSuccessAt === null)
    return look.missing('it is not known when the last update was', 'updates.lastSuccessAt');
  const days = daysSince(lastSuccessAt, look);
  return look.byNumber(days, `last update on ${date(lastSuccessAt)}`, { days: Math.floor(days) });
}

function judgeFailed({ failedCount, lastFailedAt, broken }: Updates, look: Look): RuleResult {
  if (broken !== null && broken > 0) {
    const text = `${broken} ${plural(broken, 'package is', 'packages are')} half installed`;
    return look.fired(0, { value: text, text }, { failed: broken, variant: 'broken' });
  }
  if (failedCount === null)
    return look.missing('it is not known whether updates failed', 'updates.failedCount');
  const last = lastFailedAt === null ? '' : `, last on ${date(lastFailedAt)}`;
  return look.byNumber(failedCount, `${failedCount} failed in 30 days${last}`, { failed: failedCount });
}

function judgeAutomatic({ automatic }: Updates, look: Look): RuleResult {
  if (automatic === null)
    return look.missing('it is not known whether updates come by themselves', 'updates.automatic');
  const value = automatic ? 'on' : 'off';
  return look.either(!automatic, { value, text: `automatic updates are ${value}` });
}

export const updateRules: readonly Rule[] = [
  areaRule('UPD-02', 'updates', judgeSecurity),
  areaRule('UPD-03', 'updates', judgeLast),
  areaRule('UPD-04', 'updates', judgeFailed),
  areaRule('UPD-05', 'updates', judgeAutomatic),
];
