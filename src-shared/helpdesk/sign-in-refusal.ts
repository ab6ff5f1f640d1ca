import { z } from 'zod';

/** Why a company's provider let somebody in and we do not. The page gets the code behind `#sign-in-refused=`. // HD-13 */
export const signInRefusals = {
  expired: 'This took too long, or was begun in another browser. Try again.',
  'refused-there': 'Your company’s sign-in page said no. Try again, or ask whoever runs it.',
  unreachable: 'Your company’s sign-in cannot be reached just now. Try again, or sign in another way.',
  'not-believed': 'What your company’s sign-in sent does not fit. Ask whoever runs this help desk.',
  unverified:
    'Your company’s sign-in has not verified your e-mail address, so it says nothing about who you are.',
  domain: 'Your e-mail address is not one of this organisation’s. Sign in with the one for work.',
  'not-invited': 'Nobody has invited you here. Ask an administrator of the help desk.',
  left: 'Your account here has been switched off. Ask an administrator of the help desk.',
} as const;
export type SignInRefusal = keyof typeof signInRefusals;
export const signInRefusalSchema = z.enum(Object.keys(signInRefusals) as [SignInRefusal, ...SignInRefusal[]]);
