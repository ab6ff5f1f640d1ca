import type { FromCapture } from '../../src-shared/tiles/capture-messages.ts';
import { MAX_SIDE, type Size } from '../../src-shared/tiles/geometry.ts';
import { pictureModes, pictureReasons } from '../../src-shared/tiles/picture-mode.ts';
import { MAX_PICTURE_MESSAGE_BYTES } from '../../src-shared/tiles/wire.ts';

type Fields<T extends FromCapture['type']> = {
  readonly [K in keyof Extract<FromCapture, { type: T }>]?: unknown;
};

/**
 * What came from the capture process; null for what is no message of it. Checked by hand: hundreds come in a second,
 * they are large, and the sender is our own code.
 */
export function readFromCapture(raw: unknown): FromCapture | null {
  if (typeof raw !== 'object' || raw === null || !('type' in raw)) return null;
  switch (raw.type) {
    case 'send': {
      const { bytes }: Fields<'send'> = raw;
      return isPiece(bytes) ? { type: 'send', bytes } : null;
    }
    case 'mode': {
      const { mode, reason }: Fields<'mode'> = raw;
      const knownMode = pictureModes.find((one) => one === mode);
      const knownReason = pictureReasons.find((one) => one === reason);
      if (knownMode === undefined || knownReason === undefined) return null;
      return { type: 'mode', mode: knownMode, reason: knownReason };
    }
    case 'size': {
      const { size }: Fields<'size'> = raw;
      return isSize(size) ? { type: 'size', size: { width: size.width, height: size.height } } : null;
    }
    default:
      return null;
  }
}

function isPiece(bytes: unknown): bytes is Uint8Array {
  return bytes instanceof Uint8Array && bytes.length > 0 && bytes.length <= MAX_PICTURE_MESSAGE_BYTES;
}

function isSize(size: unknown): size is Size {
  if (typeof size !== 'object' || size === null) return false;
  const { width, height }: { width?: unknown; height?: unknown } = size;
  return isSide(width) && isSide(height);
}

function isSide(value: unknown): boolean {
  return typeof value === 'number' && Number.isInteger(value) && value >= 1 && value <= MAX_SIDE;
}
