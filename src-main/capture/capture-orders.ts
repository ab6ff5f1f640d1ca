import { z } from 'zod';
import type { CaptureOrder, ToCapture } from '../../src-shared/tiles/capture-messages.ts';
import { MAX_SIDE } from '../../src-shared/tiles/geometry.ts';
import { MAX_PICTURE_MESSAGE_BYTES } from '../../src-shared/tiles/wire.ts';

const place = z.number().int().min(-65_536).max(65_536);
const side = z.number().int().min(1).max(MAX_SIDE);
const rect = z.strictObject({ x: place, y: place, width: side, height: side });
/** More masks than anybody draws; each costs a little in every grab. */
const masks = z.array(rect).max(64);

const target = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('x11-display'), rect }),
  // X's identifiers have 29 bits
  z.strictObject({ kind: z.literal('x11-window'), window: z.number().int().min(1).max(0x1fff_ffff) }),
  z.strictObject({ kind: z.literal('dxgi-display'), rect }),
]);

/** What main may order. */
export const captureOrderSchema: z.ZodType<CaptureOrder> = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('open'), target, masks }),
  z.strictObject({ type: z.literal('viewer') }),
  z.strictObject({ type: z.literal('target'), target }),
  z.strictObject({ type: z.literal('masks'), masks }),
  z.strictObject({ type: z.literal('ping') }),
]);

type Fields<T extends ToCapture['type']> = {
  readonly [K in keyof Extract<ToCapture, { type: T }>]?: unknown;
};

/**
 * What came from a window; null for what is no message of it. Checked by hand: an answer comes for every frame. What
 * the viewer said is inside as bytes, and is decoded by whoever takes it.
 */
export function readToCapture(raw: unknown): ToCapture | null {
  if (typeof raw !== 'object' || raw === null || !('type' in raw)) return null;
  switch (raw.type) {
    case 'heard': {
      const { bytes }: Fields<'heard'> = raw;
      const sound = bytes instanceof Uint8Array && bytes.length <= MAX_PICTURE_MESSAGE_BYTES;
      return sound ? { type: 'heard', bytes } : null;
    }
    case 'video':
    case 'flows': {
      const { on }: Fields<'video' | 'flows'> = raw;
      return typeof on === 'boolean' ? { type: raw.type, on } : null;
    }
    default:
      return null;
  }
}
