import type { AreaDataOf } from '../../diagnostics/area-schemas.ts';
import { percent, rounded, size, sizeOf } from '../../words/format.ts';
import type { RuleResult } from '../finding.ts';
import { alsoOf } from '../limits.ts';
import type { Look } from '../look.ts';
import { areaRule, type Rule } from '../rule.ts';

const MB = 1024 ** 2;
const GIB = 1024 ** 3;
type Memory = AreaDataOf['memory'];

function judgeAvailable({ availableBytes: available, totalBytes: total }: Memory, look: Look): RuleResult {
  if (available === null || !total)
    return look.missing('free memory is not known', 'memory.availableBytes', 'memory.totalBytes');
  const share = (available / total) * 100;
  return look.byNumber(share, `${percent(share)} available, ${sizeOf(available, total)}`, {
    free: available,
    total,
  });
}

function judgeUsed(memory: Memory, look: Look): RuleResult {
  const { usedBytes: used, availableBytes: available, totalBytes: total } = memory;
  if (used === null || !total)
    return look.missing('memory in use is not known', 'memory.usedBytes', 'memory.totalBytes');
  const share = Math.min(100, (used / total) * 100);
  const text = `${percent(share)} used, ${sizeOf(used, total)}`;
  const params = { used: rounded(share, 1), total };
  const worst = look.limit.levels.length - 1;
  if (look.snapshot.platform === 'win32' && available !== null && isWindowsOut(available, total, look)) {
    return look.fired(
      worst,
      { value: rounded(share, 2), text: `${text}, only ${size(available)} available` },
      params,
    );
  }
  return look.byNumber(share, text, params);
}

/** Windows starts to fail allocations well before the last percent. */
function isWindowsOut(available: number, total: number, { limit }: Look): boolean {
  return (
    available < alsoOf(limit, 'windowsAvailableMB') * MB ||
    (available / total) * 100 < alsoOf(limit, 'windowsAvailablePercent')
  );
}

function judgeSwap({ swapTotalBytes: total, swapUsedBytes: used }: Memory, look: Look): RuleResult {
  if (total === null || (used === null && total > 0)) {
    return look.missing(
      'the use of the page file is not known',
      'memory.swapTotalBytes',
      'memory.swapUsedBytes',
    );
  }
  if (total === 0) return look.notRelevant('no page file or swap is set up');
  const share = Math.min(100, ((used ?? 0) / total) * 100);
  const text = `${percent(share)} used, ${sizeOf(used ?? 0, total)}`;
  const early = { limit: alsoOf(look.limit, 'windowsLow'), severity: 'low' as const };
  const levels = look.snapshot.platform === 'win32' ? [early, ...look.limit.levels] : look.limit.levels;
  return look.byNumber(share, text, { used: rounded(share, 1) }, {}, { ...look.limit, levels });
}

function judgeInstalled({ totalBytes: total }: Memory, look: Look): RuleResult {
  if (total === null) return look.missing('the size of the memory is not known', 'memory.totalBytes');
  return look.byNumber(total / GIB, `${size(total)} installed`, { total });
}

function judgePressure({ pressure }: Memory, look: Look): RuleResult {
  if (pressure === null) return look.missing('memory pressure is not known', 'memory.pressure');
  const level = { normal: 0, warning: 1, critical: 2 }[pressure];
  return look.byNumber(level, `pressure ${pressure}`, {}, { value: pressure });
}

function judgeGreedy({ top }: AreaDataOf['processes'], look: Look): RuleResult {
  const known = top.filter(({ memoryPercent }) => memoryPercent !== null);
  const [first] = [...known].sort((a, b) => (b.memoryPercent ?? 0) - (a.memoryPercent ?? 0));
  if (first?.memoryPercent == null) {
    return look.missing('the memory of the programs is not known', 'processes.top.*.memoryPercent');
  }
  const share = first.memoryPercent;
  const name = first.name ?? 'one program';
  const bytes = first.memoryBytes === null ? '' : `, ${size(first.memoryBytes)}`;
  return look.byNumber(share, `${name}: ${percent(share)} of memory${bytes}`, { name, share });
}

export const memoryRules: readonly Rule[] = [
  areaRule('MEM-01', 'memory', judgeAvailable),
  areaRule('MEM-02', 'memory', judgeUsed),
  areaRule('MEM-03', 'memory', judgeSwap),
  areaRule('MEM-07', 'processes', judgeGreedy),
  areaRule('MEM-08', 'memory', judgeInstalled),
  areaRule('MEM-10', 'memory', judgePressure, { only: ['darwin'] }),
];
