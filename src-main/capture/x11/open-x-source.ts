import type { Clock } from '../../../src-shared/clock.ts';
import { appError } from '../../../src-shared/errors.ts';
import { err, type Result } from '../../../src-shared/result.ts';
import type { Rect } from '../../../src-shared/tiles/geometry.ts';
import type { OpenedSource } from '../opened-source.ts';
import { openDisplaySurface } from './display-surface.ts';
import { openWindowSurface } from './window-surface.ts';
import { openConnection, type XConnection } from './x-connection.ts';
import { createXSource } from './x-source.ts';
import type { XSurface } from './x-surface.ts';
import type { XLibraries } from './xlib.ts';

export interface XOptions {
  readonly libraries: XLibraries;
  readonly clock: Clock;
  /** DISPLAY, and what tells a Wayland session. */
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly damageIsTold?: boolean;
}

/** A display by its place on the root window; CAPTURE_UNAVAILABLE with why there is none. */
export function openXDisplay(options: XOptions, rect: Rect): Result<OpenedSource> {
  return open(options, (connection) => openDisplaySurface(connection, rect));
}

/** A window by its number; CAPTURE_UNAVAILABLE with why there is none. */
export function openXWindow(options: XOptions, window: number): Result<OpenedSource> {
  return open(options, (connection) => openWindowSurface(connection, window));
}

function open(
  { libraries, clock, env, damageIsTold = true }: XOptions,
  find: (connection: XConnection) => Result<XSurface>,
): Result<OpenedSource> {
  // an X server that stands inside Wayland shows its own windows only, the rest is black
  if ((env['WAYLAND_DISPLAY'] ?? '') !== '' || env['XDG_SESSION_TYPE'] === 'wayland')
    return unavailable('a Wayland session');
  const name = env['DISPLAY'];
  if (name === undefined || name === '') return unavailable('DISPLAY names no X server');
  const opened = openConnection(libraries, name);
  if (!opened.ok) return opened;
  const connection = opened.value;
  const surface = insideWayland(connection) ? unavailable('an X server inside Wayland') : find(connection);
  const source = surface.ok
    ? createXSource({ connection, surface: surface.value, clock, damageIsTold })
    : surface;
  if (!source.ok) {
    if (surface.ok) surface.value.close();
    connection.close();
  }
  return source;
}

function insideWayland({ display, libraries }: XConnection): boolean {
  const scratch = new Uint8Array(4);
  return libraries.xlib.queryExtension(display, 'XWAYLAND', scratch, scratch, scratch) !== 0;
}

function unavailable(why: string): Result<never> {
  return err(appError('CAPTURE_UNAVAILABLE', why));
}
