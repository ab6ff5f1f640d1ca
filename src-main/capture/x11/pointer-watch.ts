import type { Clock } from '../../../src-shared/clock.ts';
import type { PointerChange, PointerPlace, PointerShape } from '../../../src-shared/tiles/frame-source.ts';
import { pointerShape } from './pointer-shape.ts';
import type { XConnection } from './x-connection.ts';
import { coreEvents, CURSOR_BYTES, cursorHead, dataView, eventType, genericOf } from './x-events.ts';
import type { XSurface } from './x-surface.ts';

/** Of the root window, for every shape the pointer takes anywhere. */
const DISPLAY_CURSOR_NOTIFY = 1;
const CURSOR_NOTIFY = 1;
const ALL_MASTER_DEVICES = 1;
const RAW_MOTION = 17;
/** A mouse may report a thousand moves a second; each question takes a round trip. */
const FASTEST_MS = 8;
/** Without the input extension, and for moves it does not tell (a program that warps the pointer). */
const MOVING_MS = 16;
const STILL_MS = 100;
const LATELY_MS = 500;
const MOST_PIXELS = 1024 * 1024;

export interface PointerWatch {
  readonly shape: PointerShape | null;
  readonly place: PointerPlace | null;
  /** To be called with every event of the connection. */
  take(event: DataView): void;
  /** Asks now. */
  look(): void;
  start(): void;
  stop(): void;
}

/** Follows the pointer's shape and place. It asks only between `start` and `stop`, rarely while the pointer is still. */
export function createPointerWatch(
  connection: XConnection,
  surface: XSurface,
  clock: Clock,
  tell: (change: PointerChange) => void,
): PointerWatch {
  const told = selectEvents(connection);
  let shape: PointerShape | null = null;
  let place: PointerPlace | null = null;
  let on = false;
  let askedAt = -Infinity;
  let movedAt = -Infinity;
  let cancel: (() => void) | null = null;
  let soon = false;

  const lookAtShape = (): void => {
    const next = readShape(connection);
    if (next === null) return;
    shape = next;
    if (on) tell({ type: 'shape', shape });
  };
  const lookAtPlace = (): void => {
    askedAt = clock.now();
    const next = readPlace(connection, surface);
    if (place !== null && next.x === place.x && next.y === place.y && next.visible === place.visible) return;
    movedAt = askedAt;
    place = next;
    if (on) tell({ type: 'place', place });
  };
  const ask = (): void => {
    soon = false;
    lookAtPlace();
    const lively = told.motion === null && clock.now() - movedAt < LATELY_MS;
    askIn(lively ? MOVING_MS : STILL_MS);
  };
  const askIn = (ms: number): void => {
    cancel?.();
    cancel = on ? clock.after(ms, ask) : null;
  };

  return {
    get shape() {
      return shape;
    },
    get place() {
      return place;
    },
    take(event) {
      if (!on) return;
      if (eventType(event) === told.cursor) lookAtShape();
      else if (told.motion !== null && isMotion(event, told.motion)) {
        const wait = askedAt + FASTEST_MS - clock.now();
        if (wait <= 0) ask();
        else if (!soon) askIn(wait);
        soon = wait > 0;
      }
    },
    look() {
      lookAtShape();
      lookAtPlace();
    },
    start() {
      on = true;
      lookAtShape();
      ask();
    },
    stop() {
      on = false;
      cancel?.();
      cancel = null;
    },
  };
}

/** Event numbers of what was asked for; null where the server does not have it. */
function selectEvents(connection: XConnection): { readonly cursor: number; readonly motion: number | null } {
  const { display, root, libraries } = connection;
  const { fixes, input, xlib } = libraries;
  const [event, other] = [new Int32Array(1), new Int32Array(1)];
  let cursor = -1;
  if (fixes.query(display, bytesOf(event), bytesOf(other)) !== 0) {
    cursor = (event[0] ?? 0) + CURSOR_NOTIFY;
    fixes.selectCursor(display, root, DISPLAY_CURSOR_NOTIFY);
  }
  const opcode = new Int32Array(1);
  const name = 'XInputExtension';
  if (
    input === null ||
    xlib.queryExtension(display, name, bytesOf(opcode), bytesOf(event), bytesOf(other)) === 0
  )
    return { cursor, motion: null };
  const [major, minor] = [Int32Array.of(2), Int32Array.of(1)];
  if (input.queryVersion(display, bytesOf(major), bytesOf(minor)) !== 0) return { cursor, motion: null };
  const mask = new Uint8Array(4);
  mask[RAW_MOTION >> 3] = 1 << (RAW_MOTION & 7);
  const refused = connection.attempt(
    () => void input.selectEvents(display, root, { deviceid: ALL_MASTER_DEVICES, mask_len: 4, mask }, 1),
  );
  return { cursor, motion: refused === null ? (opcode[0] ?? null) : null };
}

function isMotion(event: DataView, opcode: number): boolean {
  if (eventType(event) !== coreEvents.generic) return false;
  const generic = genericOf(event);
  return generic.opcode === opcode && generic.type === RAW_MOTION;
}

function readShape(connection: XConnection): PointerShape | null {
  const { fixes, libc, xlib } = connection.libraries;
  const image = fixes.cursorImage(connection.display);
  connection.waited();
  if (image === null) return null;
  const head = new Uint8Array(CURSOR_BYTES);
  libc.copy(head, image, CURSOR_BYTES);
  const { pixels, ...size } = cursorHead(dataView(head));
  const count = size.width * size.height;
  const longs = new Uint8Array(count <= MOST_PIXELS ? count * 8 : 0);
  if (longs.length > 0) libc.copy(longs, pixels, longs.length);
  xlib.free(image);
  return pointerShape({ ...size, pixels: dataView(longs) });
}

function readPlace(connection: XConnection, surface: XSurface): PointerPlace {
  const { display, libraries } = connection;
  const [x, y, other] = [new Int32Array(1), new Int32Array(1), new Uint8Array(8)];
  const same = libraries.xlib.queryPointer(
    display,
    surface.watched,
    other,
    other,
    other,
    other,
    bytesOf(x),
    bytesOf(y),
    other,
  );
  connection.waited();
  const place = { x: (x[0] ?? 0) - surface.corner.x, y: (y[0] ?? 0) - surface.corner.y };
  const { width, height } = surface.size;
  const inside = place.x >= 0 && place.y >= 0 && place.x < width && place.y < height;
  return { ...place, visible: same !== 0 && inside };
}

function bytesOf(numbers: Int32Array): Uint8Array {
  return new Uint8Array(numbers.buffer);
}
