/** Stands in every mail we send, above what was written before. */
export const REPLY_LINE = '-- Please write above this line --';

export interface CutText {
  readonly text: string;
  /** What was written before, as far as it could be told apart. */
  readonly quoted: string | null;
}

/** "On 22 Nov 2026, Kevin wrote:" in the languages of our people; may be broken over lines. */
const wrote = [
  /^(?:On|Am|Le|El|Il|Op|Em|Den|W dniu)\b[^\n]{4,200}(?:\n[^\n]{1,120}){0,2}(?:wrote|schrieb[^\n:]{0,80}|a écrit|escribió|ha scritto|schreef[^\n:]{0,80}|escreveu|skrev[^\n:]{0,80}|napisał[^\n:]{0,40})\s?:[ \t]*$/gmu,
];
/** The head of the mail before, as Outlook and others put it. */
const heads = [
  /^[ \t]*-{2,}[ \t]*(?:Original Message|Ursprüngliche Nachricht|Message d'origine|Mensaje original|Messaggio originale|Oorspronkelijk bericht|Forwarded message)[ \t]*-{2,}[ \t]*$/gimu,
  /^(?:_{20,}[ \t]*\n+)?\*{0,2}(?:From|Von|De|Da|Van):\*{0,2}[ \t][^\n]{1,300}\n(?:[^\n]{0,300}\n){0,3}?\*{0,2}(?:Sent|Gesendet|Envoyé|Enviado|Inviato|Verzonden|Date|Datum):\*{0,2}[ \t][^\n]{1,200}$/gmu,
];

/** Takes apart what is new and what was quoted. Never leaves nothing, and never cuts answers between quoted lines. */
export function cutQuoted(whole: string): CutText {
  const text = whole.replace(/\r\n?/gu, '\n');
  const cuts = [
    lineAt(text),
    ...heads.map((head) => firstOf(head, text)),
    ...wrote.map((head) => quotedFrom(head, text)),
    trailingQuote(text),
  ];
  const at = Math.min(...cuts.filter((cut) => cut !== -1));
  if (!Number.isFinite(at)) return { text: text.trim(), quoted: null };
  const fresh = text.slice(0, at).trim();
  return fresh === '' ? { text: text.trim(), quoted: null } : { text: fresh, quoted: text.slice(at).trim() };
}

/** Our own line, or the quote in which it stands. */
function lineAt(text: string): number {
  const at = text.indexOf(REPLY_LINE);
  return at === -1 ? -1 : text.lastIndexOf('\n', at) + 1;
}

function firstOf(head: RegExp, text: string): number {
  head.lastIndex = 0;
  return head.exec(text)?.index ?? -1;
}

/** The first such line after which there is nothing but quoted lines. */
function quotedFrom(head: RegExp, text: string): number {
  for (const found of text.matchAll(head)) {
    const after = text.slice(found.index + found[0].length);
    if (isQuoted(after)) return found.index;
  }
  return -1;
}

function isQuoted(text: string): boolean {
  return text.split('\n').every((line) => line.trim() === '' || line.startsWith('>'));
}

/** Quoted lines at the very end, without a line that says whose they are. */
function trailingQuote(text: string): number {
  const lines = text.split('\n');
  let first = lines.length;
  while (first > 0 && isQuoted(lines[first - 1] ?? '')) first -= 1;
  const rest = lines.slice(first);
  return rest.some((line) => line.startsWith('>')) ? lines.slice(0, first).join('\n').length : -1;
}
