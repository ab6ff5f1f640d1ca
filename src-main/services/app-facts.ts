import type { AreaId } from '../../src-shared/diagnostics/area.ts';
import { mediaSchema, type WindowMedia } from '../../src-shared/diagnostics/media-areas.ts';
import { displaySchema, type Display } from '../../src-shared/diagnostics/picture-areas.ts';
import { areaData, type AreaResult, type Snapshot } from '../../src-shared/diagnostics/snapshot.ts';
import { nameOf } from '../platform/clean.ts';

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
  /** powerMonitor.getSystemIdleTime(), seconds (CPU-05). */
  readonly idleSeconds?: () => number | null;
  /** What the system lets this app do (DSP-07, AUD-02): systemPreferences.getMediaAccessStatus(). */
  readonly mediaAccess?: () => Partial<MediaData> | null;
  /** What the host's window has reported (AUD-04, CAM-01). */
  readonly windowMedia?: () => WindowMedia;
}

type MediaData = Extract<AreaResult<'media'>, { status: 'ok' }>['data'];

/** The snapshot with what the app can add to the area that has just arrived. */
export function addAppFacts(snapshot: Snapshot, area: AreaId, facts: AppFacts, now: number): Snapshot {
  switch (area) {
    case 'displays':
      return withDisplays(snapshot, facts.displays?.() ?? null, now);
    case 'graphics':
      return withRendering(snapshot, facts.softwareRendering?.() ?? null, now);
    case 'time':
      return withValue(snapshot, 'time', 'offsetMs', facts.clockOffsetMs?.() ?? null);
    case 'network':
      return withValue(snapshot, 'network', 'proxySet', facts.proxySet?.() ?? null);
    case 'processes':
      return withValue(snapshot, 'processes', 'idleSeconds', facts.idleSeconds?.() ?? null);
    case 'media':
      return withMedia(snapshot, { ...facts.mediaAccess?.(), ...facts.windowMedia?.() });
    default:
      return snapshot;
  }
}

/** That Electron draws in software is worth knowing most where the system lists no card at all. */
function withRendering(snapshot: Snapshot, softwareRendering: boolean | null, now: number): Snapshot {
  const result = snapshot.areas.graphics;
  if (softwareRendering === null || result?.status === 'denied') return snapshot;
  const controllers = result?.status === 'ok' ? result.data.controllers : [];
  const source = result?.status === 'ok' ? `Electron, ${result.source}`.slice(0, 200) : 'Electron';
  const data = { controllers, softwareRendering };
  const graphics = { status: 'ok' as const, ms: result?.ms ?? 0, at: now, source, data };
  return { ...snapshot, areas: { ...snapshot.areas, graphics } };
}

function withMedia(snapshot: Snapshot, known: Partial<MediaData> | WindowMedia): Snapshot {
  const result = snapshot.areas.media;
  if (result?.status !== 'ok') return snapshot;
  const data = mediaSchema.safeParse({ ...result.data, ...known });
  if (!data.success) return snapshot;
  const said = Object.values(known).some((value) => value !== null && value !== undefined);
  const source = said ? `this app, ${result.source}`.slice(0, 200) : result.source;
  return { ...snapshot, areas: { ...snapshot.areas, media: { ...result, source, data: data.data } } };
}

function withValue<A extends 'time' | 'network' | 'processes'>(
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
  const fitting = (displays ?? []).map(cleaned).filter((display) => displaySchema.safeParse(display).success);
  if (fitting.length === 0) return snapshot;
  const system = areaData(snapshot, 'displays')?.displays ?? [];
  const left = [...system];
  const joined = fitting.slice(0, 32).map((display) => {
    const same = left.findIndex(
      (other) => other.widthPx === display.widthPx && other.heightPx === display.heightPx,
    );
    const index = same >= 0 ? same : system.length === fitting.length ? 0 : -1;
    const [other] = index >= 0 ? left.splice(index, 1) : [];
    return other ? { ...other, ...known(display) } : display;
  });
  const result = snapshot.areas.displays;
  const source =
    result?.status === 'ok' ? `Electron screen, ${result.source}`.slice(0, 200) : 'Electron screen';
  const answer = { status: 'ok' as const, ms: result?.ms ?? 0, at: now, source, data: { displays: joined } };
  return { ...snapshot, areas: { ...snapshot.areas, displays: answer } };
}

// A monitor writes its own name.
function cleaned(display: Display): Display {
  return {
    ...display,
    model: nameOf(display.model),
    vendor: nameOf(display.vendor),
    serial: nameOf(display.serial),
  };
}

function known(display: Display): Partial<Display> {
  return Object.fromEntries(Object.entries(display).filter(([, value]) => value !== null));
}
