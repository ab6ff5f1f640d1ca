import type { Params } from '../findings/finding.ts';
import { date, duration, percent, plural, roundPercent, roundSize, size } from './format.ts';

/** Formats that need a number; the text in `{jobs|plural:print is,prints are}` is the format's argument. */
const formats: Readonly<Record<string, (value: number, argument: string) => string>> = {
  size,
  roundSize,
  percent,
  roundPercent,
  duration,
  date,
  plural: (value, argument) => {
    const [one = '', other = ''] = argument.split(',');
    return plural(value, one, other);
  },
};

const placeholder = /\{(\w+)(?:\|(\w+)(?::([^}]*))?)?\}/g;

/** Fills `{name}` and `{name|format}`. What is not known is said so, never left as a brace. */
export function fill(template: string, params: Params): string {
  return template.replace(placeholder, (_, name: string, format?: string, argument?: string) => {
    const value = Object.hasOwn(params, name) ? params[name] : undefined;
    if (value === undefined) return 'not known';
    const apply = format === undefined ? undefined : formats[format];
    return apply && typeof value === 'number' ? apply(value, argument ?? '') : String(value);
  });
}

/** The parameters that a text needs, and the formats it uses; for tests. */
export function placeholdersOf(
  template: string,
): readonly { readonly name: string; readonly format?: string }[] {
  return [...template.matchAll(placeholder)].map(([, name = '', format]) =>
    format === undefined ? { name } : { name, format },
  );
}

export function isFormat(name: string): boolean {
  return name in formats;
}
