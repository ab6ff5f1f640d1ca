import './end.css';
import {
  Download,
  Eye,
  Flag,
  ListChecks,
  MessageSquare,
  UserRoundX,
  Wrench,
  type LucideIcon,
} from 'lucide-react';
import { useEffect, useState, type ReactNode } from 'react';
import type { HostSession } from '../../../src-shared/session/host-session.ts';
import { useHost, useHostActions } from '../../ui/app-context.tsx';
import { Button } from '../../ui/button.tsx';
import { Card } from '../../ui/card.tsx';
import { useAnnounce } from '../../ui/live-region.tsx';
import { dayTime, spanText } from '../../words/time.ts';
import { useWords } from '../../words/i18n.ts';
import { ChangesCard } from './changes-card.tsx';
import { startPlace, type Go } from './choose-screen.ts';
import { DetailFold } from './detail-fold.tsx';
import { seenOf, type Seen } from './end-facts.ts';
import { EventList } from './event-list.tsx';
import { HostFrame } from './frame.tsx';
import { SavedNote } from './saved-note.tsx';
import { useTechnicianName } from './use-technician.ts';
import { WrongDialog } from './wrong-dialog.tsx';

/** It is over: nobody can see anything, and this is what happened. */
export function EndScreen({ go }: { readonly go: Go }) {
  const session = useHost((state) => state.session);
  return session === null ? null : <Ended session={session} go={go} />;
}

function Ended({ session, go }: { readonly session: HostSession; readonly go: Go }) {
  const { t } = useWords('host');
  const announce = useAnnounce();
  const title = useEndTitle(session);
  useEffect(() => announce(title, 'assertive'), [announce, title]);
  return (
    <HostFrame title={title} lede={<Times session={session} />} footer={<Footer go={go} />}>
      <ChangesCard />
      <div className="host-end">
        <SawCard session={session} />
        <Card className="host-end-card">
          <h2 className="host-h2">{t('end.happened')}</h2>
          <EventList events={session.events} />
        </Card>
      </div>
      <FeltWrong />
      {session.error === null ? null : (
        <DetailFold title={t('end.detail')}>
          {session.error.code}. {session.error.detail}
        </DetailFold>
      )}
    </HostFrame>
  );
}

const titles = {
  'stopped-by-person': 'end.byPerson',
  'stopped-by-key': 'end.byKey',
  'window-closed': 'end.byWindow',
  refused: 'end.refused',
  'left-by-technician': 'end.left',
  'link-lost': 'end.linkLost',
  expired: 'end.expired',
  failed: 'end.failed',
} as const;

function useEndTitle({ endReason }: HostSession): string {
  const { t } = useWords('host');
  const name = useTechnicianName();
  return t(titles[endReason ?? 'failed'], { name });
}

function Times({ session: { pairedAt, endedAt, endReason } }: { readonly session: HostSession }): ReactNode {
  const { t } = useWords('host');
  const name = useTechnicianName();
  const by =
    endReason === 'left-by-technician'
      ? t('end.endedByThem', { name })
      : endReason === 'link-lost' || endReason === 'expired' || endReason === 'failed'
        ? t('end.endedByApp')
        : t('end.endedByYou');
  if (pairedAt === null || endedAt === null) return by;
  const times = t('end.times', {
    from: dayTime(pairedAt),
    to: dayTime(endedAt),
    span: spanText(endedAt - pairedAt),
  });
  return `${times} ${by}`;
}

function SawCard({ session }: { readonly session: HostSession }) {
  const { t } = useWords('host');
  const name = useTechnicianName();
  const messages = useHost((state) => state.chat.filter(({ from }) => from !== 'note').length);
  const seen = seenOf(session);
  const screens = seen.screens.map(({ what, ms }) =>
    t('end.screenSaw', { what: what === '' ? t('end.screen') : what, span: spanText(ms) }),
  );
  return (
    <Card className="host-end-card">
      <h2 className="host-h2">{t('end.saw', { name })}</h2>
      <ul>
        <Fact icon={Eye} title={t('end.screen')}>
          {screens.length === 0 ? t('end.screenNever') : screens.join('. ')}
        </Fact>
        <Fact icon={ListChecks} title={t('end.findings')}>
          <FindingsFact seen={seen} />
        </Fact>
        <Fact icon={MessageSquare} title={t('end.chat')}>
          {messages === 0 ? t('end.chatNone') : t('end.chatCount', { count: messages })}
        </Fact>
        <Fact icon={Wrench} title={t('end.changed')}>
          {t('end.changedNothing', { name })}
        </Fact>
        <Fact icon={UserRoundX} title={t('end.who')}>
          {t('end.whoText', { name })}
        </Fact>
      </ul>
    </Card>
  );
}

function FindingsFact({ seen }: { readonly seen: Seen }): ReactNode {
  const { t } = useWords('host');
  if (seen.findingsSentAt !== null) return t('end.findingsSent', { time: dayTime(seen.findingsSentAt) });
  return seen.findingsAllowed ? t('end.findingsAllowed') : t('end.findingsNever');
}

interface FactProps {
  readonly icon: LucideIcon;
  readonly title: string;
  readonly children: ReactNode;
}

function Fact({ icon: Icon, title, children }: FactProps) {
  return (
    <li>
      <Icon size={20} aria-hidden="true" />
      <div>
        <h3>{title}</h3>
        <p>{children}</p>
      </div>
    </li>
  );
}

function FeltWrong() {
  const { t } = useWords('host');
  const [open, setOpen] = useState(false);
  return (
    <p className="host-end-wrong">
      <Button
        look="quiet"
        size="card"
        icon={<Flag size={20} aria-hidden="true" />}
        onClick={() => setOpen(true)}
      >
        {t('end.wrong')}
      </Button>
      <WrongDialog open={open} onClose={() => setOpen(false)} />
    </p>
  );
}

function Footer({ go }: { readonly go: Go }) {
  const { t } = useWords('host');
  const { saveReceipt, reset } = useHostActions();
  const done = () => {
    reset();
    go(startPlace);
  };
  return (
    <>
      <Button
        look="quiet"
        edge="start"
        icon={<Download size={20} aria-hidden="true" />}
        onClick={saveReceipt}
      >
        {t('end.save')}
      </Button>
      <span className="host-footer-end">
        <SavedNote />
        <Button look="primary" onClick={done}>
          {t('end.done')}
        </Button>
      </span>
    </>
  );
}
