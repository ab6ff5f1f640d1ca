import './join.css';
import { useState } from 'react';
import type { Around } from '../around.ts';
import type { Join } from '../../../stores/technician-store.ts';
import { useTechnician, useTechnicianActions } from '../../../ui/app-context.tsx';
import { useWords } from '../../../words/i18n.ts';
import { WebNote } from '../desk/web-note.tsx';
import { JoinForm } from './join-form.tsx';
import { Rail, RailTools } from './rail.tsx';
import { KeptNotes } from '../note/kept-notes.tsx';
import { RecentSessions } from './recent-sessions.tsx';
import { Unreachable, UnreachableBanner } from './unreachable.tsx';

/** The technician's first screen: type the code, see who the person will see, look back at this window's sessions. */
export function JoinScreen({ web, around }: { readonly web: boolean; readonly around: Around }) {
  const { t } = useWords('desk');
  const actions = useTechnicianActions();
  const join = useTechnician((state) => state.join);
  const [digits, setDigits] = useState('');
  const unreachable = useUnreachable(join);
  return (
    <div className="t-join">
      {around.rail ?? <Rail signIn={around.signIn} />}
      <main className="t-join-main" aria-label={t('join.title')}>
        {unreachable === null ? null : (
          <UnreachableBanner trying={join.state === 'working'} retryAt={unreachable.retryAt} />
        )}
        {web ? <WebNote /> : null}
        <div className="t-join-scroll">
          {around.rail === undefined ? null : <RailTools />}
          {unreachable === null ? (
            <JoinForm digits={digits} onDigits={setDigits} />
          ) : (
            <Unreachable join={unreachable} onOther={() => actions.cancelJoin()} />
          )}
          <KeptNotes />
          <RecentSessions />
        </div>
      </main>
    </div>
  );
}

type Failed = Extract<Join, { state: 'failed' }>;

/** The last failure to reach the server; kept while it is tried again, so that the screen does not flicker. */
function useUnreachable(join: Join): Failed | null {
  const [last, setLast] = useState<Failed | null>(null);
  const next = stillUnreachable(join, last);
  if (next !== last) setLast(next);
  return next;
}

function stillUnreachable(join: Join, last: Failed | null): Failed | null {
  if (join.state === 'failed') return join.error.code === 'SERVER_UNREACHABLE' ? join : null;
  return join.state === 'working' && join.step === 'server' ? last : null;
}
