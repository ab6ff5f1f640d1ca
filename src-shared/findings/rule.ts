import type { AreaDataOf } from '../diagnostics/area-schemas.ts';
import type { AreaId } from '../diagnostics/area.ts';
import type { Platform, Snapshot } from '../diagnostics/snapshot.ts';
import type { RuleId, RuleResult } from './finding.ts';
import type { Limits } from './limits.ts';
import { createLook, type Look, type RuleContext } from './look.ts';
import { noAnswer } from './no-answer.ts';

export interface RuleOptions {
  /** Where the rule makes sense; everywhere when left out. */
  readonly only?: readonly Platform[];
  /** Not judged in a virtual machine, where the value is its host's or made up (OS-12). */
  readonly realMachineOnly?: true;
  /** "Unavailable" means that the thing is not there (no battery), which is nobody's loss. */
  readonly optionalPart?: true;
}

export interface Rule extends RuleOptions {
  readonly id: RuleId;
  /** The area whose answer decides; its reason is given when it has none. */
  readonly area: AreaId;
  readonly judge: (snapshot: Snapshot, limits: Limits, context: RuleContext) => RuleResult;
}

/** A rule over one area: it is only asked when the area has answered. */
export function areaRule<A extends AreaId>(
  id: RuleId,
  area: A,
  decide: (data: AreaDataOf[A], look: Look) => RuleResult,
  options: RuleOptions = {},
): Rule {
  return {
    id,
    area,
    ...options,
    judge(snapshot, limits, context) {
      const answer = snapshot.areas[area];
      if (answer?.status !== 'ok') return noAnswer(id, area, answer, options.optionalPart === true);
      // the strict schema ties the data to its key; TypeScript loses that tie over a generic key
      const data = answer.data as AreaDataOf[A];
      return decide(
        data,
        createLook({ id, area, snapshot, limits, context, source: answer.source, at: answer.at }),
      );
    },
  };
}
