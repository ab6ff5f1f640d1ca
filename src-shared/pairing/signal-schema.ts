import { z } from 'zod';

/** Longest SDP, in characters; SDP is ASCII (SD-2). */
export const MAX_SDP_CHARS = 65_536;
/** Longest candidate line, in characters (SD-5). */
export const MAX_CANDIDATE_CHARS = 1_024;

/**
 * What simple-peer 9.11.1 emits and takes, and nothing besides: it would act on every key it finds, and on several
 * at once (SD-1). `transceiverRequest` is missing on purpose: it lets the other side add media (SD-6).
 */
export const peerSignalSchema = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('offer'), sdp: z.string().min(1).max(MAX_SDP_CHARS) }),
  z.strictObject({ type: z.literal('answer'), sdp: z.string().min(1).max(MAX_SDP_CHARS) }),
  z.strictObject({
    type: z.literal('candidate'),
    candidate: z.strictObject({
      candidate: z.string().max(MAX_CANDIDATE_CHARS),
      sdpMLineIndex: z.number().int().min(0).max(5).nullable(),
      sdpMid: z.string().max(16).nullable(),
      usernameFragment: z.string().max(256).nullable().optional(),
    }),
  }),
  z.strictObject({ type: z.literal('renegotiate'), renegotiate: z.literal(true) }),
]);
export type PeerSignal = z.infer<typeof peerSignalSchema>;
