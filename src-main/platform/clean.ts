import { MAX_NAME, MAX_TEXT } from '../../src-shared/diagnostics/field-types.ts';

/**
 * Makes values of a system fit the snapshot's schema. Everything a system prints can be chosen by somebody (names of
 * networks, drives, programs), so it is cut and freed of control characters before it goes anywhere.
 */

const unprintable = /[\u0000-\u001f\u007f-\u009f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff\ufffd]+/gu;

/** A short name, or null for nothing and for words that mean nothing. */
export function nameOf(value: unknown): string | null {
  return textOf(value, MAX_NAME);
}

/** A sentence or a path. */
export function longTextOf(value: unknown): string | null {
  return textOf(value, MAX_TEXT);
}

/** A line of this app's own words in which something of the machine may stand, such as a reason. */
export function lineOf(text: string, max: number): string {
  return text
    .replace(/\p{Surrogate}/gu, '')
    .replace(unprintable, ' ')
    .slice(0, max)
    .replace(/\p{Surrogate}$/u, '');
}

/** Number within the limits, else null; `NaN`, "" and text are null. */
export function figureOf(value: unknown, min: number, max: number): number | null {
  const figure = typeof value === 'string' && value.trim() !== '' ? Number(value) : value;
  return typeof figure === 'number' && figure >= min && figure <= max ? figure : null;
}

/** Whole number from 0 on, else null. */
export function countOf(value: unknown): number | null {
  const figure = figureOf(value, 0, Number.MAX_SAFE_INTEGER);
  return figure === null ? null : Math.round(figure);
}

/** A moment in epoch ms, else null. */
export function timeOf(value: unknown): number | null {
  const time = figureOf(value, 0, 8.64e15);
  return time === null ? null : Math.round(time);
}

/** Like countOf, for sources that write 0 where they mean "not known". */
export function positiveOf(value: unknown): number | null {
  const count = countOf(value);
  return count === 0 ? null : count;
}

/** 0 to 100 with one decimal place; slightly more from rounding becomes 100. */
export function percentOf(value: unknown): number | null {
  const figure = figureOf(value, -0.5, 1e6);
  return figure === null ? null : Math.round(Math.min(100, Math.max(0, figure)) * 10) / 10;
}

export function flagOf(value: unknown): boolean | null {
  return typeof value === 'boolean' ? value : null;
}

function textOf(value: unknown, max: number): string | null {
  if (typeof value !== 'string' && typeof value !== 'number') return null;
  const text = String(value)
    .replace(/\p{Surrogate}/gu, '')
    .replace(unprintable, ' ')
    .replace(/ {2,}/g, ' ')
    .trim();
  if (
    /^(?:|unknown|none|n\/a|null|undefined|to be filled by o\.e\.m\.?|default string|not specified|system serial number)$/i.test(
      text,
    )
  )
    return null;
  return text.length <= max ? text : cutAtWord(text, max);
}

// Half a name could hold half a secret that redaction then does not know; so the cut goes back to the last gap.
function cutAtWord(text: string, max: number): string | null {
  const head = text.slice(0, max);
  const gap = head.search(/[^\p{L}\p{M}\p{N}][\p{L}\p{M}\p{N}]*$/u);
  return gap > 0 ? head.slice(0, gap).trim() || null : null;
}
