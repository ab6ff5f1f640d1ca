import type { Clock } from '../../src-shared/clock.ts';
import { assertNever, type Result } from '../../src-shared/result.ts';
import type { CaptureTarget } from '../../src-shared/tiles/frame-source.ts';
import { openDxgiDisplay } from './dxgi/dxgi-source.ts';
import { loadKoffi, type Koffi } from './koffi.ts';
import type { OpenedSource } from './opened-source.ts';
import { openXDisplay, openXWindow } from './x11/open-x-source.ts';
import { bindLibraries, type XLibraries } from './x11/xlib.ts';

export interface OpenerOptions {
  /** Where koffi's native file may be. */
  readonly native: readonly string[];
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly clock: Clock;
}

/** Opens targets by whatever this system has; libraries are loaded once, when first needed. */
export function createSourceOpener({ native, env, clock }: OpenerOptions) {
  let koffi: Result<Koffi> | null = null;
  let libraries: Result<XLibraries> | null = null;
  const loaded = (): Result<Koffi> => (koffi ??= loadKoffi(native));
  const bound = (): Result<XLibraries> => {
    const found = loaded();
    return found.ok ? (libraries ??= bindLibraries(found.value)) : found;
  };
  return (target: CaptureTarget): Result<OpenedSource> => {
    switch (target.kind) {
      case 'x11-display':
      case 'x11-window': {
        const found = bound();
        if (!found.ok) return found;
        const options = { libraries: found.value, clock, env };
        return target.kind === 'x11-display'
          ? openXDisplay(options, target.rect)
          : openXWindow(options, target.window);
      }
      case 'dxgi-display': {
        const found = loaded();
        return found.ok ? openDxgiDisplay({ koffi: found.value, clock }, target.rect) : found;
      }
      default:
        return assertNever(target);
    }
  };
}
