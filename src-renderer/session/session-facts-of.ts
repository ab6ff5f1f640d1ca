import { compareSnapshots } from '../../src-shared/findings/comparison.ts';
import type { SessionFacts } from '../../src-shared/helpdesk/session-facts.ts';
import type { Desk, DeskEnd } from '../stores/technician-store.ts';
import { closedGrants } from './desk-grants.ts';

/** What the desk of an ended session knows, as a note tells it; null while it goes on. */
export function sessionFactsOf(desk: Desk, technician: SessionFacts['technician']): SessionFacts | null {
  const { ended, looks, chat } = desk;
  if (ended === null) return null;
  const [first, last] = [looks[0], looks.at(-1)];
  return {
    sessionId: desk.id,
    startedAt: desk.startedAt,
    endedAt: ended.at,
    endedBy: endedBy[ended.how],
    technician,
    route: desk.route,
    grants: closedGrants(desk.grants, ended.at),
    snapshot: desk.snapshot,
    judgement: desk.judgement,
    comparison:
      first === undefined || last === undefined || first === last ? null : compareSnapshots(first, last),
    chat: chat.flatMap(({ from, text, at, waiting }) =>
      from === 'note' || waiting === true
        ? []
        : [{ from: from === 'me' ? ('technician' as const) : ('person' as const), text, at }],
    ),
  };
}

const endedBy: Readonly<Record<DeskEnd, SessionFacts['endedBy']>> = {
  'by-me': 'technician',
  'by-person': 'person',
  refused: 'refused',
  'link-lost': 'link-lost',
  failed: 'failed',
};
