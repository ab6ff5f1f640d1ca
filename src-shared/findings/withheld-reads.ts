import { fieldsByPath } from '../diagnostics/fields.ts';
import type { Snapshot } from '../diagnostics/snapshot.ts';
import { isNaming, mayBeWithheld } from '../diagnostics/withheld.ts';
import { maybeLeftOut } from './maybe-left-out.ts';

/** A snapshot that notes which of the fields that may have been left out a rule has looked at. */
export interface WatchedSnapshot {
  readonly snapshot: Snapshot;
  /** Forgets what was read, then answers which fields that it would have needed `judge` read. */
  readsWithheld<T>(judge: () => T): { readonly result: T; readonly read: ReadonlySet<string> };
}

/**
 * Fields that can excuse what a rule finds: without one of these it might find what is none, so that it says nothing.
 * Every other finding rests on what was sent and stays.
 */
export const excuses: Readonly<Record<string, readonly string[]>> = {
  'DISK-19': ['backup.tools.*.lastAt'],
  'SEC-02': ['encryption.homeEncrypted'],
  'SEC-12': ['certificates.certificates.*.validFrom'],
  'UPD-03': ['updates.pending', 'updates.checkedAt'],
  'NET-03': ['connectivity.internet.hosts.*.connects'],
  'NET-12': ['connectivity.proxy.proxies.*.passes'],
  'NET-22': ['network.interfaces.*.up'],
  'NET-25': ['connectivity.relay.relays.*.transport'],
  'SEC-13': ['connectivity.tls.sites.*.role'],
};

/**
 * A rule sees nothing where a field was left out, and might take that for "no" or "none". So its looking is noted: what
 * it says without knowing is then "left out", never "fine". Names only fill the words, so looking at one costs nothing.
 * Which fields of an area were left out is not told, so every one without a value there may be one of them.
 */
export function watchWithheld(snapshot: Snapshot): WatchedSnapshot {
  let read = new Set<string>();
  const areas = new Set<string>(snapshot.withheld.map(({ area }) => area));
  const needed = new Set([...areas].flatMap((area) => candidates(snapshot, area)));
  const note = (path: string) => void read.add(path);
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
      read = new Set();
      const result = judge();
      return { result, read };
    },
  };
}

function candidates(snapshot: Snapshot, area: string): readonly string[] {
  return maybeLeftOut(snapshot, area).filter((path) => {
    const field = fieldsByPath.get(path);
    return field !== undefined && !isNaming(field) && mayBeWithheld(snapshot.withheld, field);
  });
}

function watchedCopy(
  data: unknown,
  path: string,
  needed: ReadonlySet<string>,
  note: (path: string) => void,
): unknown {
  if (Array.isArray(data)) return data.map((item: unknown) => watchedCopy(item, `${path}.*`, needed, note));
  if (typeof data !== 'object' || data === null) return data;
  const copy = {};
  for (const [key, value] of Object.entries(data)) {
    const at = `${path}.${key}`;
    const property = needed.has(at)
      ? { get: () => (note(at), null) }
      : { value: watchedCopy(value, at, needed, note), writable: true };
    Object.defineProperty(copy, key, { ...property, enumerable: true, configurable: true });
  }
  return copy;
}
