import type { PreviewRow } from '../bridge/contract.ts';
import { fieldsByPath, type Field, type FieldLookup } from '../diagnostics/fields.ts';
import { MAX_TEXT } from '../diagnostics/field-types.ts';
import { areasSchema, type Snapshot } from '../diagnostics/snapshot.ts';
import { joinWithheld, LEFT_OUT, withheldOf } from '../diagnostics/withheld.ts';
import { cut, hideValue, type HidingTools } from './hide-value.ts';
import { learnSnapshot } from './learn-snapshot.ts';
import type { Identity } from './learnt-secrets.ts';
import { PreviewRows } from './preview-rows.ts';
import { createPseudonyms } from './pseudonym.ts';
import type { Redacted } from './redacted.ts';
import { createScrubber } from './scrub-text.ts';
import { mapData, type Leaf } from './visit-leaves.ts';

export interface RedactOptions {
  /** 32 random bytes, new for each session, never sent: without it pseudonyms link nothing. */
  readonly key: Uint8Array;
  readonly identity: Identity;
  /** Paths of fields that the person leaves out. */
  readonly withheld: ReadonlySet<string>;
  /** The allow-list; only tests pass another. */
  readonly lookup?: FieldLookup;
}

export interface RedactedSnapshot {
  readonly snapshot: Redacted<Snapshot>;
  readonly rows: readonly PreviewRow[];
  /** How many rows are not sent as they stand here. */
  readonly hidden: number;
  /** Every made-up name with the value behind it: answers "what is mac-7F3KQ2XA?" on the host, and is sent nowhere. */
  readonly names: ReadonlyMap<string, string>;
}

/**
 * The only way from a raw snapshot to one that may leave the main process. Pass (a) goes by each field's kind,
 * pass (b) goes through every free text with what (a) learnt. A leaf without an entry in the allow-list is not sent.
 */
export function redactSnapshot(raw: Snapshot, options: RedactOptions): RedactedSnapshot {
  const lookup = options.lookup ?? fieldsByPath;
  const pseudonyms = createPseudonyms(options.key);
  const { secrets, models, words } = learnSnapshot(raw, options.identity, lookup);
  const tools: HidingTools = { pseudonyms, models, words, scrub: createScrubber(secrets, pseudonyms) };
  const preview = new PreviewRows();
  const change = (field: Field | undefined, value: Leaf): Leaf => {
    const sent = field && !options.withheld.has(field.path) ? hideLeaf(field, value, tools) : null;
    if (field) preview.add(field, value, sent);
    return sent;
  };
  const areas = Object.fromEntries(
    Object.entries(raw.areas).map(([area, result]) => [
      area,
      hideResult(area, result, lookup, tools, change, leftOutWhole(area, options.withheld, lookup)),
    ]),
  );
  const rows = preview.rows(options.withheld, lookup);
  return {
    snapshot: mark({
      ...raw,
      withheld: joinWithheld(raw.withheld, withheldOf(options.withheld)),
      areas: areasSchema.parse(areas),
    }),
    rows,
    hidden: rows.filter((row) => row.hidden).length,
    names: pseudonyms.known,
  };
}

type AnyResult = Snapshot['areas'][keyof Snapshot['areas']];

function hideResult(
  area: string,
  result: AnyResult,
  lookup: FieldLookup,
  { scrub }: HidingTools,
  change: (field: Field | undefined, value: Leaf) => Leaf,
  leftOut: boolean,
): unknown {
  if (result === undefined) return undefined;
  const source = cut(scrub(result.source), 200);
  if (result.status === 'ok') {
    const data = mapData(result.data, area, lookup, change);
    // A list of nothing but nulls would still tell how long it is.
    const { ms, at } = result;
    return leftOut ? { status: 'denied', reason: LEFT_OUT, ms, at, source } : { ...result, source, data };
  }
  return { ...result, source, reason: cut(scrub(result.reason), MAX_TEXT) };
}

function leftOutWhole(area: string, withheld: ReadonlySet<string>, lookup: FieldLookup): boolean {
  const here = [...lookup.values()].filter((field) => field.area === area);
  return here.length > 0 && here.every(({ path }) => withheld.has(path));
}

function hideLeaf(field: Field, value: Leaf, tools: HidingTools): Leaf {
  return typeof value === 'string' ? hideValue(field.kind, value, tools) : value;
}

/** The one place where the mark is put on. */
function mark(snapshot: Snapshot): Redacted<Snapshot> {
  return snapshot as Redacted<Snapshot>;
}
