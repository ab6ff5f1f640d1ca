import { severityRank, type Finding, type Fired, type RuleId } from './finding.ts';
import { ruleIds } from './rule-ids.ts';

/** What explains what: when both fire, the effects are shown under their cause. Must have no circles (a test looks). */
export const causes: Readonly<Partial<Record<RuleId, readonly RuleId[]>>> = {
  'DISK-01': ['DISK-03', 'DISK-04'],
  'DISK-02': ['DISK-01', 'DISK-03', 'DISK-04', 'UPD-04'],
  'DISK-04': ['DISK-03'],
  'DISK-07': ['DISK-08', 'DISK-09', 'DISK-11', 'DISK-16'],
  'DISK-09': ['DISK-10', 'DISK-11'],
  'DISK-13': ['DISK-14', 'CPU-02'],
  'DISK-15': ['OS-03'],
  'DISK-16': ['DISK-17'],
  'MEM-02': ['MEM-01', 'MEM-03', 'MEM-04', 'MEM-05', 'MEM-10'],
  'MEM-07': ['MEM-01', 'MEM-02', 'MEM-03', 'MEM-05', 'MEM-10'],
  'CPU-01': ['CPU-04', 'CPU-06'],
  'CPU-02': ['CPU-04'],
  'CPU-05': ['CPU-01'],
  'CPU-06': ['CPU-07'],
  'CPU-08': ['CPU-06'],
  'NET-01': ['NET-02', 'NET-03', 'NET-07', 'NET-08', 'NET-12', 'NET-13', 'NET-24'],
  'NET-03': ['NET-04', 'NET-07', 'NET-08', 'NET-12', 'NET-24'],
  'NET-07': ['NET-09'],
  'NET-08': ['NET-07', 'NET-24'],
  'NET-11': ['NET-07', 'NET-10', 'NET-12', 'NET-24', 'NET-26', 'SEC-13'],
  'NET-12': ['NET-07', 'NET-24'],
  'NET-13': ['NET-12', 'NET-24'],
  'NET-17': ['NET-04'],
  'NET-19': ['NET-04', 'NET-05', 'NET-06', 'NET-28'],
  'NET-26': ['SEC-13'],
  // a certificate looks run out when the clock is ahead
  'TIME-01': ['SEC-12', 'SEC-13'],
  'TIME-02': ['TIME-01'],
  'TIME-03': ['TIME-01', 'TIME-02', 'SEC-13'],
  'UPD-04': ['UPD-02', 'UPD-03'],
  'UPD-05': ['UPD-02', 'UPD-03'],
  'OS-02': ['UPD-01'],
  'OS-04': ['OS-03'],
  'OS-06': ['OS-08'],
  'OS-07': ['OS-08'],
  'OS-09': ['OS-07'],
  'PRN-01': ['PRN-02'],
  'PRN-03': ['PRN-01', 'PRN-02'],
  'DSP-01': ['DSP-02'],
  'AUD-02': ['AUD-04'],
  'AUD-03': ['AUD-01'],
};

/** Puts each fired rule under the cause that nothing else explains; of several, under the worst. */
export function groupByCause(fired: readonly Fired[]): readonly Finding[] {
  const here = new Set(fired.map(({ id }) => id));
  const effects = new Set(fired.flatMap(({ id }) => causes[id] ?? []).filter((id) => here.has(id)));
  const explainedBy = new Map<RuleId, RuleId>();
  for (const { id } of ranked(fired)) {
    if (effects.has(id)) continue;
    for (const effect of reachable(id, here)) if (!explainedBy.has(effect)) explainedBy.set(effect, id);
  }
  return ranked(fired).map(({ result: _, ...finding }) => ({
    ...finding,
    explains: ruleIds.filter((id) => explainedBy.get(id) === finding.id),
    explainedBy: explainedBy.get(finding.id) ?? null,
  }));
}

/** Everything that a cause explains, directly or through another effect, among the rules that fired. */
function reachable(cause: RuleId, here: ReadonlySet<RuleId>): ReadonlySet<RuleId> {
  const found = new Set<RuleId>();
  const open: RuleId[] = [cause];
  for (let id = open.pop(); id !== undefined; id = open.pop()) {
    for (const effect of causes[id] ?? []) {
      if (!here.has(effect) || found.has(effect)) continue;
      found.add(effect);
      open.push(effect);
    }
  }
  return found;
}

/** Worst first, then in the order of the catalogue. */
function ranked<T extends Fired>(fired: readonly T[]): readonly T[] {
  const place = new Map(ruleIds.map((id, i) => [id, i]));
  return [...fired].sort(
    (a, b) =>
      severityRank(b.severity) - severityRank(a.severity) || (place.get(a.id) ?? 0) - (place.get(b.id) ?? 0),
  );
}
