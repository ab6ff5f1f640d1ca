import type { AreaId } from './area.ts';

/** One line of the facts: "Memory: 7.9 GB, 81 % used". */
export interface Fact {
  readonly label: string;
  readonly value: string;
  /** The field it mainly rests on (diagnostics/fields.ts). */
  readonly path: string;
}

/** What is known of one area, ready to be read; empty facts come with a reason. */
export interface FactGroup {
  readonly area: AreaId;
  readonly title: string;
  readonly status: 'ok' | 'unavailable' | 'denied' | 'failed';
  readonly reason?: string;
  readonly source: string;
  /** Epoch ms on the host's clock. */
  readonly at: number;
  /** How much earlier than the look itself it was asked, ms: an answer kept from before. Null for one of this look. */
  readonly earlierMs: number | null;
  readonly facts: readonly Fact[];
}

/** A fact, or nothing where there is no value. */
export function fact(
  label: string,
  path: string,
  ...parts: readonly (string | null | undefined | false)[]
): readonly Fact[] {
  const value = parts.filter((part) => typeof part === 'string' && part !== '').join(', ');
  return value === '' ? [] : [{ label, value, path }];
}

/** Words side by side: maker and model without saying the maker twice. */
export function joined(...words: readonly (string | null | undefined)[]): string {
  const kept: string[] = [];
  for (const word of words) {
    if (!word) continue;
    if (!kept.some((other) => other.toLowerCase().includes(word.toLowerCase()))) kept.push(word);
  }
  const [first, second] = kept;
  if (first !== undefined && second?.toLowerCase().startsWith(first.toLowerCase())) kept.shift();
  return kept.join(' ');
}
