import type { RigOptions } from './rig-options.ts';

/**
 * What the command line says. Chromium's own switches and the app path stand in the same list and are skipped.
 * The `rig` switches exist in development and test builds only: a package build does not contain their reading.
 */
export interface LaunchOptions {
  readonly role: 'host' | 'technician' | 'both';
  /** WebSocket origin of the broker, e.g. wss://help.example. */
  readonly server: string;
  readonly relayOnly: boolean;
  /** Digits of a deep link, pre-filled for a technician; joins nothing by itself. */
  readonly prefill: string | null;
  readonly rig: RigOptions | null;
}

/** Of the links that installers register and people click. */
export const LINK_SCHEME = 'ra';
export const DEFAULT_SERVER = 'ws://127.0.0.1:7480';

export function readLaunchOptions(
  argv: readonly string[],
  environment: Readonly<Record<string, string | undefined>>,
  readRig: ((argv: readonly string[]) => RigOptions) | null,
): LaunchOptions {
  // Behind "--" stands what others may have written, such as a link: nothing there is a switch. // TM-9
  const end = argv.indexOf('--');
  const own = end === -1 ? argv : argv.slice(0, end);
  const value = (name: string) => switchValue(own, name);
  const role = value('role');
  return {
    role: role === 'technician' || role === 'both' ? role : 'host',
    server: serverOrigin(value('server') ?? environment['ALONGSIDE_SERVER'] ?? null) ?? DEFAULT_SERVER,
    relayOnly: own.includes('--relay-only') || environment['ALONGSIDE_RELAY_ONLY'] === '1',
    prefill: prefillFrom(argv),
    rig: readRig?.(own) ?? null,
  };
}

/** ws:// or wss:// origin, nothing behind it; null when it is neither. Plain ws is for loopback only. */
export function serverOrigin(text: string | null): string | null {
  if (text === null) return null;
  let url: URL;
  try {
    url = new URL(text);
  } catch {
    return null;
  }
  const protocol = url.protocol === 'https:' ? 'wss:' : url.protocol === 'http:' ? 'ws:' : url.protocol;
  const loopback = url.hostname === '127.0.0.1' || url.hostname === 'localhost' || url.hostname === '[::1]';
  if (protocol === 'wss:' || (protocol === 'ws:' && loopback)) return `${protocol}//${url.host}`;
  return null;
}

/** `ra://join/4821#77305926`: exact form only. // TM-9 */
export function prefillFrom(argv: readonly string[]): string | null {
  for (const word of argv) {
    const match = /^ra:\/\/join\/(\d{4})(?:#(\d{8}))?$/.exec(word.slice(0, 64));
    if (match && word.length <= 64) return `${match[1]}${match[2] ?? ''}`;
  }
  return null;
}

/** What stands behind `--name=`; null when it is not there. */
export function switchValue(argv: readonly string[], name: string): string | null {
  const found = argv.find((word) => word.startsWith(`--${name}=`));
  return found === undefined ? null : found.slice(name.length + 3);
}
