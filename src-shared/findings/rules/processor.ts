import type { AreaDataOf } from '../../diagnostics/area-schemas.ts';
import { percent, rounded, shortDuration } from '../../words/format.ts';
import type { RuleResult } from '../finding.ts';
import { alsoOf, type Limit } from '../limits.ts';
import { levelOf } from '../level.ts';
import type { Look } from '../look.ts';
import { areaRule, type Rule } from '../rule.ts';

type Load = AreaDataOf['load'];

/** A share of time over the sample; the judge lowers it where the sample is shorter than the limit's window. */
function judgeShare(field: 'cpuPercent' | 'ioWaitPercent' | 'stealPercent', what: string) {
  return (load: Load, look: Look): RuleResult => {
    const share = load[field];
    const { sampleMs } = load;
    if (share === null || sampleMs === null)
      return look.missing('not measured', `load.${field}`, 'load.sampleMs');
    const text = `${percent(share)} ${what} over ${shortDuration(sampleMs)}`;
    return look.byNumber(share, text, { share: rounded(share, 1) }, { sampleMs });
  };
}

function judgeBusy(load: Load, look: Look): RuleResult {
  const result = judgeShare('cpuPercent', 'busy')(load, look);
  const { sampleMs, load1, cores } = load;
  const brief = sampleMs !== null && sampleMs < alsoOf(look.limit, 'briefMs');
  const calm = load1 !== null && cores !== null && load1 < cores * alsoOf(look.limit, 'calmLoadPerCore');
  return result.result === 'fired' && brief && calm
    ? look.missing('busy just now, but calm in the last minute')
    : result;
}

function judgeQueue({ load1, load5, load15, cores }: Load, look: Look): RuleResult {
  if (load1 === null || load5 === null || load15 === null || !cores) {
    return look.missing('the load is not known', 'load.load1', 'load.load5', 'load.load15', 'load.cores');
  }
  const text = `load ${[load1, load5, load15].map((load) => rounded(load, 2)).join(' ')} on ${cores} cores`;
  const byLine = (line: number): Limit => ({
    ...look.limit,
    levels: [{ limit: line, severity: look.limit.levels[0]?.severity ?? 'medium' }],
  });
  const lines = [
    [load1, byLine(alsoOf(look.limit, 'load1'))],
    [load5, byLine(alsoOf(look.limit, 'load5'))],
  ] as const;
  // the long average decides first; the shorter ones catch what is worse and newer
  const sudden = lines.find(([load, limit]) => levelOf(load / cores, limit, undefined) !== null);
  if (levelOf(load15 / cores, look.limit, look.activeLevel) === null && sudden) {
    return look.byNumber(sudden[0] / cores, text, {}, {}, sudden[1]);
  }
  return look.byNumber(load15 / cores, text);
}

function judgeHeat(
  { temperatureC: heat, temperatureCriticalC: critical }: AreaDataOf['cpu'],
  look: Look,
): RuleResult {
  if (heat === null) return look.missing('no readable thermometer', 'cpu.temperatureC');
  const [low, high] = look.limit.levels;
  const own =
    critical === null || !high ? high : { ...high, limit: critical - alsoOf(look.limit, 'belowCritical') };
  const levels = low && own ? [low, own] : look.limit.levels;
  const text = critical === null ? `${heat} °C` : `${heat} °C, critical at ${critical} °C`;
  return look.byNumber(heat, text, { heat: Math.round(heat) }, {}, { ...look.limit, levels });
}

export const processorRules: readonly Rule[] = [
  areaRule('CPU-01', 'load', judgeBusy),
  areaRule('CPU-02', 'load', judgeShare('ioWaitPercent', 'waiting for disks'), { only: ['linux'] }),
  areaRule('CPU-03', 'load', judgeShare('stealPercent', 'taken by the host'), { only: ['linux'] }),
  areaRule('CPU-04', 'load', judgeQueue, { only: ['linux', 'darwin', 'other'] }),
  areaRule('CPU-06', 'cpu', judgeHeat, { realMachineOnly: true }),
];
