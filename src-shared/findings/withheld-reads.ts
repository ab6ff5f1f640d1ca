import { fieldsByPath, type Field } from '../diagnostics/fields.ts';
import type { Snapshot } from '../diagnostics/snapshot.ts';

/** A snapshot that notes which of the fields that were left out a rule has looked at. */
export interface WatchedSnapshot {
  readonly snapshot: Snapshot;
  /** Forgets what was read, then answers whether `judge` read something it would have needed. */
  readsWithheld<T>(judge: () => T): { readonly result: T; readonly read: boolean };
}

/**
 * A rule sees nothing where a field was left out, and might take that for "no" or "none". So its looking is noted: what
 * it says without knowing is then "left out", never "fine". Names only fill the words, so looking at one costs nothing.
 */
export function watchWithheld(snapshot: Snapshot): WatchedSnapshot {
  let read = false;
  const needed = new Set(snapshot.withheld.filter((path) => !isNaming(fieldsByPath.get(path))));
  const areas = new Set([...needed].map((path) => path.split('.')[0] ?? ''));
  const note = () => {
    read = true;
  };
  const watched = Object.fromEntries(
    Object.entries(snapshot.areas).map(([area, result]) => [
      area,
      result?.status === 'ok' && areas.has(area)
        ? { ...result, data: watchedCopy(result.data, area, needed, note) }
        : result,
    ]),
  );
  return {
    snapshot: needed.size === 0 ? snapshot : { ...snapshot, areas: watched },
    readsWithheld(judge) {
      read = false;
      const result = judge();
      return { result, read };
    },
  };
}

const namingKinds: ReadonlySet<string> = new Set(['label', 'device', 'path', 'serial', 'uuid']);

/** What a thing of a list is called; no rule goes by it. */
function isNaming(field: Field | undefined): boolean {
  return field === undefined || namingKinds.has(field.kind) || field.path.endsWith('.*.name');
}

function watchedCopy(data: unknown, path: string, needed: ReadonlySet<string>, note: () => void): unknown {
  if (Array.isArray(data)) return data.map((item: unknown) => watchedCopy(item, `${path}.*`, needed, note));
  if (typeof data !== 'object' || data === null) return data;
  const copy = {};
  for (const [key, value] of Object.entries(data)) {
    const at = `${path}.${key}`;
    const property = needed.has(at)
      ? { get: () => (note(), null) }
      : { value: watchedCopy(value, at, needed, note), writable: true };
    Object.defineProperty(copy, key, { ...property, enumerable: true, configurable: true });
  }
  return copy;
}
