import type { PreviewRow } from '../bridge/contract.ts';
import type { Field, FieldLookup } from '../diagnostics/fields.ts';
import { formatValue } from '../diagnostics/format-value.ts';
import { cut } from './hide-value.ts';
import { levelOf } from '../diagnostics/privacy-level.ts';
import type { Leaf } from './visit-leaves.ts';

const LONGEST = 400;

/** What one field holds here and what of it is sent, over all members of its list. */
export class PreviewRows {
  readonly #here = new Map<Field, string[]>();
  readonly #sent = new Map<Field, string[]>();

  add(field: Field, here: Leaf, sent: Leaf): void {
    append(this.#here, field, here);
    append(this.#sent, field, sent);
  }

  /** One row for every field, in the order of the report; one without a value here is empty on both sides. */
  rows(withheld: ReadonlySet<string>, lookup: FieldLookup): PreviewRow[] {
    return [...lookup.values()].map((field) => {
      const here = this.#here.get(field) ?? [];
      const sent = this.#sent.get(field) ?? [];
      const left = withheld.has(field.path);
      return {
        field: field.path,
        group: field.group,
        area: field.area,
        label: field.label,
        why: field.why,
        level: levelOf(field),
        here: listed(here),
        sent: sent.length > 0 && !left ? listed(sent) : null,
        hidden: here.length > 0 && (left || here.join('\n') !== sent.join('\n')),
        withheld: left,
      };
    });
  }
}

function append(map: Map<Field, string[]>, field: Field, value: Leaf): void {
  if (value === null) return;
  const shown = formatValue(value, field.unit);
  const list = map.get(field);
  if (list) list.push(shown);
  else map.set(field, [shown]);
}

function listed(values: readonly string[]): string {
  const text = [...new Set(values)].join(', ');
  return text.length <= LONGEST ? text : `${cut(text, LONGEST - 1)}…`;
}
