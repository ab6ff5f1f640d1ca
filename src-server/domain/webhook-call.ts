/** One signed call. It holds ids and states, never names or words of people: the receiver asks for those with a token. // HD-22 */
export interface WebhookCall {
  readonly url: string;
  readonly secret: string;
  /** The same for each try of the same thing, so that the receiver tells a second try from a second event. */
  readonly delivery: string;
  readonly timestampS: number;
  readonly body: string;
}

/** `final`: no later try can go better. */
export type WebhookOutcome =
  | { readonly type: 'taken'; readonly status: number }
  | { readonly type: 'failed'; readonly final: boolean; readonly reason: string };

export type SendWebhook = (call: WebhookCall, signal: AbortSignal) => Promise<WebhookOutcome>;

/** After so many tries, about three days, a person has to look. */
export const MOST_ATTEMPTS = 14;
const FIRST_PAUSE_MS = 15_000;
const LONGEST_PAUSE_MS = 8 * 3_600_000;

/** How long until the next try, in ms: twice as long each time, between half and all of it so that not all come at once. */
export function pauseAfter(attempts: number, chance: number): number {
  const whole = Math.min(LONGEST_PAUSE_MS, FIRST_PAUSE_MS * 2 ** Math.max(0, attempts - 1));
  return Math.round(whole * (0.5 + chance / 2));
}
