import { z } from 'zod';
import { areaIdSchema } from '../diagnostics/area.ts';
import { vitalsSampleSchema } from '../diagnostics/vitals.ts';
import { appErrorSchema } from '../errors.ts';
import { netQuestionsSchema, netRoundSchema } from '../network/net-tests.ts';
import { capabilitySchema } from '../session/capability.ts';

/**
 * Messages between the two apps, on the control channel (or the bulk channel where a message says so), after DTLS.
 * docs/protocol.md, section PM. Everything the other side sends is hostile until decoded here.
 */
export const PEER_PROTOCOL_VERSION = 1;
/** Longest message after reassembly, in bytes (PM-3). */
export const MAX_PEER_MESSAGE_BYTES = 1_048_576;
export const MAX_CHAT_CHARS = 2_000;

/** Longest piece of a measured load, in characters. */
export const MAX_LOAD_CHARS = 65_536;
const loadNumber = z.number().int().min(0).max(100_000);
const requestId = z.string().regex(/^[A-Za-z0-9_-]{1,32}$/);
const hex32 = z.string().regex(/^[0-9a-f]{64}$/);

/** A simple-peer signal object, already through the SDP gate's schema; see pairing/sdp-gate.ts. */
const signalPayload = z.record(z.string(), z.unknown());

/** A capability as the technician sees it: how long is left, not when it ends, since the two clocks differ. */
export const capabilityViewSchema = z.strictObject({
  state: z.enum(['off', 'granted', 'held']),
  leftMs: z.number().nonnegative(),
  leaseMs: z.number().nonnegative(),
  /** Of a display; a window's title stays with its person (PV-7). */
  what: z.string().max(120).optional(),
  scope: z.enum(['display', 'window']).optional(),
});
export type CapabilityView = z.infer<typeof capabilityViewSchema>;

const shared = [
  /** First message each way; nothing else is read before both verify (PM-1). */
  z.strictObject({ type: z.literal('fin'), v: z.number().int(), mac: z.string().regex(/^[0-9a-f]{128}$/) }),
  /** Renegotiation and ICE restart of the media peer, and the whole set-up of the bulk peer (PM-5). */
  z.strictObject({ type: z.literal('peer.signal'), peer: z.enum(['media', 'bulk']), signal: signalPayload }),
  z.strictObject({ type: z.literal('chat.say'), id: requestId, text: z.string().min(1).max(MAX_CHAT_CHARS) }),
  /** The speed of the session, measured with data of no meaning; each piece is answered. // PM-12 */
  z.strictObject({ type: z.literal('net.load'), n: loadNumber, data: z.string().max(MAX_LOAD_CHARS) }),
  z.strictObject({ type: z.literal('net.loaded'), n: loadNumber }),
  z.strictObject({ type: z.literal('link.ping'), n: z.number().int().nonnegative() }),
  z.strictObject({ type: z.literal('link.pong'), n: z.number().int().nonnegative() }),
  z.strictObject({ type: z.literal('session.bye'), reason: z.enum(['ended', 'refused', 'error']) }),
] as const;

/** What the technician may send to the host. */
export const technicianMessageSchema = z.discriminatedUnion('type', [
  ...shared,
  /** Ask for the diagnosis; answered when (and only if) the person allows it. */
  z.strictObject({ type: z.literal('diag.request'), id: requestId, fresh: z.boolean() }),
  z.strictObject({ type: z.literal('vitals.watch'), everyMs: z.number().int().min(1000).max(60_000) }),
  z.strictObject({ type: z.literal('vitals.stop') }),
  /** Asks the person for a capability again, e.g. after they took it back. */
  z.strictObject({ type: z.literal('capability.ask'), capability: capabilitySchema }),
  /** Asks the person for tests of the network; nothing runs before they say yes. // PM-12 */
  z.strictObject({ type: z.literal('net.ask'), id: requestId, questions: netQuestionsSchema }),
  z.strictObject({ type: z.literal('net.stop') }),
  /** The picture's first frame is on the technician's screen (for the measured times only). */
  z.strictObject({ type: z.literal('screen.seen') }),
]);
export type TechnicianMessage = z.infer<typeof technicianMessageSchema>;

/** What the host may send to the technician. */
export const hostMessageSchema = z.discriminatedUnion('type', [
  ...shared,
  /** On every change of state; the desk mirrors it. */
  z.strictObject({
    type: z.literal('session.state'),
    paused: z.boolean(),
    waiting: z.boolean(), // the person has not let the technician in yet
    cooldownMs: z.number().nonnegative(),
    findings: capabilityViewSchema,
    screen: capabilityViewSchema,
  }),
  z.strictObject({ type: z.literal('session.refused'), capability: capabilitySchema }),
  /** The snapshot without its areas, first: which system it is decides what the areas mean (PM-8). */
  z.strictObject({ type: z.literal('diag.begin'), id: requestId, head: z.unknown() }),
  /** One area of the redacted snapshot, as soon as its probe has answered. Bulk channel when it is open. */
  z.strictObject({ type: z.literal('diag.part'), id: requestId, area: areaIdSchema, result: z.unknown() }),
  /** All areas are sent. `digest` is SHA-256 (hex) of the canonical JSON the person previewed. */
  z.strictObject({
    type: z.literal('diag.done'),
    id: requestId,
    head: z.unknown(), // the snapshot without its areas, decoded by the snapshot schema
    digest: hex32,
  }),
  z.strictObject({ type: z.literal('diag.failed'), id: requestId, error: appErrorSchema }),
  z.strictObject({ type: z.literal('vitals.sample'), sample: vitalsSampleSchema }),
  /** The technician may now send loads for so long, to measure the other way. // PM-12 */
  z.strictObject({ type: z.literal('net.pull'), ms: z.number().int().min(500).max(5000) }),
  /** How far a round of network tests has come, on every change. // PM-12 */
  z.strictObject({ type: z.literal('net.state'), round: netRoundSchema }),
  z.strictObject({
    type: z.literal('screen.state'),
    on: z.boolean(),
    what: z.string().max(120).optional(),
    width: z.number().int().positive().max(16_384).optional(),
    height: z.number().int().positive().max(16_384).optional(),
  }),
]);
export type HostMessage = z.infer<typeof hostMessageSchema>;
