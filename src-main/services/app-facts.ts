import type { AreaId } from '../../src-shared/diagnostics/area.ts';
import type { Display } from '../../src-shared/diagnostics/picture-areas.ts';
import { areaData, type Snapshot } from '../../src-shared/diagnostics/snapshot.ts';

/** What only the app knows, asked each time a probe has answered; null where it does not know either. */
export interface AppFacts {
  /** Electron's screen.getAllDisplays() in physical pixels; right on every system, Wayland included. */
  readonly displays?: () => readonly Display[] | null;
  /** Electron draws in software (DSP-01). */
  readonly softwareRendering?: () => boolean | null;
  /** This clock minus the server's, ms (TIME-01). */
  readonly clockOffsetMs?: () => number | null;
  /** session.resolveProxy() answers with a proxy (NET-14). */
  readonly proxySet?: () => boolean | null;
}

/** The snapshot with what the app can add to the area that has just arrived. */
export function addAppFacts(snapshot: Snapshot, area: AreaId, facts: AppFacts, now: number): Snapshot {
  switch (area) {
    case 'displays':
      return withDisplays(snapshot, facts.displays?.() ?? null, now);
    case 'graphics':
      return withValue(snapshot, 'graphics', 'softwareRendering', facts.softwareRendering?.() ?? null);
    case 'time':
      return withValue(snapshot, 'time', 'offsetMs', facts.clockOffsetMs?.() ?? null);
    case 'network':
      return withValue(snapshot, 'network', 'proxySet', facts.proxySet?.() ?? null);
    default:
      return snapshot;
  }
}

function withValue<A extends 'graphics' | 'time' | 'network'>(
  snapshot: Snapshot,
  area: A,
  field: string,
  value: number | boolean | null,
): Snapshot {
  const result = snapshot.areas[area];
  if (value === null || result?.status !== 'ok') return snapshot;
  return {
    ...snapshot,
    areas: { ...snapshot.areas, [area]: { ...result, data: { ...result.data, [field]: value } } },
  };
}

/** Electron's displays, with maker and native size from the system's own list where both see the same screens. */
function withDisplays(snapshot: Snapshot, displays: readonly Display[] | null, now: number): Snapshot {
  if (!displays || displays.length === 0) return snapshot;
  const system = areaData(snapshot, 'displays')?.displays ?? [];
  const left = [...system];
  const joined = displays.slice(0, 32).map((display) => {
    const same = left.findIndex(
      (other) => other.widthPx === display.widthPx && other.heightPx === display.heightPx,
    );
    const index = same >= 0 ? same : system.length === displays.length ? 0 : -1;
    const [other] = index >= 0 ? left.splice(index, 1) : [];
    return other ? { ...other, ...known(display) } : display;
  });
  const result = snapshot.areas.displays;
  const source =
    result?.status === 'ok' ? `Electron screen, ${result.source}`.slice(0, 200) : 'Electron screen';
  const answer = { status: 'ok' as const, ms: result?.ms ?? 0, at: now, source, data: { displays: joined } };
  return { ...snapshot, areas: { ...snapshot.areas, displays: answer } };
}

function known(display: Display): Partial<Display> {
  return Object.fromEntries(Object.entries(display).filter(([, value]) => value !== null));
}
