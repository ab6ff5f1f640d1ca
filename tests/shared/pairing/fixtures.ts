import { readFileSync } from 'node:fs';
import { z } from 'zod';

const hex = z.string().regex(/^([0-9A-F]{2})+$/);

/** The published CPace vectors; where they come from stands in the file. */
export const cpaceVectors = read(
  'cpace-vectors.json',
  z.object({
    vector: z.object({
      PRS: hex,
      CI: hex,
      sid: hex,
      g: hex,
      ya: hex,
      ADa: hex,
      Ya: hex,
      yb: hex,
      ADb: hex,
      Yb: hex,
      K: hex,
      ISK_IR: hex,
    }),
    points: z.object({
      Valid: z.object({ s: hex, X: hex, 'G.scalar_mult_vfy(s,X)': hex }),
      'Invalid Y1': hex,
      'Invalid Y2': hex,
    }),
  }),
);

/** Descriptions a real browser wrote. */
export const chromiumSdp = read(
  'sdp-chromium-156.json',
  z.object({
    offerFingerprint: z.string(),
    answerFingerprint: z.string(),
    offer: z.string(),
    answer: z.string(),
    gathered: z.string(),
    restartOffer: z.string(),
    restartAnswer: z.string(),
    candidates: z.array(z.string()),
  }),
);

function read<T>(name: string, schema: z.ZodType<T>): T {
  return schema.parse(JSON.parse(readFileSync(new URL(`../../fixtures/${name}`, import.meta.url), 'utf8')));
}
