import type { AreaDataOf } from '../../diagnostics/area-schemas.ts';
import type { Fan, Ups } from '../../diagnostics/hardware-areas.ts';
import { areaData } from '../../diagnostics/snapshot.ts';
import { percent, rounded, shortDuration, size, sizeOf } from '../../words/format.ts';
import { lowered, type RuleResult } from '../finding.ts';
import { alsoOf } from '../limits.ts';
import type { Look } from '../look.ts';
import { areaRule, type Rule } from '../rule.ts';
import { worstOf } from '../worst.ts';

type MemoryHealth = AreaDataOf['memoryHealth'];
type Thermal = AreaDataOf['thermal'];

/** Swapped out within half an hour; the total since the start answers where it is itself below the limit. */
function judgeSwapping(memory: MemoryHealth, look: Look): RuleResult {
  const { swappedOutBytes: ever, swappedOutInSample: recent, sampleMs } = memory;
  const total = areaData(look.snapshot, 'memory')?.totalBytes ?? null;
  if (ever === null || !total)
    return look.missing(
      'it is not known what was moved to disk',
      'memoryHealth.swappedOutBytes',
      'memory.totalBytes',
    );
  const windowMs = alsoOf(look.limit, 'windowMinutes') * 60_000;
  const up = areaData(look.snapshot, 'uptime')?.seconds ?? null;
  const share = (bytes: number) => (bytes / total) * 100;
  const since = `${size(ever)} moved to disk since the start`;
  const whole = look.byNumber(share(ever), since, { share: rounded(share(ever), 1) });
  if (whole.result === 'ok' || (up !== null && up * 1000 <= windowMs)) return whole;
  if (recent === null || sampleMs === null)
    return look.missing('needs two looks half an hour apart', 'memoryHealth.swappedOutInSample');
  const text = `${size(recent)} moved to disk in ${shortDuration(sampleMs)}`;
  const result = look.byNumber(share(recent), text, { share: rounded(share(recent), 1) }, { sampleMs });
  if (result.result === 'fired' || sampleMs >= windowMs) return result;
  return look.missing('needs two looks half an hour apart');
}

function judgeCommit({ commitBytes: used, commitLimitBytes: most }: MemoryHealth, look: Look): RuleResult {
  if (used === null || !most)
    return look.missing(
      'it is not known how much memory is promised',
      'memoryHealth.commitBytes',
      'memoryHealth.commitLimitBytes',
    );
  const share = (used / most) * 100;
  return look.byNumber(share, `${percent(share)} of the commit limit, ${sizeOf(used, most)}`, {
    share: rounded(share, 1),
  });
}

function judgeErrors(memory: MemoryHealth, look: Look): RuleResult {
  const { correctedErrors: repaired, uncorrectedErrors: lasting, brokenBytes: broken, memoryTest } = memory;
  if (repaired === null && lasting === null && broken === null && memoryTest === null) {
    return look.missing(
      'nothing counts the errors of this memory',
      'memoryHealth.correctedErrors',
      'memoryHealth.uncorrectedErrors',
      'memoryHealth.brokenBytes',
      'memoryHealth.memoryTest',
    );
  }
  const parts = [
    repaired === null ? null : `${repaired} repaired`,
    lasting === null ? null : `${lasting} not repaired`,
    broken === null ? null : `${size(broken)} taken out of use`,
    memoryTest === null ? null : `memory test ${memoryTest}`,
  ].filter((part) => part !== null);
  const fact = { value: (repaired ?? 0) + (lasting ?? 0), text: `errors: ${parts.join(', ')}` };
  if ((lasting ?? 0) > 0 || memoryTest === 'failed') return look.fired(1, fact);
  return look.either((repaired ?? 0) > 0 || (broken ?? 0) > 0, fact);
}

function judgeThrottling(thermal: Thermal, look: Look): RuleResult {
  const {
    throttledInSample: now,
    throttleCount: ever,
    sampleMs,
    speedLimitPercent: speed,
    slowedEvents,
  } = thermal;
  if (speed !== null)
    return look.either(speed < 100, { value: speed, text: `speed allowed: ${percent(speed)}` });
  if (slowedEvents !== null)
    return look.either(slowedEvents > 0, {
      value: slowedEvents,
      text: `slowed down ${slowedEvents} times in 24 h`,
    });
  if (now === null || sampleMs === null) {
    return look.missing(
      'this computer does not count when it slows down',
      'thermal.throttledInSample',
      'thermal.speedLimitPercent',
      'thermal.slowedEvents',
    );
  }
  const before = ever === null ? '' : `, ${ever} times since the start`;
  const text = `slowed down ${now} times in ${shortDuration(sampleMs)}${before}`;
  return look.either(now > 0, { value: now, text, sampleMs });
}

/** An empty socket on the board reads 0 too: a fan counts when it is named for the processor, or has a lowest speed. */
const shouldTurn = ({ name, minRpm }: Fan) =>
  (minRpm ?? 0) > 0 || /\b(?:cpu|processor|exhaust|left side|right side)\b/i.test(name ?? '');

function judgeFans({ fans }: Thermal, look: Look): RuleResult {
  const known = fans.filter(({ rpm }) => rpm !== null);
  if (known.length === 0) return look.missing('no fan tells how fast it turns', 'thermal.fans.*.rpm');
  const heat = areaData(look.snapshot, 'cpu')?.temperatureC ?? null;
  const hot = look.limits['CPU-06'].levels[0]?.limit ?? 80;
  const still = known.filter(({ rpm }) => rpm === 0);
  const stopped = still.length === known.length ? still : still.filter(shouldTurn);
  const text = known.map(({ name, rpm }) => `${name ?? 'fan'} ${rpm ?? 0} rpm`).join(', ');
  if (stopped.length === 0) return look.fine({ value: known[0]?.rpm ?? 0, text });
  if (heat === null) return look.missing('no readable thermometer', 'cpu.temperatureC');
  return look.either(heat >= hot, { value: 0, text: `${text} at ${heat} °C` });
}

function judgePlan({ plan, onMains }: AreaDataOf['power'], look: Look): RuleResult {
  if (plan === null) return look.missing('the power plan is not known', 'power.plan');
  if (plan !== 'saver') return look.fine({ value: plan, text: `power plan ${plan}` });
  if (onMains === null) return look.missing('it is not known whether it is plugged in', 'power.onMains');
  return look.either(onMains, { value: plan, text: `power saver, ${onMains ? 'on mains' : 'on battery'}` });
}

function judgeUps(ups: Ups, look: Look): RuleResult {
  const { chargePercent: charge, onBattery, replaceBattery } = ups;
  if (charge === null && onBattery === null && replaceBattery === null)
    return look.missing(
      'the backup power unit did not answer',
      'power.ups.*.chargePercent',
      'power.ups.*.onBattery',
      'power.ups.*.replaceBattery',
    );
  const text = [
    ups.model ?? ups.name ?? 'backup power',
    onBattery === null ? null : onBattery ? 'in use' : 'not in use',
    charge === null ? null : `${charge} % charged`,
    replaceBattery === true ? 'needs a new battery' : null,
  ]
    .filter((part) => part !== null)
    .join(', ');
  const variant = onBattery === true ? 'inUse' : replaceBattery === true ? 'replace' : 'charge';
  const params = { variant, ...(charge !== null && { charge: Math.round(charge) }) };
  const byCharge = charge === null ? null : look.byNumber(charge, text, params);
  if (byCharge?.result === 'fired') return byCharge;
  if (onBattery === true || replaceBattery === true)
    return look.fired(0, { value: onBattery === true ? 'on battery' : 'replace battery', text }, params);
  return byCharge ?? look.missing('the charge of the backup power is not known', 'power.ups.*.chargePercent');
}

type Processes = AreaDataOf['processes'];

function judgeRunaway({ steady, idleSeconds }: Processes, look: Look): RuleResult {
  const enough = alsoOf(look.limit, 'sampleSeconds') * 1000;
  const long = (steady ?? []).filter(
    ({ corePercent, overMs }) => corePercent !== null && (overMs ?? 0) >= enough,
  );
  const [top] = [...long].sort((a, b) => (b.corePercent ?? 0) - (a.corePercent ?? 0));
  if (!top) return look.missing('no program was watched for a minute', 'processes.steady.*.corePercent');
  const share = top.corePercent ?? 0;
  const name = top.name ?? 'a program';
  const sampleMs = top.overMs ?? 0;
  const idle = idleSeconds !== null && idleSeconds >= alsoOf(look.limit, 'idleSeconds');
  const use = idleSeconds === null ? '' : idle ? ', nobody at the computer' : ', computer in use';
  const text = `${name}: ${percent(share)} of a core over ${shortDuration(sampleMs)}${use}`;
  const result = look.byNumber(share, text, { name, share: rounded(share, 1) }, { sampleMs });
  return result.result === 'fired' && !idle ? { ...result, severity: lowered(result.severity) } : result;
}

export const hardwareRules: readonly Rule[] = [
  areaRule('MEM-04', 'memoryHealth', judgeSwapping),
  areaRule('MEM-06', 'memoryHealth', judgeCommit, { only: ['win32'] }),
  areaRule('MEM-09', 'memoryHealth', judgeErrors),
  areaRule('CPU-05', 'processes', judgeRunaway),
  areaRule('CPU-07', 'thermal', judgeThrottling, { realMachineOnly: true }),
  areaRule('CPU-08', 'thermal', judgeFans, { realMachineOnly: true }),
  areaRule('CPU-09', 'power', judgePlan),
  areaRule('BAT-06', 'power', ({ ups }, look) =>
    worstOf(
      ups.map((one) => judgeUps(one, look)),
      look.notRelevant('no backup power unit'),
    ),
  ),
];
