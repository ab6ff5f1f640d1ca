import type { AreaDataOf } from '../../diagnostics/area-schemas.ts';
import { percent, rounded } from '../../words/format.ts';
import type { RuleId, RuleResult } from '../finding.ts';
import type { Look } from '../look.ts';
import { areaRule, type Rule } from '../rule.ts';
import { worstOf } from '../worst.ts';

type Power = AreaDataOf['battery'];
type Battery = Power['batteries'][number];
const path = (field: keyof Battery) => `battery.batteries.*.${field}`;

function batteryRule(id: RuleId, judgeOne: (battery: Battery, look: Look, power: Power) => RuleResult): Rule {
  return areaRule(
    id,
    'battery',
    (power, look) =>
      worstOf(
        power.batteries.map((battery) => judgeOne(battery, look, power)),
        look.notRelevant('no battery'),
      ),
    { realMachineOnly: true, optionalPart: true },
  );
}

function judgeWear({ fullCapacity: full, designedCapacity: designed }: Battery, look: Look): RuleResult {
  // firmware that does not know answers 0
  if (!full || !designed) {
    return look.missing(
      'the battery did not say what it can hold',
      path('fullCapacity'),
      path('designedCapacity'),
    );
  }
  const share = (full / designed) * 100;
  return look.byNumber(share, `holds ${percent(share)} of what it held when new`, {
    share: rounded(share, 1),
  });
}

function judgeCycles({ cycleCount }: Battery, look: Look): RuleResult {
  if (!cycleCount) return look.missing('the battery does not count its charges', path('cycleCount'));
  return look.byNumber(cycleCount, `charged ${cycleCount} times`, { cycles: cycleCount });
}

function judgeCondition({ condition }: Battery, look: Look): RuleResult {
  if (condition === null)
    return look.missing('the system does not say how the battery is', path('condition'));
  const text = condition === 'service' ? 'the system says it needs service' : 'the system finds it good';
  return look.either(condition === 'service', { value: condition, text });
}

function judgeEmpty({ percent: charge }: Battery, look: Look, { onMains }: Power): RuleResult {
  if (charge === null || onMains === null) {
    return look.missing('the charge is not known', path('percent'), 'battery.onMains');
  }
  const text = `${charge} % charged, ${onMains ? 'plugged in' : 'not plugged in'}`;
  if (onMains) return look.fine({ value: charge, text });
  return look.byNumber(charge, text, { charge: Math.round(charge) });
}

function judgeNotCharging({ percent: charge, state }: Battery, look: Look, { onMains }: Power): RuleResult {
  if (charge === null || onMains === null || state === null) {
    return look.missing(
      'it is not known whether the battery charges',
      path('percent'),
      path('state'),
      'battery.onMains',
    );
  }
  const text = `${charge} % charged, ${onMains ? 'plugged in' : 'not plugged in'}, ${state.replace('-', ' ')}`;
  if (!onMains || state === 'charging' || state === 'full') return look.fine({ value: charge, text });
  return look.byNumber(charge, text, { charge: Math.round(charge) });
}

export const batteryRules: readonly Rule[] = [
  batteryRule('BAT-01', judgeWear),
  batteryRule('BAT-02', judgeCycles),
  batteryRule('BAT-03', judgeCondition),
  batteryRule('BAT-04', judgeEmpty),
  batteryRule('BAT-05', judgeNotCharging),
];
