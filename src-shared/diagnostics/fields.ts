import { areaIds, type AreaId } from './area.ts';
import {
  fieldTable,
  type FieldGroup,
  type FieldRow,
  type FieldUnit,
  type PrivacyKind,
} from './field-table.ts';

/** One leaf of the snapshot that may be sent, and how. */
export interface Field {
  /** Path with `*` for every member of a list: "network.interfaces.*.mac". */
  readonly path: string;
  readonly area: AreaId;
  readonly group: FieldGroup;
  /** In the person's words. */
  readonly label: string;
  readonly kind: PrivacyKind;
  readonly unit: FieldUnit;
  /** Why it is collected. */
  readonly why: string;
}

export type FieldLookup = ReadonlyMap<string, Field>;

/** Every field in the order of the report. */
export const fields: readonly Field[] = areaIds.flatMap((area) =>
  fieldTable[area].map((row) => fieldFrom(area, row)),
);

/** Fields by path. */
export const fieldsByPath: FieldLookup = new Map(fields.map((field) => [field.path, field]));

function fieldFrom(area: AreaId, [path, group, label, kind, unit, why]: FieldRow): Field {
  return { path, area, group, label, kind, unit, why };
}
