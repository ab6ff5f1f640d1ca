import { z } from 'zod';

/**
 * Who the technician says they are. Names come from the sealed M3 message; until certificates exist nobody vouches
 * for them, so `trust` is "not-verified" for everyone and every screen says so.
 */
export const technicianSchema = z.strictObject({
  name: z.string().min(1).max(60),
  trust: z.literal('not-verified'),
  client: z.enum(['app', 'web']),
  version: z.string().max(30),
});
export type Technician = z.infer<typeof technicianSchema>;
