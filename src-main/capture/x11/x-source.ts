import type { Clock } from '../../../src-shared/clock.ts';
import { appError, type AppError } from '../../../src-shared/errors.ts';
import { createListeners } from '../../../src-shared/listeners.ts';
import { ok, type Result } from '../../../src-shared/result.ts';
import type { PointerChange } from '../../../src-shared/tiles/frame-source.ts';
import { whole, type Rect, type Size } from '../../../src-shared/tiles/geometry.ts';
import type { OpenedSource } from '../opened-source.ts';
import { createPointerWatch, type PointerWatch } from './pointer-watch.ts';
import { whileHeard } from './while-heard.ts';
import type { XConnection } from './x-connection.ts';
import { watchDamage, type DamageWatch } from './x-damage.ts';
import { createPixels, type SurfacePixels } from './x-pixels.ts';
import type { SurfaceChange, XSurface } from './x-surface.ts';

/** So long main has to say where a display is now; its silence means that it is where it was. */
const DOUBT_MS = 3_000;

export interface XSourceOptions {
  readonly connection: XConnection;
  readonly surface: XSurface;
  readonly clock: Clock;
  readonly damageIsTold: boolean;
}

interface Parts {
  readonly options: XSourceOptions;
  readonly pixels: SurfacePixels;
  readonly watch: PointerWatch;
  readonly damage: DamageWatch;
  readonly heard: ReturnType<typeof createHeard>;
}

/** Pixels, damage and pointer of a surface; surface and connection are closed with it. */
export function createXSource(options: XSourceOptions): Result<OpenedSource> {
  const { connection, surface, clock } = options;
  const pixels = createPixels(connection, surface);
  const room = pixels.renew();
  if (!room.ok) return room;
  const heard = createHeard();
  const watch = createPointerWatch(connection, surface, clock, heard.pointer.tell);
  const damage = watchDamage({ ...options, pixels, heard: heard.damage });
  const parts: Parts = { options, pixels, watch, damage, heard };
  let cancelDoubt = (): void => undefined;
  const end = (error: AppError): void => {
    cancelDoubt();
    damage.stop();
    watch.stop();
    heard.ended.tell(error);
  };
  const follow = (change: SurfaceChange): void => {
    if (change === 'none') return;
    cancelDoubt();
    if (change === 'doubtful') {
      cancelDoubt = clock.after(DOUBT_MS, () => follow(surface.settle()));
      return;
    }
    const trouble = followChange(parts, change);
    if (trouble !== null) end(trouble);
  };
  connection.onEvent((event) => {
    damage.take(event);
    watch.take(event);
    follow(surface.take(event));
  });
  connection.onDrained(damage.flush);
  connection.onBroken(end);
  return ok(sourceOf(parts, follow, () => cancelDoubt()));
}

function createHeard() {
  return {
    damage: createListeners<readonly Rect[]>(),
    resize: createListeners<Size>(),
    pointer: createListeners<PointerChange>(),
    ended: createListeners<AppError>(),
  };
}

/** Answers why there is nothing more to show, or null. */
function followChange(
  { options, pixels, damage, heard }: Parts,
  change: 'renewed' | 'resized' | 'gone',
): AppError | null {
  const { surface } = options;
  if (change === 'gone') return appError('CAPTURE_UNAVAILABLE', 'what was shown is no longer there');
  if (change === 'resized') {
    const room = pixels.renew();
    if (!room.ok) return room.error;
    damage.restart();
    heard.resize.tell(surface.size);
  }
  heard.damage.tell([whole(surface.size)]);
  return null;
}

function sourceOf(
  { options, pixels, watch, damage, heard }: Parts,
  follow: (change: SurfaceChange) => void,
  cancelDoubt: () => void,
): OpenedSource {
  const { connection, surface } = options;
  return {
    get size() {
      return surface.size;
    },
    onDamage: whileHeard(heard.damage, damage.start, damage.stop),
    onPointer: whileHeard(heard.pointer, watch.start, watch.stop),
    onResize: heard.resize.on,
    onEnded: heard.ended.on,
    grab: pixels.grab,
    pointer() {
      watch.look();
      return { shape: watch.shape, place: watch.place };
    },
    retarget(target) {
      connection.catchUp(); // the server told us before it told main
      follow(surface.retarget(target));
    },
    close() {
      cancelDoubt();
      damage.stop();
      watch.stop();
      Object.values(heard).forEach((listeners) => listeners.clear());
      surface.close();
      pixels.close();
      connection.close();
    },
  };
}
