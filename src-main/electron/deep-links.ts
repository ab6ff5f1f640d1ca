import { app } from 'electron';
import { LINK_SCHEME, prefillFrom } from '../services/launch-options.ts';

/**
 * Links `ra://join/…`, as a first start, a second one or macOS hands them over. All they ever do is to put digits into
 * the technician's window. // TM-9
 */
export interface DeepLinks {
  /** Digits for a technician's window that opens now. */
  prefill(): string | null;
  /** A second start of the app; true when its command line had a link. */
  secondStart(argv: readonly string[]): boolean;
  /** From now on links are told; one that came before stays in `prefill`. */
  listen(opened: (code: string) => void): void;
  /** The window they were for is closed: its next one starts empty. */
  forget(): void;
}

/** Must run before the app is ready: macOS tells of the first link early. */
export function createDeepLinks(first: string | null, register: boolean): DeepLinks {
  let code = first;
  let tell: ((code: string) => void) | null = null;
  const open = (argv: readonly string[]): boolean => {
    const found = prefillFrom(argv);
    if (found === null) return false;
    code = found;
    tell?.(found);
    return true;
  };
  // Behind "--" nothing is a switch any more, whatever a link may hold.
  if (register) app.setAsDefaultProtocolClient(LINK_SCHEME, process.execPath, ['--']);
  app.on('open-url', (event, url) => {
    event.preventDefault();
    open([url]);
  });
  return {
    prefill: () => code,
    secondStart: open,
    listen: (opened) => void (tell = opened),
    forget: () => void (code = null),
  };
}
