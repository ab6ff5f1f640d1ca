import { appError } from '../errors.ts';
import { err, ok, type Result } from '../result.ts';
import { MAX_SIDE, type Rect, type Size } from './geometry.ts';
import { MAX_POINTER_SIDE, type PointerPlace, type PointerShape } from './frame-source.ts';
import { pictureModes, pictureReasons, type PictureMode, type PictureReason } from './picture-mode.ts';

/**
 * Messages of the picture channel (docs/protocol.md, section PX): binary, little endian, one a data channel message,
 * the kind first. Everything here may come from a hostile peer.
 */
export const PICTURE_PROTOCOL_VERSION = 1;
/** Longest message, bytes, either way. // PX-2 */
export const MAX_PICTURE_MESSAGE_BYTES = 200_000;

/** How often a viewer that is not answered says hello, ms. */
export const HELLO_EVERY_MS = 1_000;

export type HostPictureMessage =
  /** A picture of this size begins; all black until filled. */
  | { readonly type: 'begin'; readonly size: Size }
  /** One payload of the tile codec. `last`: the frame is complete and may be shown. */
  | { readonly type: 'tiles'; readonly seq: number; readonly last: boolean; readonly payload: Uint8Array }
  /** A lossy picture (JPEG) of an area. */
  | {
      readonly type: 'lossy';
      readonly seq: number;
      readonly last: boolean;
      readonly rect: Rect;
      readonly jpeg: Uint8Array;
    }
  | { readonly type: 'shape'; readonly shape: PointerShape }
  | { readonly type: 'place'; readonly place: PointerPlace }
  | { readonly type: 'mode'; readonly mode: PictureMode; readonly reason: PictureReason }
  /**
   * For the connection statistics, at most once a second: from fetching the pixels to the answer that they are drawn,
   * median of the last second, ms; and frames of that second.
   */
  | { readonly type: 'figures'; readonly ageMs: number; readonly framesPerSecond: number };

export type ViewerPictureMessage =
  /**
   * The viewer can draw; the host begins anew with a whole picture. Sent again after every restart of the viewer, and
   * every {@link HELLO_EVERY_MS} until `begin` or `mode` answers it: the first may come before the host reads. It may
   * also come long before the person says yes, so the host's window remembers it.
   */
  | { readonly type: 'hello'; readonly version: number }
  /** Everything up to `seq` has been drawn. */
  | { readonly type: 'ack'; readonly seq: number }
  /** The picture is broken here: begin anew. */
  | { readonly type: 'refresh' }
  /** Which of the two the viewer shows now: the host keeps the other going until then. */
  | { readonly type: 'shows'; readonly what: 'tiles' | 'video' };

const host = { begin: 1, tiles: 2, lossy: 3, shape: 4, place: 5, mode: 6, figures: 7 } as const;
const viewer = { hello: 1, ack: 2, refresh: 3, shows: 4 } as const;

/** Bytes of an `ack`; no viewer says anything longer. */
const ACK_BYTES = 5;
export const MAX_VIEWER_PICTURE_BYTES = ACK_BYTES;

/** Bytes before the payload of a `tiles` and of a `lossy` message. */
export const TILES_HEAD_BYTES = 6;
export const LOSSY_HEAD_BYTES = 14;

export function encodeHostPicture(message: HostPictureMessage): Uint8Array {
  switch (message.type) {
    case 'begin':
      return made(6, (view) => {
        view.setUint8(0, host.begin);
        view.setUint8(1, PICTURE_PROTOCOL_VERSION);
        view.setUint16(2, message.size.width, true);
        view.setUint16(4, message.size.height, true);
      });
    case 'tiles':
      return made(
        TILES_HEAD_BYTES,
        (view) => sequenced(view, host.tiles, message.last, message.seq),
        message.payload,
      );
    case 'lossy':
      return made(
        LOSSY_HEAD_BYTES,
        (view) => {
          sequenced(view, host.lossy, message.last, message.seq);
          const { x, y, width, height } = message.rect;
          [x, y, width, height].forEach((value, index) => view.setUint16(6 + index * 2, value, true));
        },
        message.jpeg,
      );
    case 'shape':
      return made(
        9,
        (view) => {
          const { width, height, hotX, hotY } = message.shape;
          view.setUint8(0, host.shape);
          [width, height, hotX, hotY].forEach((value, index) => view.setUint16(1 + index * 2, value, true));
        },
        message.shape.rgba,
      );
    case 'place':
      return made(6, (view) => {
        view.setUint8(0, host.place);
        view.setUint8(1, message.place.visible ? 1 : 0);
        view.setInt16(2, clampPlace(message.place.x), true);
        view.setInt16(4, clampPlace(message.place.y), true);
      });
    case 'mode':
      return Uint8Array.of(
        host.mode,
        pictureModes.indexOf(message.mode),
        pictureReasons.indexOf(message.reason),
      );
    case 'figures':
      return made(4, (view) => {
        view.setUint8(0, host.figures);
        view.setUint16(1, Math.max(0, Math.min(65_535, Math.round(message.ageMs))), true);
        view.setUint8(3, Math.max(0, Math.min(255, Math.round(message.framesPerSecond))));
      });
  }
}

/** PICTURE_BROKEN on whatever breaks a rule. The payloads inside are views of `bytes`. // PX-3 */
export function decodeHostPicture(bytes: Uint8Array): Result<HostPictureMessage> {
  if (bytes.length < 3 || bytes.length > MAX_PICTURE_MESSAGE_BYTES) return broken('length');
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  switch (view.getUint8(0)) {
    case host.begin:
      return decodeBegin(view);
    case host.tiles:
      if (bytes.length <= TILES_HEAD_BYTES) return broken('tiles without a payload');
      return ok({ type: 'tiles', ...readSequence(view), payload: bytes.subarray(TILES_HEAD_BYTES) });
    case host.lossy:
      return decodeLossy(view, bytes);
    case host.shape:
      return decodeShape(view, bytes);
    case host.place:
      if (bytes.length !== 6) return broken('place');
      return ok({
        type: 'place',
        place: {
          visible: view.getUint8(1) !== 0,
          x: view.getInt16(2, true),
          y: view.getInt16(4, true),
        },
      });
    case host.mode:
      return decodeMode(view, bytes);
    case host.figures:
      if (bytes.length !== 4) return broken('figures');
      return ok({ type: 'figures', ageMs: view.getUint16(1, true), framesPerSecond: view.getUint8(3) });
    default:
      return broken('kind');
  }
}

export function encodeViewerPicture(message: ViewerPictureMessage): Uint8Array {
  switch (message.type) {
    case 'hello':
      return Uint8Array.of(viewer.hello, message.version);
    case 'ack':
      return made(ACK_BYTES, (view) => {
        view.setUint8(0, viewer.ack);
        view.setUint32(1, message.seq, true);
      });
    case 'refresh':
      return Uint8Array.of(viewer.refresh);
    case 'shows':
      return Uint8Array.of(viewer.shows, message.what === 'video' ? 1 : 0);
  }
}

export function decodeViewerPicture(bytes: Uint8Array): Result<ViewerPictureMessage> {
  const [kind, second] = bytes;
  if (kind === viewer.hello && bytes.length === 2 && second !== undefined)
    return ok({ type: 'hello', version: second });
  if (kind === viewer.ack && bytes.length === ACK_BYTES)
    return ok({
      type: 'ack',
      seq: new DataView(bytes.buffer, bytes.byteOffset, ACK_BYTES).getUint32(1, true),
    });
  if (kind === viewer.refresh && bytes.length === 1) return ok({ type: 'refresh' });
  if (kind === viewer.shows && bytes.length === 2 && second !== undefined && second <= 1)
    return ok({ type: 'shows', what: second === 1 ? 'video' : 'tiles' });
  return broken('what the viewer says');
}

function decodeBegin(view: DataView): Result<HostPictureMessage> {
  if (view.byteLength !== 6) return broken('begin');
  if (view.getUint8(1) !== PICTURE_PROTOCOL_VERSION) return broken('version');
  const size = { width: view.getUint16(2, true), height: view.getUint16(4, true) };
  if (size.width < 1 || size.height < 1 || size.width > MAX_SIDE || size.height > MAX_SIDE)
    return broken('size');
  return ok({ type: 'begin', size });
}

function decodeLossy(view: DataView, bytes: Uint8Array): Result<HostPictureMessage> {
  if (bytes.length <= LOSSY_HEAD_BYTES) return broken('lossy without a picture');
  const [x = 0, y = 0, width = 0, height = 0] = [0, 1, 2, 3].map((i) => view.getUint16(6 + i * 2, true));
  if (width < 1 || height < 1 || x + width > MAX_SIDE || y + height > MAX_SIDE) return broken('lossy place');
  const jpeg = bytes.subarray(LOSSY_HEAD_BYTES);
  return ok({ type: 'lossy', ...readSequence(view), rect: { x, y, width, height }, jpeg });
}

function decodeShape(view: DataView, bytes: Uint8Array): Result<HostPictureMessage> {
  if (bytes.length < 9) return broken('shape');
  const [width = 0, height = 0, hotX = 0, hotY = 0] = [0, 1, 2, 3].map((i) =>
    view.getUint16(1 + i * 2, true),
  );
  if (width < 1 || height < 1 || width > MAX_POINTER_SIDE || height > MAX_POINTER_SIDE)
    return broken('shape size');
  if (hotX > width || hotY > height || bytes.length !== 9 + width * height * 4) return broken('shape');
  return ok({ type: 'shape', shape: { width, height, hotX, hotY, rgba: bytes.subarray(9) } });
}

function decodeMode(view: DataView, bytes: Uint8Array): Result<HostPictureMessage> {
  const mode = pictureModes[view.getUint8(1)];
  const reason = pictureReasons[view.getUint8(2)];
  if (bytes.length !== 3 || mode === undefined || reason === undefined) return broken('mode');
  return ok({ type: 'mode', mode, reason });
}

function made(headBytes: number, fill: (view: DataView) => void, body?: Uint8Array): Uint8Array {
  const bytes = new Uint8Array(headBytes + (body?.length ?? 0));
  fill(new DataView(bytes.buffer, 0, headBytes));
  if (body !== undefined) bytes.set(body, headBytes);
  return bytes;
}

function sequenced(view: DataView, kind: number, last: boolean, seq: number): void {
  view.setUint8(0, kind);
  view.setUint8(1, last ? 1 : 0);
  view.setUint32(2, seq, true);
}

function readSequence(view: DataView): { readonly seq: number; readonly last: boolean } {
  return { last: view.getUint8(1) !== 0, seq: view.getUint32(2, true) };
}

function clampPlace(value: number): number {
  return Math.max(-32_768, Math.min(32_767, Math.round(value)));
}

function broken(what: string): Result<never> {
  return err(appError('PICTURE_BROKEN', what));
}
