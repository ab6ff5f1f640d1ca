import './join.css';
import { useState } from 'react';
import { useTechnician, useTechnicianActions } from '../../../ui/app-context.tsx';
import { useWords } from '../../../words/i18n.ts';
import { WebNote } from '../desk/web-note.tsx';
import { JoinForm } from './join-form.tsx';
import { Rail } from './rail.tsx';
import { RecentSessions } from './recent-sessions.tsx';
import { Unreachable, UnreachableBanner } from './unreachable.tsx';

/** The technician's first screen: type the code, see who the person will see, look back at this window's sessions. */
export function JoinScreen({ web }: { readonly web: boolean }) {
  const { t } = useWords('desk');
  const actions = useTechnicianActions();
  const join = useTechnician((state) => state.join);
  const [digits, setDigits] = useState('');
  const unreachable = join.state === 'failed' && join.error.code === 'SERVER_UNREACHABLE' ? join : null;
  return (
    <div className="t-join">
      <Rail />
      <main className="t-join-main" aria-label={t('join.title')}>
        {unreachable === null ? null : <UnreachableBanner retryAt={unreachable.retryAt} />}
        {web ? <WebNote /> : null}
        <div className="t-join-scroll">
          {unreachable === null ? (
            <JoinForm digits={digits} onDigits={setDigits} />
          ) : (
            <Unreachable join={unreachable} onOther={() => actions.cancelJoin()} />
          )}
          <RecentSessions />
        </div>
      </main>
    </div>
  );
}
