import type { Clock } from '../../../src-shared/clock.ts';
import type { Listeners } from '../../../src-shared/listeners.ts';
import { intersection, whole, type Rect } from '../../../src-shared/tiles/geometry.ts';
import { mergeRects } from '../../../src-shared/tiles/merge-rects.ts';
import { createSafetyNet, type SafetyNet } from './safety-net.ts';
import type { XConnection } from './x-connection.ts';
import { damagedArea, damageOf, eventType } from './x-events.ts';
import type { SurfacePixels } from './x-pixels.ts';
import { shifted, type XSurface } from './x-surface.ts';

/**
 * Every change as its own rectangle, in the event: no question to the server, and nothing is gathered there that would
 * have to be subtracted.
 */
const RAW_RECTANGLES = 0;

export interface DamageWatchOptions {
  readonly connection: XConnection;
  readonly surface: XSurface;
  readonly pixels: SurfacePixels;
  readonly clock: Clock;
  /** False: as under a compositor that tells no damage. */
  readonly damageIsTold: boolean;
  readonly heard: Listeners<readonly Rect[]>;
}

export interface DamageWatch {
  start(): void;
  stop(): void;
  /** After a change of size. */
  restart(): void;
  take(event: DataView): void;
  /** Tells what has come, in few rectangles. */
  flush(): void;
}

/** What changes on a surface: as the server tells it, and with the safety net below. */
export function watchDamage(options: DamageWatchOptions): DamageWatch {
  const { surface, heard } = options;
  const server = serverDamage(options);
  let net: SafetyNet | null = null;
  let gathered: Rect[] = [];
  const start = (): void => {
    server.start();
    net = createSafetyNet({
      libc: options.connection.libraries.libc,
      clock: options.clock,
      size: surface.size,
      fetch: options.pixels.fetch,
      onDifference: (rect) => heard.tell([rect]),
    });
  };
  const stop = (): void => {
    server.stop();
    net?.close();
    net = null;
    gathered = [];
  };
  return {
    start,
    stop,
    restart() {
      if (net === null) return;
      stop();
      start();
    },
    take(event) {
      if (!server.isOurs(event)) return;
      const { x, y } = surface.corner;
      const rect = intersection(shifted(damagedArea(event), { x: -x, y: -y }), whole(surface.size));
      if (rect !== null) gathered.push(rect);
    },
    flush() {
      if (gathered.length === 0) return;
      const rects = mergeRects(gathered);
      gathered = [];
      net?.told(rects);
      heard.tell(rects);
    },
  };
}

function serverDamage({ connection, surface, damageIsTold }: DamageWatchOptions) {
  const { display, libraries } = connection;
  const numbers = new Int32Array(2);
  const [first, second] = [new Uint8Array(numbers.buffer, 0, 4), new Uint8Array(numbers.buffer, 4, 4)];
  const present = damageIsTold && libraries.damage.query(display, first, second) !== 0;
  const [type] = numbers;
  let damage: number | null = null;
  return {
    isOurs: (event: DataView): boolean => eventType(event) === type && damageOf(event) === damage,
    start() {
      if (!present) return;
      connection.attempt(() => {
        damage = libraries.damage.create(display, surface.watched, RAW_RECTANGLES);
      });
    },
    stop() {
      const old = damage;
      damage = null;
      // refused when a closed window has taken its damage with it
      if (old !== null) connection.attempt(() => libraries.damage.destroy(display, old));
    },
  };
}
