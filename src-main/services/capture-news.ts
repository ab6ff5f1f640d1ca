import { z } from 'zod';
import { appErrorSchema } from '../../src-shared/errors.ts';
import type { CaptureNews } from '../../src-shared/tiles/capture-messages.ts';
import { MAX_SIDE } from '../../src-shared/tiles/geometry.ts';

const side = z.number().int().min(1).max(MAX_SIDE);

/** What the capture process tells main. It handles no one's bytes but the screen's, and is decoded all the same. */
export const captureNewsSchema: z.ZodType<CaptureNews> = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('ready') }),
  z.strictObject({ type: z.literal('pong') }),
  z.strictObject({ type: z.literal('opened'), size: z.strictObject({ width: side, height: side }) }),
  z.strictObject({ type: z.literal('unavailable'), error: appErrorSchema }),
  z.strictObject({ type: z.literal('ended'), error: appErrorSchema }),
]);
