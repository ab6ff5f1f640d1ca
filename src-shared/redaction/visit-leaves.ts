import type { Field, FieldLookup } from '../diagnostics/fields.ts';

export type Leaf = string | number | boolean | null;

/**
 * Rebuilds the data of a snapshot's areas leaf by leaf. `change` gets the field's entry in the allow-list, or
 * undefined for a leaf without one. The envelopes of the probes (`areas.os.status` …) are not leaves of an area.
 */
export function mapData(
  data: unknown,
  path: string,
  lookup: FieldLookup,
  change: (field: Field | undefined, value: Leaf) => Leaf,
): unknown {
  if (Array.isArray(data)) return data.map((item: unknown) => mapData(item, `${path}.*`, lookup, change));
  if (typeof data === 'object' && data !== null) {
    return Object.fromEntries(
      Object.entries(data).map(([key, value]) => [key, mapData(value, `${path}.${key}`, lookup, change)]),
    );
  }
  return isLeaf(data) ? change(lookup.get(path), data) : null;
}

/** Looks at every leaf of every area that has answered. */
export function visitLeaves(
  areas: Readonly<Record<string, { readonly status: string; readonly data?: unknown } | undefined>>,
  lookup: FieldLookup,
  visit: (field: Field | undefined, value: Leaf) => void,
): void {
  for (const [area, result] of Object.entries(areas)) {
    if (result?.status !== 'ok') continue;
    mapData(result.data, area, lookup, (field, value) => {
      visit(field, value);
      return null;
    });
  }
}

function isLeaf(value: unknown): value is Leaf {
  return value === null || ['string', 'number', 'boolean'].includes(typeof value);
}
