import { z } from 'zod';

/** Why a connected help desk did not do what it was asked; `outbox.ts` decides by it whether to try again. */
export const connectorTroubleKinds = [
  'auth', // who we are was refused: token, key, password
  'permission', // known, but not allowed
  'validation', // a value was refused; `field` names it where the system says which
  'not_found', // the ticket, queue or form is not there
  'conflict', // somebody else changed it meanwhile
  'rate_limited', // too many calls; `retryAfterMs` says when again
  'too_large', // more than the system takes, or an answer larger than we read
  'transient', // network, time-out, an error on its side: may work later
  'outcome_unknown', // the answer was lost and the system cannot be asked: a person has to look
] as const;
export type ConnectorTroubleKind = (typeof connectorTroubleKinds)[number];

export const connectorTroubleSchema = z.strictObject({
  kind: z.enum(connectorTroubleKinds),
  /** What the system said, shortened, in its own language; for administrators. */
  detail: z.string().max(500),
  field: z.string().max(200).optional(),
  retryAfterMs: z.number().int().min(0).optional(),
  /** Whether it may have been done all the same: the answer was lost, or came half way. */
  mayHaveHappened: z.boolean(),
});
export type ConnectorTrouble = z.infer<typeof connectorTroubleSchema>;

const MAX_DETAIL = 500;

/** Trouble that surely changed nothing over there. */
export function trouble(
  kind: ConnectorTroubleKind,
  detail: string,
  more: Pick<ConnectorTrouble, 'field' | 'retryAfterMs'> = {},
): ConnectorTrouble {
  return { kind, detail: plain(detail), mayHaveHappened: false, ...more };
}

/** Trouble after which the work may or may not have been done. */
export function uncertainTrouble(detail: string): ConnectorTrouble {
  return { kind: 'transient', detail: plain(detail), mayHaveHappened: true };
}

/** One line, without control characters, no longer than the schema takes. */
function plain(text: string): string {
  return text
    .replaceAll(/[\p{Cc}\p{Cs}]+/gu, ' ')
    .trim()
    .slice(0, MAX_DETAIL);
}
