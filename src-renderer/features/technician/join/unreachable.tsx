import { CircleAlert, Plug, RefreshCw, ServerOff } from 'lucide-react';
import { useEffect, useRef } from 'react';
import type { Join } from '../../../stores/technician-store.ts';
import { Button } from '../../../ui/button.tsx';
import { Card } from '../../../ui/card.tsx';
import { useTechnician, useTechnicianActions } from '../../../ui/app-context.tsx';
import { useWords } from '../../../words/i18n.ts';
import { leftText } from '../../../words/time.ts';
import { CopyDetails } from './copy-details.tsx';

interface Props {
  readonly join: Extract<Join, { state: 'failed' }>;
  readonly onOther: () => void;
}

/** The help server does not answer: what that means, when it is tried again, and what to give to IT. */
export function Unreachable({ join, onOther }: Props) {
  const { t } = useWords('desk');
  const actions = useTechnicianActions();
  const server = useTechnician((state) => state.info?.server ?? null);
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => heading.current?.focus(), []);
  return (
    <section className="t-unreachable">
      <div>
        <h1 ref={heading} tabIndex={-1} className="t-title">
          {t('unreachable.title')}
        </h1>
        <p className="t-lead">{t('unreachable.lead', { server: server ?? t('unreachable.noServer') })}</p>
        <div className="t-ways">
          <Button
            look="primary"
            size="card"
            icon={<RefreshCw size={16} aria-hidden="true" />}
            onClick={() => actions.tryNow()}
          >
            {t('unreachable.tryNow')}
          </Button>
          <CopyDetails error={join.error} attempts={join.attempt} />
          <Button look="quiet" size="card" onClick={onOther}>
            {t('unreachable.other')}
          </Button>
        </div>
        <KnownFacts join={join} server={server} />
        <p className="t-for-it">
          {t('unreachable.forIt', { code: join.error.code, category: join.error.category })}
        </p>
      </div>
      <aside className="t-aside">
        <Card className="t-aside-card">
          <h2>
            <Plug size={18} aria-hidden="true" /> {t('unreachable.goesOn')}
          </h2>
          <p>{t('unreachable.running')}</p>
          <p>{t('unreachable.codeKept')}</p>
        </Card>
        <Card className="t-aside-card">
          <h2>
            <CircleAlert size={18} aria-hidden="true" /> {t('unreachable.check')}
          </h2>
          <p>{t('unreachable.checkNetwork')}</p>
          <p>{t('unreachable.checkProxy')}</p>
          <p>{t('unreachable.checkServer')}</p>
        </Card>
      </aside>
    </section>
  );
}

function KnownFacts({ join, server }: { readonly join: Props['join']; readonly server: string | null }) {
  const { t } = useWords('desk');
  const runtime = useTechnician((state) =>
    state.info === null ? null : `${state.info.version}, ${state.info.runtime}`,
  );
  const rows = [
    [t('unreachable.server'), server],
    [t('unreachable.answer'), join.error.detail ?? t('unreachable.noAnswer')],
    [t('unreachable.tries'), t('unreachable.triesCount', { count: Math.max(1, join.attempt) })],
    [t('unreachable.app'), runtime],
  ] as const;
  return (
    <table className="t-table t-known">
      <thead>
        <tr>
          <th scope="col">{t('unreachable.step')}</th>
          <th scope="col">{t('unreachable.result')}</th>
        </tr>
      </thead>
      <tbody>
        {rows.map(([label, value]) => (
          <tr key={label}>
            <th scope="row">{label}</th>
            <td>{value ?? t('notKnown')}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

interface BannerProps {
  readonly retryAt: number | null;
  /** A try is under way. */
  readonly trying: boolean;
}

/** The strip at the top of the window while the server is away. */
export function UnreachableBanner({ retryAt, trying }: BannerProps) {
  const { t } = useWords('desk');
  const left = useTechnician((state) =>
    retryAt === null ? null : Math.max(0, Math.ceil((retryAt - state.now) / 1000)),
  );
  return (
    <div className="t-banner" role="alert">
      <ServerOff size={18} aria-hidden="true" />
      <b>{t('unreachable.banner')}</b>
      <span>{t('unreachable.bannerMeans')}</span>
      <span className="t-banner-end" aria-hidden="true">
        {trying
          ? t('unreachable.trying')
          : left === null
            ? null
            : t('unreachable.nextTry', { time: leftText(left * 1000) })}
      </span>
    </div>
  );
}
