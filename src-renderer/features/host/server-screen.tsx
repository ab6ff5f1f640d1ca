import './server.css';
import { CircleArrowUp, Clock, FileText, Phone, RefreshCw, Router, type LucideIcon } from 'lucide-react';
import type { AppError } from '../../../src-shared/errors.ts';
import type { Invite } from '../../stores/host-store.ts';
import { useHost, useHostActions } from '../../ui/app-context.tsx';
import { Button } from '../../ui/button.tsx';
import { Spinner } from '../../ui/spinner.tsx';
import { leftText } from '../../words/time.ts';
import { useWords } from '../../words/i18n.ts';
import type { Go } from './choose-screen.ts';
import { DetailFold } from './detail-fold.tsx';
import { BackButton, HostFrame } from './frame.tsx';
import { SavedNote } from './saved-note.tsx';
import { networkFacts } from './server-facts.ts';
import { ServerLadder } from './server-ladder.tsx';

/** Why there is no code, and when the next try is; null where trying again by ourselves is no use. */
interface Unreachable {
  readonly error: AppError;
  readonly retryAt: number | null;
  readonly attempt: number;
}

function unreachable(invite: Invite): Unreachable | null {
  if (invite.state === 'unreachable') return invite;
  return invite.state === 'closed' ? { error: invite.error, retryAt: null, attempt: 1 } : null;
}

export type ServerTrouble = 'noAnswer' | 'offline' | 'busy' | 'version';

export function serverTrouble(
  { error }: Pick<Unreachable, 'error'>,
  connected: boolean | null,
  wayOut: boolean | null,
): ServerTrouble {
  if (error.code === 'SERVER_VERSION') return 'version';
  if (error.code === 'SERVER_BUSY' || error.code === 'SERVER_RATE') return 'busy';
  return connected === false || wayOut === false ? 'offline' : 'noAnswer';
}

/** No code, because of the server: how far we get, what to do, and when we try again. */
export function ServerScreen({ go }: { readonly go: Go }) {
  const { t } = useWords('host');
  const invite = unreachable(useHost((state) => state.invite));
  const snapshot = useHost((state) => state.diagnosis.snapshot);
  const server = useHost((state) => state.info?.server ?? '');
  const { cancelInvite } = useHostActions();
  if (invite === null) return null;
  const facts = networkFacts(snapshot);
  const trouble = serverTrouble(invite, facts.connected, facts.wayOut);
  const { title, lede } = headWords[trouble];
  const back = () => {
    cancelInvite();
    go({ step: 'findings' });
  };
  return (
    <HostFrame step={3} title={t(title)} lede={t(lede)} footer={<Footer invite={invite} onBack={back} />}>
      <ServerLadder facts={facts} trouble={trouble} />
      <Advice trouble={trouble} />
      <DetailFold title={t('server.detail')}>
        {t('server.detailText', { code: invite.error.code, server, detail: invite.error.detail ?? '' })}
      </DetailFold>
    </HostFrame>
  );
}

const headWords = {
  noAnswer: { title: 'server.title', lede: 'server.lede' },
  offline: { title: 'server.offlineTitle', lede: 'server.offlineLede' },
  busy: { title: 'server.busyTitle', lede: 'server.busyLede' },
  version: { title: 'server.versionTitle', lede: 'server.versionLede' },
} as const;

const callWords = {
  noAnswer: 'server.callNoAnswer',
  offline: 'server.callOffline',
  busy: 'server.callBusy',
  version: 'server.callVersion',
} as const;

function Advice({ trouble }: { readonly trouble: ServerTrouble }) {
  const { t } = useWords('host');
  const first: Readonly<Record<ServerTrouble, readonly [LucideIcon, string]>> = {
    noAnswer: [Clock, t('server.wait')],
    busy: [Clock, t('server.wait')],
    offline: [Router, t('server.network2')],
    version: [CircleArrowUp, t('server.update')],
  };
  const [Icon, text] = first[trouble];
  return (
    <section className="host-server-advice">
      <h2 className="host-h2">{t('server.whatNow')}</h2>
      <ul className="host-list">
        <li>
          <Icon size={22} aria-hidden="true" />
          {text}
        </li>
        <li>
          <Phone size={22} aria-hidden="true" />
          {t('server.call', { words: t(callWords[trouble]) })}
        </li>
        <li>
          <FileText size={22} aria-hidden="true" />
          {t('server.saveText')}
        </li>
      </ul>
    </section>
  );
}

function Footer({ invite, onBack }: { readonly invite: Unreachable; readonly onBack: () => void }) {
  const { t } = useWords('host');
  const { openInvite, saveReport } = useHostActions();
  return (
    <>
      {invite.retryAt === null ? (
        <BackButton onClick={onBack} />
      ) : (
        <NextTry invite={invite} onBack={onBack} />
      )}
      <span className="host-footer-end">
        <SavedNote />
        <Button onClick={() => saveReport('html')}>{t('server.save')}</Button>
        <Button look="primary" icon={<RefreshCw size={20} aria-hidden="true" />} onClick={openInvite}>
          {t('server.tryNow')}
        </Button>
      </span>
    </>
  );
}

function NextTry({ invite, onBack }: { readonly invite: Unreachable; readonly onBack: () => void }) {
  const { t } = useWords('host');
  const left = useHost(({ now }) => Math.max(0, (invite.retryAt ?? now) - now));
  return (
    <span className="host-next-try">
      <BackButton onClick={onBack} />
      <Spinner size={20} />
      <span>
        {left === 0 ? t('server.tryingNow') : t('server.tryingIn', { left: leftText(left) })}
        {invite.attempt > 1 ? ` (${t('server.tries', { count: invite.attempt - 1 })})` : null}
      </span>
    </span>
  );
}
