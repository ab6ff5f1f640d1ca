import { areaIds } from '../../../../src-shared/diagnostics/area.ts';
import { areaTitles, describeFacts, type FactGroup } from '../../../../src-shared/diagnostics/facts.ts';
import type { Snapshot } from '../../../../src-shared/diagnostics/snapshot.ts';

/** A group of facts that a search has left, or an area that has not answered yet. */
export type ShownGroup =
  | FactGroup
  | { readonly area: FactGroup['area']; readonly title: string; readonly status: 'waiting' };

/** Programs have a tab of their own. */
const elsewhere = new Set<FactGroup['area']>(['processes']);

export function shownGroups(
  snapshot: Snapshot | null,
  arriving: boolean,
  search: string,
): readonly ShownGroup[] {
  const groups = new Map(
    (snapshot === null ? [] : describeFacts(snapshot)).map((group) => [group.area, group]),
  );
  const wanted = search.trim().toLowerCase();
  return areaIds.flatMap((area): readonly ShownGroup[] => {
    if (elsewhere.has(area)) return [];
    const group = groups.get(area);
    if (group !== undefined) return matching(group, wanted);
    return arriving && wanted === '' ? [{ area, title: areaTitles[area], status: 'waiting' }] : [];
  });
}

/** The whole group when its title matches, else only the facts that do. */
function matching(group: FactGroup, wanted: string): readonly FactGroup[] {
  if (wanted === '' || group.title.toLowerCase().includes(wanted)) return [group];
  const facts = group.facts.filter(({ label, value }) => `${label} ${value}`.toLowerCase().includes(wanted));
  return facts.length === 0 ? [] : [{ ...group, facts }];
}
