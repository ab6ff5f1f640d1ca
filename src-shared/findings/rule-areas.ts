import type { AreaId } from '../diagnostics/area.ts';
import { allRules } from './all-rules.ts';
import type { RuleId } from './rule-ids.ts';

const areas: ReadonlyMap<RuleId, AreaId> = new Map(allRules.map(({ id, area }) => [id, area]));

/** The area whose answer decides a rule, for sorting and filtering. */
export function areaOfRule(id: RuleId): AreaId {
  const area = areas.get(id);
  if (area === undefined) throw new Error(`no rule ${id}`);
  return area;
}
