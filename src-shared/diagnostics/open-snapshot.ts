import { err, ok, type Result } from '../result.ts';
import { areaSchemas } from './area-schemas.ts';
import { areaIds, type AreaId } from './area.ts';
import { fitSchema, isRecord } from './fit-schema.ts';
import { withheldOf } from './withheld.ts';
import { emptySnapshot, mergePart, snapshotHeadSchema, type Snapshot } from './snapshot.ts';

/** A file is read as a whole, so one that is larger than any snapshot could be is not read at all. UTF-16 units. */
export const MAX_SNAPSHOT_FILE = 16 * 1024 * 1024;

/** Why a file could not be opened; the words are in words/snapshot-file-words.ts. */
export type OpenTrouble =
  | { readonly why: 'empty' | 'too-large' | 'not-json' | 'not-snapshot' }
  /** A pipe, a device, a folder: it is not read at all. */
  | { readonly why: 'special' }
  /** Made by an app that is newer than this one. */
  | { readonly why: 'newer'; readonly schema: number }
  /** The first place that cannot be read: "takenAt". */
  | { readonly why: 'damaged'; readonly at: string };

export interface OpenedSnapshot {
  readonly snapshot: Snapshot;
  /** Areas that stand in the file and cannot be read by this version; in the snapshot they are "failed". */
  readonly unread: readonly AreaId[];
}

const headShape = snapshotHeadSchema.shape;
/** The version this app writes. */
export const SNAPSHOT_VERSION = headShape.schema.value;

/**
 * A snapshot from the text of a file: `snapshot.json`, what the desk saved, or what `collect --json` printed, of this
 * version or an older one. One area that does not fit costs that area only, and says so: it never becomes a blank.
 */
export function openSnapshot(text: string): Result<OpenedSnapshot, OpenTrouble> {
  if (text.length > MAX_SNAPSHOT_FILE) return err({ why: 'too-large' });
  const trimmed = text.replace(/^\ufeff/u, '').trim();
  if (trimmed === '') return err({ why: 'empty' });
  const parsed = parse(trimmed);
  if (parsed === undefined) return err({ why: 'not-json' });
  const raw = isRecord(parsed) && isRecord(parsed['snapshot']) ? parsed['snapshot'] : parsed;
  if (!isRecord(raw) || !isRecord(raw['areas'])) return err({ why: 'not-snapshot' });
  const { schema } = raw;
  if (typeof schema !== 'number' || !Number.isInteger(schema) || schema < 1)
    return err({ why: 'damaged', at: 'schema' });
  if (schema > SNAPSHOT_VERSION) return err({ why: 'newer', schema });
  return openParts(raw, raw['areas']);
}

function openParts(
  raw: Readonly<Record<string, unknown>>,
  areas: Readonly<Record<string, unknown>>,
): Result<OpenedSnapshot, OpenTrouble> {
  const head = snapshotHeadSchema.safeParse({
    tookMs: 0,
    app: { version: '', runtime: '' },
    withheld: [],
    ...missingHead(raw, areas),
    ...Object.fromEntries(Object.entries(raw).filter(([key]) => Object.hasOwn(headShape, key))),
    ...namedWithheld(raw['withheld']),
    schema: SNAPSHOT_VERSION,
  });
  if (!head.success) {
    return err({ why: 'damaged', at: head.error.issues[0]?.path.map(String).join('.') ?? 'head' });
  }
  const { tookMs, withheld, ...rest } = head.data;
  let snapshot: Snapshot = { ...emptySnapshot(rest), tookMs, withheld };
  const unread: AreaId[] = [];
  for (const area of areaIds) {
    if (!Object.hasOwn(areas, area)) continue;
    const merged = mergePart(snapshot, area, fitArea(area, areas[area]));
    const next = merged.ok ? merged : mergePart(snapshot, area, unreadable(snapshot.takenAt));
    if (!merged.ok) unread.push(area);
    if (next.ok) snapshot = next.value;
  }
  return ok({ snapshot, unread });
}

/** The first `collect --json` did not say when and on what: the newest answer tells when. */
function missingHead(
  raw: Readonly<Record<string, unknown>>,
  areas: Readonly<Record<string, unknown>>,
): Readonly<Record<string, unknown>> {
  if (Object.hasOwn(raw, 'takenAt') || Object.hasOwn(raw, 'platform')) return {};
  const times = Object.values(areas).flatMap((area) =>
    isRecord(area) && typeof area['at'] === 'number' ? [area['at']] : [],
  );
  return times.length === 0 ? {} : { takenAt: Math.max(...times), platform: 'other' };
}

/** Version 1 named the fields that were left out. */
function namedWithheld(withheld: unknown): Readonly<Record<string, unknown>> {
  const named = Array.isArray(withheld) && withheld.some((one) => typeof one === 'string');
  return named ? { withheld: withheldOf(withheld.filter((one) => typeof one === 'string')) } : {};
}

function fitArea(area: AreaId, result: unknown): unknown {
  if (!isRecord(result) || result['status'] !== 'ok') return result;
  return { ...result, data: fitSchema(areaSchemas[area], result['data']) };
}

const unreadable = (at: number) => ({
  status: 'failed',
  reason: 'this part of the file does not fit this version',
  ms: 0,
  at,
  source: 'file',
});

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined; // not JSON at all, or cut off
  }
}
