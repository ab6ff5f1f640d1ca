import type { Address, Koffi } from '../koffi.ts';
import { dataView, ERROR_BYTES, errorWords } from './x-events.ts';
import type { Libc, Xlib } from './xlib.ts';

/** What went wrong on one connection. */
export interface ErrorMemory {
  /** The last request that the server refused, in words. */
  last: string | null;
  /** The server or the way to it is gone: nothing more may be asked. */
  broken: boolean;
}

export interface XErrors {
  watch(display: Address): ErrorMemory;
  forget(display: Address): void;
}

/**
 * Xlib ends the process on every error unless told otherwise. Requests that come too late (a window that has just been
 * closed) are refused by the server at any time, so refusals are only remembered. A broken connection is remembered
 * too; with libX11 before 1.7 it still ends the process, with code 1, and whoever started it starts it again.
 * Xlib has one handler for all connections of a process, so this is made once and never taken back.
 */
export function handleXErrors(koffi: Koffi, libc: Libc, xlib: Xlib): XErrors {
  const memories = new Map<Address, ErrorMemory>();
  const bytes = new Uint8Array(ERROR_BYTES);
  const refused = (display: Address, error: Address): number => {
    libc.copy(bytes, error, ERROR_BYTES);
    const memory = memories.get(display);
    if (memory !== undefined) memory.last = errorWords(dataView(bytes));
    return 0;
  };
  const broke = (display: Address): number => {
    const memory = memories.get(display);
    if (memory !== undefined) memory.broken = true;
    return 0;
  };
  const handler = (returns: string, count: number) =>
    koffi.pointer(
      koffi.proto(
        returns,
        Array.from({ length: count }, () => 'void *'),
      ),
    );
  xlib.onError(koffi.register(refused, handler('int', 2)));
  xlib.onIoError(koffi.register(broke, handler('int', 1)));
  const onExit = koffi.register((display: Address) => void broke(display), handler('void', 2));
  return {
    watch(display) {
      const memory: ErrorMemory = { last: null, broken: false };
      memories.set(display, memory);
      xlib.onIoErrorExit?.(display, onExit, null);
      return memory;
    },
    forget: (display) => void memories.delete(display),
  };
}
