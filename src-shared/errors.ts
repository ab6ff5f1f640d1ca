import { z } from 'zod';

/**
 * Every error that may reach a screen, by the area it comes from. The screens choose their words by code first and
 * by category where they have none for the code; `docs/protocol.md` lists who sends which.
 */
export const errorCodes = {
  // the broker's answers
  ROOM_UNKNOWN: { category: 'protocol', recovery: 'ask' }, // no such room
  ROOM_USED: { category: 'protocol', recovery: 'ask' }, // somebody has joined with this code already
  ROOM_EXPIRED: { category: 'protocol', recovery: 'ask' }, // the code ran out; told to both sides for a while (SG-4)
  SERVER_BUSY: { category: 'network', recovery: 'retry' }, // limits or occupancy reached
  SERVER_RATE: { category: 'network', recovery: 'retry' },
  SERVER_VERSION: { category: 'protocol', recovery: 'none' }, // the server speaks another protocol version
  SERVER_PROTOCOL: { category: 'bug', recovery: 'reconnect' }, // a frame it could not read
  SERVER_STOPPING: { category: 'network', recovery: 'retry' },
  // what the client sees of the network
  SERVER_UNREACHABLE: { category: 'network', recovery: 'retry' },
  PEER_LEFT: { category: 'network', recovery: 'ask' },
  PEER_UNREACHABLE: { category: 'network', recovery: 'retry' }, // no route for media: ICE failed
  PEER_VERSION: { category: 'protocol', recovery: 'none' },
  PEER_PROTOCOL: { category: 'protocol', recovery: 'none' }, // the other side broke a numbered rule
  // pairing
  CODE_MISTYPED: { category: 'protocol', recovery: 'ask' }, // check digit; never left the machine
  CODE_WRONG: { category: 'protocol', recovery: 'ask' }, // key confirmation failed: the code is burned
  CODE_PAUSED: { category: 'protocol', recovery: 'ask' }, // too many wrong codes
  PAIRING_TAMPERED: { category: 'protocol', recovery: 'none' }, // fingerprint, FIN or sequence does not fit
  PAIRING_TIMEOUT: { category: 'network', recovery: 'retry' },
  // session
  CONSENT_REFUSED: { category: 'permission', recovery: 'ask' },
  CONSENT_MISSING: { category: 'permission', recovery: 'ask' },
  CONSENT_COOLDOWN: { category: 'permission', recovery: 'ask' },
  SESSION_STATE: { category: 'bug', recovery: 'none' },
  SCREEN_UNAVAILABLE: { category: 'machine', recovery: 'ask' },
  SCREEN_DENIED: { category: 'permission', recovery: 'ask' },
  CAPTURE_UNAVAILABLE: { category: 'machine', recovery: 'none' }, // no native capture here: the video track is used
  CAPTURE_LOST: { category: 'machine', recovery: 'retry' }, // the capture process did not start, open or last: tried again later
  PICTURE_BROKEN: { category: 'protocol', recovery: 'retry' }, // a picture message broke a rule: asked for anew
  // machine
  COLLECTOR_FAILED: { category: 'machine', recovery: 'retry' },
  FILE_NOT_SAVED: { category: 'machine', recovery: 'retry' },
  SETTINGS_UNAVAILABLE: { category: 'machine', recovery: 'none' }, // the system has no such page, or would not open it
  IPC_REFUSED: { category: 'bug', recovery: 'none' },
  IPC_FAILED: { category: 'bug', recovery: 'none' },
} as const satisfies Record<string, { category: ErrorCategory; recovery: ErrorRecovery }>;

export type ErrorCategory = 'network' | 'permission' | 'protocol' | 'machine' | 'bug';
export type ErrorRecovery = 'retry' | 'reconnect' | 'ask' | 'none';
export type ErrorCode = keyof typeof errorCodes;

export interface AppError {
  readonly code: ErrorCode;
  readonly category: ErrorCategory;
  readonly recovery: ErrorRecovery;
  /** Technical detail in English for logs and "Technical detail" folds; never shown first, never a payload. */
  readonly detail?: string | undefined;
}

export const errorCodeSchema = z.enum(Object.keys(errorCodes) as [ErrorCode, ...ErrorCode[]]);

export const appErrorSchema = z.strictObject({
  code: errorCodeSchema,
  category: z.enum(['network', 'permission', 'protocol', 'machine', 'bug']),
  recovery: z.enum(['retry', 'reconnect', 'ask', 'none']),
  detail: z.string().max(2000).optional(),
});

/** Makes the error for a code; category and recovery come from the table above. */
export function appError(code: ErrorCode, detail?: string): AppError {
  const { category, recovery } = errorCodes[code];
  return detail === undefined ? { code, category, recovery } : { code, category, recovery, detail };
}
