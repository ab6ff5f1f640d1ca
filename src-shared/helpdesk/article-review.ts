import type { Article } from './article.ts';

/** How readers answered "Did this help?" about the version that is shown now. */
export interface Helped {
  readonly yes: number;
  readonly no: number;
}

/** Why somebody should read an article again. */
export type ReviewReason = 'day-has-come' | 'does-not-help';

/** Fewer answers than this say nothing. */
export const LEAST_ANSWERS = 5;
/** From this share of "yes" on an article is fine as it is. */
export const GOOD_SHARE = 0.5;

/** `today` as "2027-05-31". Drafts and archived articles wait for nobody. */
export function reviewReasons(
  { state, reviewOn }: Pick<Article, 'state' | 'reviewOn'>,
  { yes, no }: Helped,
  today: string,
): readonly ReviewReason[] {
  if (state !== 'published') return [];
  const answers = yes + no;
  const reasons: ReviewReason[] = [];
  if (answers >= LEAST_ANSWERS && yes / answers < GOOD_SHARE) reasons.push('does-not-help');
  if (reviewOn !== null && reviewOn <= today) reasons.push('day-has-come'); // days in this form sort as text
  return reasons;
}
