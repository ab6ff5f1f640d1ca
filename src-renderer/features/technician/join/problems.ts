import type { AppError, ErrorCode } from '../../../../src-shared/errors.ts';

/** What a failed join offers: another code, this code once more, a correction, or nothing but telling IT. */
export type Way = 'newCode' | 'again' | 'correct' | 'tell';

/** Codes that have words of their own in the catalogue; all others speak by their category. */
const ways = {
  CODE_MISTYPED: 'correct',
  CODE_WRONG: 'newCode',
  CODE_PAUSED: 'newCode',
  ROOM_USED: 'newCode',
  ROOM_EXPIRED: 'newCode',
  ROOM_UNKNOWN: 'newCode',
  PEER_LEFT: 'newCode',
  PAIRING_TIMEOUT: 'newCode',
  CONSENT_REFUSED: 'newCode',
  SERVER_BUSY: 'again',
  SERVER_RATE: 'again',
  SERVER_STOPPING: 'again',
  PEER_UNREACHABLE: 'newCode',
  SERVER_VERSION: 'tell',
  PEER_VERSION: 'tell',
  PAIRING_TAMPERED: 'tell',
} as const satisfies Partial<Record<ErrorCode, Way>>;
type Worded = keyof typeof ways;

function isWorded(code: ErrorCode): code is Worded {
  return code in ways;
}

export function wayOn({ code, recovery }: AppError): Way {
  if (isWorded(code)) return ways[code];
  if (recovery === 'retry' || recovery === 'reconnect') return 'again';
  return recovery === 'ask' ? 'newCode' : 'tell';
}

export type ProblemWords = `code.${Worded}` | `category.${AppError['category']}`;

export function problemWords({ code, category }: AppError): ProblemWords {
  return isWorded(code) ? `code.${code}` : `category.${category}`;
}

/** Somebody may be listening in: red, not amber, and no quick way to try again. */
export function isSerious({ code }: AppError): boolean {
  return code === 'PAIRING_TAMPERED';
}
