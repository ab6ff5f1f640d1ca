import { z } from 'zod';
import { appError } from '../errors.ts';
import { err, ok, type Result } from '../result.ts';
import { areaSchemas, type AreaDataOf } from './area-schemas.ts';
import type { AreaId } from './area.ts';
import { printable } from './field-types.ts';
import { probeResultSchema, type ProbeResult } from './probe-result.ts';
import { withheldSchema } from './withheld.ts';

/**
 * Snapshot v2: what was learnt about a machine at one time. Raw inside the host's main process only; whatever
 * leaves it is `Redacted<Snapshot>` (redaction/redact-snapshot.ts).
 */
export const areasSchema = z.strictObject({
  system: probeResultSchema(areaSchemas.system).optional(),
  firmware: probeResultSchema(areaSchemas.firmware).optional(),
  os: probeResultSchema(areaSchemas.os).optional(),
  uptime: probeResultSchema(areaSchemas.uptime).optional(),
  time: probeResultSchema(areaSchemas.time).optional(),
  cpu: probeResultSchema(areaSchemas.cpu).optional(),
  load: probeResultSchema(areaSchemas.load).optional(),
  thermal: probeResultSchema(areaSchemas.thermal).optional(),
  memory: probeResultSchema(areaSchemas.memory).optional(),
  memoryHealth: probeResultSchema(areaSchemas.memoryHealth).optional(),
  volumes: probeResultSchema(areaSchemas.volumes).optional(),
  disks: probeResultSchema(areaSchemas.disks).optional(),
  diskActivity: probeResultSchema(areaSchemas.diskActivity).optional(),
  pools: probeResultSchema(areaSchemas.pools).optional(),
  backup: probeResultSchema(areaSchemas.backup).optional(),
  graphics: probeResultSchema(areaSchemas.graphics).optional(),
  displays: probeResultSchema(areaSchemas.displays).optional(),
  network: probeResultSchema(areaSchemas.network).optional(),
  route: probeResultSchema(areaSchemas.route).optional(),
  wifi: probeResultSchema(areaSchemas.wifi).optional(),
  connectivity: probeResultSchema(areaSchemas.connectivity).optional(),
  battery: probeResultSchema(areaSchemas.battery).optional(),
  power: probeResultSchema(areaSchemas.power).optional(),
  processes: probeResultSchema(areaSchemas.processes).optional(),
  listening: probeResultSchema(areaSchemas.listening).optional(),
  protection: probeResultSchema(areaSchemas.protection).optional(),
  encryption: probeResultSchema(areaSchemas.encryption).optional(),
  certificates: probeResultSchema(areaSchemas.certificates).optional(),
  printers: probeResultSchema(areaSchemas.printers).optional(),
  usb: probeResultSchema(areaSchemas.usb).optional(),
  audio: probeResultSchema(areaSchemas.audio).optional(),
  bluetooth: probeResultSchema(areaSchemas.bluetooth).optional(),
  cameras: probeResultSchema(areaSchemas.cameras).optional(),
  media: probeResultSchema(areaSchemas.media).optional(),
  services: probeResultSchema(areaSchemas.services).optional(),
  startup: probeResultSchema(areaSchemas.startup).optional(),
  updates: probeResultSchema(areaSchemas.updates).optional(),
  crashes: probeResultSchema(areaSchemas.crashes).optional(),
  events: probeResultSchema(areaSchemas.events).optional(),
  boot: probeResultSchema(areaSchemas.boot).optional(),
  users: probeResultSchema(areaSchemas.users).optional(),
  software: probeResultSchema(areaSchemas.software).optional(),
} satisfies Record<AreaId, z.ZodType>);

/** A snapshot without its areas: the head of `diag.done`. */
export const snapshotHeadSchema = z.strictObject({
  schema: z.literal(2),
  /** Epoch ms at which the collection began, by the clock of the machine described. */
  takenAt: z.number().min(0).max(8.64e15),
  /** Milliseconds until the last area had answered; so far, while it runs. */
  tookMs: z.number().min(0).max(1e9),
  app: z.strictObject({
    version: z.string().max(40).regex(printable),
    runtime: z.string().max(60).regex(printable),
  }),
  platform: z.enum(['linux', 'win32', 'darwin', 'other']),
  /** How many fields of which area the person left out; version 1 named them. */
  withheld: z.array(withheldSchema).max(200),
});
export const snapshotSchema = z.strictObject({ ...snapshotHeadSchema.shape, areas: areasSchema });

export type SnapshotHead = z.infer<typeof snapshotHeadSchema>;
export type Snapshot = z.infer<typeof snapshotSchema>;
export type Platform = Snapshot['platform'];
export type AreaResult<A extends AreaId = AreaId> = ProbeResult<AreaDataOf[A]>;

/** The snapshot, or PEER_PROTOCOL with the path of the first thing wrong; never a value from inside. */
export function decodeSnapshot(value: unknown): Result<Snapshot> {
  const parsed = snapshotSchema.safeParse(value);
  return parsed.success ? ok(parsed.data) : err(notDecoded('snapshot', parsed.error));
}

export function decodeSnapshotHead(value: unknown): Result<SnapshotHead> {
  const parsed = snapshotHeadSchema.safeParse(value);
  return parsed.success ? ok(parsed.data) : err(notDecoded('snapshot head', parsed.error));
}

/** A snapshot in which nothing has answered yet. */
export function emptySnapshot(head: Omit<SnapshotHead, 'schema' | 'tookMs' | 'withheld'>): Snapshot {
  return { schema: 2, tookMs: 0, withheld: [], ...head, areas: {} };
}

/** The snapshot with one more area. `result` is decoded here, so it may come straight from a wire. */
export function mergePart(snapshot: Snapshot, area: AreaId, result: unknown): Result<Snapshot> {
  const parsed = areasSchema.safeParse({ [area]: result });
  if (!parsed.success) return err(notDecoded('snapshot part', parsed.error));
  return ok({ ...snapshot, areas: { ...snapshot.areas, ...parsed.data } });
}

/** Joins a head that came last with the areas that came before it. */
export function withHead(snapshot: Snapshot, head: SnapshotHead): Snapshot {
  return { ...head, areas: snapshot.areas };
}

/** The data of an area where its probe answered, else undefined. */
export function areaData<A extends AreaId>(snapshot: Snapshot, area: A): AreaDataOf[A] | undefined {
  const result: AreaResult<AreaId> | undefined = snapshot.areas[area];
  // The strict schema ties the data to its key; TypeScript loses that tie over a generic key.
  return result?.status === 'ok' ? (result.data as AreaDataOf[A]) : undefined;
}

function notDecoded(what: string, error: z.ZodError) {
  const issue = error.issues[0];
  return appError(
    'PEER_PROTOCOL',
    `${what}: ${issue?.path.map(String).join('.') ?? ''} ${issue?.code ?? ''}`,
  );
}
