import { ROOM_TTL_MS } from '../../src-shared/protocol/signalling.ts';

/** Rooms have four digits. */
export const ROOM_NUMBERS = 10_000;
/** Above this share of taken numbers a guessed number would too often be somebody's (SG-2). */
export const MAX_OCCUPANCY = 0.4;

export interface RoomLimits {
  /** Codes that wait at one time. */
  readonly maxCodes: number;
  /** Life of a code nobody has used, in ms. */
  readonly codeTtlMs: number;
  /** How long a used or expired number is remembered, in ms. */
  readonly tombstoneMs: number;
  /** How long one end waits for the other at a rendezvous, in ms. */
  readonly meetingTtlMs: number;
  /** A joined room without a frame for this long is closed, in ms. */
  readonly idleMs: number;
  readonly maxFrames: number;
  /** Sum of box lengths, in characters. */
  readonly maxChars: number;
}

export const defaultRoomLimits: RoomLimits = {
  maxCodes: 2_000,
  codeTtlMs: ROOM_TTL_MS,
  tombstoneMs: 600_000,
  meetingTtlMs: 300_000,
  idleMs: 8 * 3_600_000,
  maxFrames: 500,
  maxChars: 1_048_576,
};
