import type { LinkLogLine } from '../../../stores/technician-store.ts';
import type { useWords } from '../../../words/i18n.ts';

type T = ReturnType<typeof useWords<'desk'>>['t'];

/** What the session writes down as codes; anything else it says is shown as it stands. */
const known = [
  'paired',
  'connecting',
  'link-up',
  'link-lost',
  'screen-on',
  'screen-off',
  'paused',
  'resumed',
  'ended',
] as const;
const ends = ['by-me', 'by-person', 'refused', 'link-lost', 'failed'] as const;

export function logWords(
  { what, detail }: LinkLogLine,
  t: T,
): { readonly what: string; readonly detail: string } {
  const event = known.find((one) => one === what);
  if (event === undefined) return { what, detail };
  const end = ends.find((one) => one === detail);
  const words = end === undefined ? detail || t(`log.event.${event}.means`) : t(`recent.end.${end}`);
  return { what: t(`log.event.${event}.what`), detail: words };
}
