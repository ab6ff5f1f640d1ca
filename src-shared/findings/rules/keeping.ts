import type { AreaDataOf } from '../../diagnostics/area-schemas.ts';
import type { Pool } from '../../diagnostics/hardware-areas.ts';
import { DAY, date } from '../../words/format.ts';
import type { RuleResult } from '../finding.ts';
import type { Look } from '../look.ts';
import { areaRule, type Rule } from '../rule.ts';
import { worstOf } from '../worst.ts';

function judgePool(pool: Pool, look: Look): RuleResult {
  const { state, disks, disksDown, errors } = pool;
  const name = pool.name ?? 'disk group';
  const kind = pool.kind ?? 'group';
  if (state === null && errors === null)
    return look.missing(
      'a group of disks did not say how it is',
      'pools.pools.*.state',
      'pools.pools.*.errors',
    );
  const down = disksDown === null || disksDown === 0 ? '' : `, ${disksDown} of ${disks ?? '?'} disks down`;
  const counted = errors === null || errors === 0 ? '' : `, ${errors} errors`;
  const fact = {
    value: state ?? 'errors',
    text: `${name} (${kind}): ${state ?? 'state not known'}${down}${counted}`,
  };
  if (state === 'failed') return look.fired(1, fact, { variant: 'failed' });
  if (state === 'degraded' || (disksDown ?? 0) > 0) return look.fired(0, fact, { variant: 'degraded' });
  if ((errors ?? 0) > 0) return look.fired(0, fact, { variant: 'errors' });
  if (state === null) return look.missing('a group of disks did not say how it is', 'pools.pools.*.state');
  return look.fine(fact);
}

/** The newest copy of the person's files counts; copies of the system alone save no photo. */
function judgeBackup({ setUp, tools }: AreaDataOf['backup'], look: Look): RuleResult {
  const files = tools.filter(({ tool, keeps }) => tool !== null && keeps !== 'system');
  const last = Math.max(-1, ...files.map(({ lastAt }) => lastAt ?? -1));
  if (last >= 0) {
    const days = Math.max(0, look.context.now - last) / DAY;
    const by = files.find(({ lastAt }) => lastAt === last)?.tool ?? 'backup';
    return look.byNumber(days, `last backup ${date(last)}, ${by}`, {
      variant: 'old',
      days: Math.floor(days),
    });
  }
  const never = { variant: 'none' };
  if (files.length > 0)
    return look.fired(
      1,
      { value: 'none', text: `${files[0]?.tool ?? 'backup'} has made no backup yet` },
      never,
    );
  if (setUp === false)
    return look.fired(1, { value: 'none', text: 'the system has no backup set up' }, never);
  return look.missing(
    tools.length > 0 ? 'only the system is copied; nobody knows of your files' : 'no trace of a backup',
    'backup.tools.*.lastAt',
    'backup.setUp',
  );
}

export const keepingRules: readonly Rule[] = [
  areaRule(
    'DISK-18',
    'pools',
    ({ pools }, look) =>
      worstOf(
        pools.map((pool) => judgePool(pool, look)),
        look.notRelevant('no group of disks'),
      ),
    { optionalPart: true },
  ),
  areaRule('DISK-19', 'backup', judgeBackup),
];
