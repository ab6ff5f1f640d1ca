import type { Platform } from '../../src-shared/diagnostics/snapshot.ts';

/** By which door of the system the picture can be taken natively, or why there is none. */
export type NativeCapture =
  | { readonly kind: 'x11' }
  | { readonly kind: 'dxgi' }
  | { readonly kind: 'none'; readonly why: string };

/** Decided by the system and the session's own variables; whether the libraries are there, the process finds out. */
export function nativeCapture(
  platform: Platform,
  env: Readonly<Record<string, string | undefined>>,
): NativeCapture {
  switch (platform) {
    case 'linux':
      return linuxCapture(env);
    case 'win32':
      return { kind: 'dxgi' };
    case 'darwin':
      return { kind: 'none', why: 'there is no native capture for macOS' };
    case 'other':
      return { kind: 'none', why: 'there is no native capture for this system' };
  }
}

function linuxCapture(env: Readonly<Record<string, string | undefined>>): NativeCapture {
  // There XWayland's root window is black, whatever DISPLAY says: the screen comes through the portal alone.
  if (env['XDG_SESSION_TYPE'] === 'wayland' || (env['WAYLAND_DISPLAY'] ?? '') !== '')
    return { kind: 'none', why: 'this is a Wayland session' };
  return (env['DISPLAY'] ?? '') === '' ? { kind: 'none', why: 'there is no X display' } : { kind: 'x11' };
}
