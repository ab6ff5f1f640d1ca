import { z } from 'zod';

/** Every refusal of the server's interface, with the status it travels with. */
export const apiErrors = {
  SIGN_IN: 401, // nobody is signed in, or the login has run out
  NOT_ALLOWED: 403, // signed in, but this role may not
  NOT_FOUND: 404, // there is none, or not in this organisation: the answer is the same // HD-2
  CONFLICT: 409, // somebody else was quicker; `current` has what is there now
  TOO_LARGE: 413,
  INVALID: 422, // `fields` says what is wrong with which
  TOO_MANY: 429,
  SERVER_FAILED: 500,
  UNREACHABLE: 503, // said by the client: no answer came
} as const;
export type ApiErrorCode = keyof typeof apiErrors;

export const apiErrorSchema = z.strictObject({
  error: z.enum(Object.keys(apiErrors) as [ApiErrorCode, ...ApiErrorCode[]]),
  /** One sentence in English that says what to do; for people it is chosen by the code and the field. */
  message: z.string().max(1_000),
  fields: z.record(z.string(), z.string()).optional(),
  /** With CONFLICT: the thing as it is now, as its own route would answer it. */
  current: z.unknown().optional(),
  /** With SIGN_IN: whoever asks is signed in, and only has to prove once more that it is them. // HD-9 */
  stepUp: z.literal(true).optional(),
  retryAfterS: z.number().int().min(0).optional(),
});
export type ApiError = z.infer<typeof apiErrorSchema>;

export function apiError(error: ApiErrorCode, message: string, more: Partial<ApiError> = {}): ApiError {
  return { error, message, ...more };
}
