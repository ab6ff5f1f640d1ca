declare const safe: unique symbol;

/** Markup made by {@link html} or {@link raw}; everything else is text and gets escaped. */
export interface Html {
  readonly [safe]: true;
  readonly markup: string;
}

export type Part = Html | string | number | readonly Part[] | null | false;

/** Markup written in this folder, never anything that came from a machine or a person. */
export function raw(markup: string): Html {
  return { markup } as Html;
}

/** Markup with holes: what is put in is escaped unless it was made by `html` itself. */
export function html(parts: TemplateStringsArray, ...holes: readonly Part[]): Html {
  return raw(parts.map((part, i) => part + (i < holes.length ? write(holes[i] ?? null) : '')).join(''));
}

function write(part: Part): string {
  if (part === null || part === false) return '';
  if (typeof part === 'string' || typeof part === 'number') return escapeHtml(String(part));
  return isHtml(part) ? part.markup : part.map(write).join('');
}

function isHtml(part: Html | readonly Part[]): part is Html {
  return 'markup' in part;
}

const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
  '`': '&#96;',
};

/** Safe as text and inside quoted attributes; drops what no font shows and direction marks that turn a line around. */
export function escapeHtml(text: string): string {
  return text
    .replace(/[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff]/gu, '')
    .replace(/[&<>"'`]/g, (sign) => entities[sign] ?? '');
}
