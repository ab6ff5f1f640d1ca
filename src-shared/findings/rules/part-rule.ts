import type { PartOf } from '../../diagnostics/connectivity-areas.ts';
import { LEFT_OUT } from '../../diagnostics/withheld.ts';
import type { NetworkTestId } from '../../network/network-test-id.ts';
import type { RuleId, RuleResult } from '../finding.ts';
import { createLook, type Look } from '../look.ts';
import { isWithheld, unknown } from '../no-answer.ts';
import { areaRule, type Rule } from '../rule.ts';

export interface PartOptions {
  /** "Unavailable" means that the thing is not there (no Wi-Fi), which is nobody's loss. */
  readonly optionalPart?: true;
}

/** A rule over what one test of the network found; where the test gave nothing, its own reason is told. */
export function partRule<T extends NetworkTestId>(
  id: RuleId,
  test: T,
  decide: (part: PartOf<T>, look: Look) => RuleResult,
  options: PartOptions = {},
): Rule {
  return areaRule(id, 'connectivity', (area, look) => {
    const line = area.tests.find((one) => one.test === test);
    // the strict schema ties the part to its test; TypeScript loses that tie over a generic key
    const part = area[test] as PartOf<T> | null;
    if (part !== null) {
      const { source, at } = line ?? {};
      return decide(part, createLook({ ...look, source: source ?? look.source, at: at ?? look.at }));
    }
    if (isWithheld(look.snapshot, [`connectivity.${test}`, 'connectivity.tests.*.test']))
      return unknown(id, 'connectivity', 'withheld', LEFT_OUT);
    const status = line?.status;
    if (line === undefined || status === 'ok' || status == null)
      return unknown(id, 'connectivity', 'missing', 'not tested yet');
    const cause = status === 'unavailable' && options.optionalPart === true ? 'notRelevant' : status;
    return unknown(id, 'connectivity', cause, line.reason ?? 'not tested yet');
  });
}
