import type { PreviewRow } from '../../../src-shared/bridge/contract.ts';
import type { AreaId } from '../../../src-shared/diagnostics/area.ts';
import { privacyLevels, type PrivacyLevel } from '../../../src-shared/diagnostics/privacy-level.ts';

export interface PreviewArea {
  readonly area: AreaId;
  readonly rows: readonly PreviewRow[];
}

/** Rows in their areas, in the order of the report; within an area, what is known here comes first. */
export function inAreas(rows: readonly PreviewRow[]): readonly PreviewArea[] {
  const byArea = new Map<AreaId, PreviewRow[]>();
  for (const row of rows) {
    const list = byArea.get(row.area);
    if (list) list.push(row);
    else byArea.set(row.area, [row]);
  }
  return [...byArea].map(([area, list]) => ({ area, rows: [...list].sort(knownFirst) }));
}

/** The level that these switches stand for; null when single ones were changed. */
export function levelOfRows(rows: readonly PreviewRow[]): PrivacyLevel | null {
  const fits = (level: PrivacyLevel) =>
    rows.every((row) => row.withheld === privacyLevels.indexOf(row.level) > privacyLevels.indexOf(level));
  return [...privacyLevels].reverse().find(fits) ?? null;
}

function knownFirst(a: PreviewRow, b: PreviewRow): number {
  return Number(a.here === '') - Number(b.here === '');
}
