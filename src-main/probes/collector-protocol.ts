import { z } from 'zod';
import { areaIdSchema } from '../../src-shared/diagnostics/area.ts';
import { probeResultSchema } from '../../src-shared/diagnostics/probe-result.ts';
import { vitalsSampleSchema } from '../../src-shared/diagnostics/vitals.ts';
import { netTargetSchema } from '../../src-shared/network/net-host.ts';
import { networkSetupSchema } from '../../src-shared/network/network-targets.ts';
import { networkTestIdSchema } from '../../src-shared/network/network-test-id.ts';

/** What main may ask of the collector, and what the collector may say. Both sides decode: they are two processes. */
export const collectorRequestSchema = z.discriminatedUnion('type', [
  z.strictObject({
    type: z.literal('collect'),
    id: z.number().int(),
    areas: z.array(areaIdSchema).max(64),
    appBuiltAt: z.number().nullable(),
    /** After a hang: one probe at a time, so that the one at fault is known by name. */
    oneByOne: z.boolean(),
    /** Whom the network tests may ask; nobody when it is left out. */
    network: networkSetupSchema.optional(),
  }),
  /** One test of the network, to the end or to `nettest.stop`. */
  z.strictObject({
    type: z.literal('nettest.start'),
    id: z.number().int(),
    test: networkTestIdSchema,
    target: netTargetSchema.nullable(),
    network: networkSetupSchema,
  }),
  z.strictObject({ type: z.literal('nettest.stop'), id: z.number().int() }),
  z.strictObject({ type: z.literal('vitals.start'), everyMs: z.number().int().min(200).max(60_000) }),
  z.strictObject({ type: z.literal('vitals.stop') }),
  z.strictObject({ type: z.literal('shutdown') }),
]);
export type CollectorRequest = z.infer<typeof collectorRequestSchema>;

export const collectorMessageSchema = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('ready') }),
  /** A probe begins: if the process hangs after this, this is where. */
  z.strictObject({ type: z.literal('looking'), id: z.number().int(), area: areaIdSchema }),
  /** `result` is decoded with the area's own schema (mergePart). */
  z.strictObject({ type: z.literal('part'), id: z.number().int(), area: areaIdSchema, result: z.unknown() }),
  z.strictObject({ type: z.literal('done'), id: z.number().int() }),
  z.strictObject({ type: z.literal('vitals'), sample: vitalsSampleSchema }),
  z.strictObject({
    type: z.literal('nettest.progress'),
    id: z.number().int(),
    share: z.number().min(0).max(1),
  }),
  /** `result` is decoded with the test's own schema (mergeTest). */
  z.strictObject({
    type: z.literal('nettest.done'),
    id: z.number().int(),
    result: probeResultSchema(z.unknown()),
  }),
]);
export type CollectorMessage = z.infer<typeof collectorMessageSchema>;
