import { z } from 'zod';
import { errorCodeSchema } from '../errors.ts';

/**
 * Frames between a client and the broker (docs/protocol.md, section SG). JSON text frames on one WebSocket at
 * `/v1/signal`, subprotocol `alongside.1`. The broker reads the envelope only: `box` is opaque to it (SG-5).
 */
export const SIGNALLING_VERSION = 1;
export const SIGNALLING_PATH = '/v1/signal';
export const SIGNALLING_SUBPROTOCOL = 'alongside.1';

/** Longest relayed box, in characters of base64url: 48 KiB of bytes, so that the frame stays below 64 KiB. */
export const MAX_BOX_CHARS = 65_000;
export const MAX_FRAME_BYTES = 65_536;
/** A code lives this long, in ms, from the moment its room is opened. */
export const ROOM_TTL_MS = 600_000;

export const sidHalfSchema = z.string().regex(/^[0-9a-f]{32}$/); // 16 bytes, hex
export const roomSchema = z.string().regex(/^\d{4}$/);
/** Names the meeting place of two ends that share a resume key; derived from it, so the broker learns nothing. */
export const rendezvousSchema = z.string().regex(/^[0-9a-f]{32}$/);
export const sealedKindSchema = z.enum(['m1', 'm2', 'm3', 'm4', 's', 'fail']);
export type SealedKind = z.infer<typeof sealedKindSchema>;
export const boxSchema = z
  .string()
  .regex(/^[A-Za-z0-9_-]*$/)
  .max(MAX_BOX_CHARS);

export const iceServerSchema = z.strictObject({
  urls: z.array(z.string().max(300)).min(1).max(6),
  username: z.string().max(300).optional(),
  credential: z.string().max(300).optional(),
});
export type IceServer = z.infer<typeof iceServerSchema>;

/** What a client may send. */
export const clientFrameSchema = z.discriminatedUnion('type', [
  /** Host: open a room. Answer: `room.opened`. One live room per socket (SG-2). */
  z.strictObject({ type: z.literal('room.open'), v: z.number().int(), sidHost: sidHalfSchema }),
  /** Technician: join by room number. Answer: `room.joined` or `error`. One join per room, ever (SG-3). */
  z.strictObject({ type: z.literal('room.join'), v: z.number().int(), room: roomSchema }),
  /** Either end after a lost link: meet again under a name both derived from the resume key (SG-7). */
  z.strictObject({
    type: z.literal('room.resume'),
    v: z.number().int(),
    rendezvous: rendezvousSchema,
    role: z.enum(['host', 'technician']),
    sidHost: sidHalfSchema.optional(), // the host's only
  }),
  /** To the other socket of the room, unread. */
  z.strictObject({ type: z.literal('relay'), kind: sealedKindSchema, box: boxSchema }),
  /** ICE servers with short-lived credentials; given only after `m4` has passed in this room (SG-6). */
  z.strictObject({ type: z.literal('ice.request') }),
  /** Leave and close the room; the other end gets `peer.left`. */
  z.strictObject({ type: z.literal('room.close') }),
]);
export type ClientFrame = z.infer<typeof clientFrameSchema>;

/** Errors a broker may tell. What only the two apps can know (a wrong code, a refusal) it cannot claim. */
const brokerErrorSchema = errorCodeSchema.extract([
  'ROOM_UNKNOWN',
  'ROOM_USED',
  'ROOM_EXPIRED',
  'SERVER_BUSY',
  'SERVER_RATE',
  'SERVER_VERSION',
  'SERVER_PROTOCOL',
  'SERVER_STOPPING',
  'PEER_LEFT',
]);
export type BrokerError = z.infer<typeof brokerErrorSchema>;

/** What the broker may send. */
export const serverFrameSchema = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('hello'), v: z.number().int(), server: z.string().max(60) }),
  z.strictObject({ type: z.literal('room.opened'), room: roomSchema, ttlMs: z.number().int().positive() }),
  z.strictObject({ type: z.literal('room.joined'), sidHost: sidHalfSchema }),
  /** To the host: somebody has joined; to a resuming end: the other is here. `transport` is how the broker sees it. */
  z.strictObject({
    type: z.literal('peer.joined'),
    sidHost: sidHalfSchema.optional(),
    origin: z.enum(['app', 'web']),
  }),
  z.strictObject({ type: z.literal('relay'), kind: sealedKindSchema, box: boxSchema }),
  z.strictObject({
    type: z.literal('ice.servers'),
    servers: z.array(iceServerSchema).max(8),
    ttlMs: z.number().int(),
  }),
  z.strictObject({ type: z.literal('peer.left') }),
  z.strictObject({ type: z.literal('room.expired') }),
  z.strictObject({
    type: z.literal('error'),
    code: brokerErrorSchema,
    /** Milliseconds to wait before a retry makes sense. */
    retryAfterMs: z.number().int().nonnegative().optional(),
  }),
]);
export type ServerFrame = z.infer<typeof serverFrameSchema>;
