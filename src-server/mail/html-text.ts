import sanitizeHtml from 'sanitize-html';

/** What is left of a mail's HTML: text, and what gives it shape. No pictures: fetching one tells its sender who reads. */
const kept: sanitizeHtml.IOptions = {
  allowedTags: [
    'p',
    'div',
    'br',
    'hr',
    'b',
    'strong',
    'i',
    'em',
    'u',
    's',
    'a',
    'ul',
    'ol',
    'li',
    'blockquote',
    'pre',
    'code',
    'h1',
    'h2',
    'h3',
    'h4',
    'h5',
    'h6',
    'table',
    'thead',
    'tbody',
    'tr',
    'th',
    'td',
  ],
  allowedAttributes: { a: ['href', 'rel'] },
  allowedSchemes: ['http', 'https', 'mailto'],
  allowProtocolRelative: false,
  disallowedTagsMode: 'discard',
  nonTextTags: [
    'style',
    'script',
    'textarea',
    'option',
    'noscript',
    'title',
    'head',
    'svg',
    'math',
    'template',
    'object',
    'iframe',
  ],
  nestingLimit: 50,
  transformTags: { a: sanitizeHtml.simpleTransform('a', { rel: 'noopener noreferrer nofollow' }) },
};

/** A mail's HTML without anything that runs, loads or hides. */
export function safeHtml(html: string): string {
  return sanitizeHtml(html, kept);
}

/** Tags after which, and before which, text stands on a line of its own. */
const blocks = new Set([
  'p',
  'div',
  'hr',
  'ul',
  'ol',
  'li',
  'blockquote',
  'pre',
  'h1',
  'h2',
  'h3',
  'h4',
  'h5',
  'h6',
  'table',
  'thead',
  'tbody',
  'tr',
]);
/** Those that have an empty line around them. */
const apart = new Set(['p', 'blockquote', 'ul', 'ol', 'pre', 'table', 'h1', 'h2', 'h3', 'h4', 'h5', 'h6']);

/** The text of cleaned HTML: lines, list marks, quotes as ">", links as "words (address)". */
export function htmlText(clean: string): string {
  const page = new TextPage();
  for (const [, closing, tag = '', attributes = '', text] of clean.matchAll(
    /<(\/?)([a-z][a-z0-9]*)\b([^>]*)>|([^<]+)/giu,
  )) {
    if (text !== undefined) page.write(unescape(text));
    else if (closing === '/') page.close(tag.toLowerCase());
    else page.open(tag.toLowerCase(), unescape(/\bhref="([^"]*)"/u.exec(attributes)?.[1] ?? ''));
  }
  return page.text();
}

class TextPage {
  readonly #lines: string[] = [];
  readonly #links: { readonly at: number; readonly href: string }[] = [];
  #line = '';
  #quotes = 0;
  #pre = 0;

  write(text: string): void {
    if (this.#pre > 0) {
      const [first = '', ...more] = text.split('\n');
      this.#line += first;
      for (const line of more) {
        this.#end();
        this.#line = line;
      }
      return;
    }
    const flat = text.replace(/\s+/gu, ' ');
    this.#line += this.#line === '' || this.#line.endsWith(' ') ? flat.trimStart() : flat;
  }

  open(tag: string, href: string): void {
    if (tag === 'br') return this.#end();
    if (blocks.has(tag)) this.#block(tag);
    if (tag === 'blockquote') this.#quotes += 1;
    if (tag === 'pre') this.#pre += 1;
    if (tag === 'li') this.#line = '- ';
    if ((tag === 'td' || tag === 'th') && this.#line !== '') this.#line += ' | ';
    if (tag === 'a') this.#links.push({ at: this.#line.length, href });
  }

  close(tag: string): void {
    if (tag === 'a') return this.#closeLink();
    if (blocks.has(tag)) this.#block(tag);
    if (tag === 'blockquote') this.#quotes = Math.max(0, this.#quotes - 1);
    if (tag === 'pre') this.#pre = Math.max(0, this.#pre - 1);
  }

  text(): string {
    this.#end(true);
    while (/^[> ]*$/u.test(this.#lines.at(-1) ?? 'text')) this.#lines.pop();
    return this.#lines
      .join('\n')
      .replace(/(?:^> *\n){2,}/gmu, '>\n')
      .replace(/\n{3,}/gu, '\n\n')
      .trim();
  }

  #closeLink(): void {
    const link = this.#links.pop();
    if (link === undefined || link.href === '') return;
    const words = this.#line.slice(Math.min(link.at, this.#line.length)).trim();
    const address = link.href.replace(/^mailto:/iu, '');
    if (words !== address && words !== link.href) this.#line += words === '' ? address : ` (${address})`;
  }

  #block(tag: string): void {
    this.#end(true);
    if (apart.has(tag) && this.#lines.at(-1) !== this.#prefix() && this.#lines.length > 0)
      this.#lines.push(this.#prefix());
  }

  #prefix(): string {
    return '> '.repeat(Math.min(this.#quotes, 10)).trimEnd();
  }

  /** Ends the line; an empty one only stands where it was asked for. */
  #end(onlyIfText = false): void {
    const line = this.#line.trimEnd();
    if (line !== '' || !onlyIfText) this.#lines.push(`${this.#prefix()} ${line}`.trim());
    this.#line = '';
  }
}

function unescape(text: string): string {
  return text
    .replace(/&lt;/gu, '<')
    .replace(/&gt;/gu, '>')
    .replace(/&quot;/gu, '"')
    .replace(/&#39;|&#x27;/gu, "'")
    .replace(/&nbsp;/gu, ' ')
    .replace(/&amp;/gu, '&');
}
