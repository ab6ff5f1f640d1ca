import { pictureReasons } from '../../../../src-shared/tiles/picture-mode.ts';
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
  'picture-exact',
  'picture-mixed',
  'picture-video',
  'ended',
] as const;
const ends = ['by-me', 'by-person', 'refused', 'link-lost', 'failed'] as const;

export function logWords(
  { what, detail }: LinkLogLine,
  t: T,
): { readonly what: string; readonly detail: string } {
  const event = known.find((one) => one === what);
  if (event === undefined) return { what, detail };
  return {
    what: t(`log.event.${event}.what`),
    detail: detailWords(detail, t) ?? t(`log.event.${event}.means`),
  };
}

function detailWords(detail: string, t: T): string | null {
  const end = ends.find((one) => one === detail);
  if (end !== undefined) return t(`recent.end.${end}`);
  const reason = pictureReasons.find((one) => one === detail);
  return reason === undefined ? detail || null : t(`way.reason.${reason}`);
}
