import './screens.css';
import { Eye, Info, MonitorOff, RefreshCw, TriangleAlert } from 'lucide-react';
import { useEffect, useState } from 'react';
import type { ScreenSource } from '../../../src-shared/bridge/contract.ts';
import type { AppError } from '../../../src-shared/errors.ts';
import { useHost, useHostActions } from '../../ui/app-context.tsx';
import { Badge } from '../../ui/badge.tsx';
import { Button } from '../../ui/button.tsx';
import { Card } from '../../ui/card.tsx';
import { Skeleton } from '../../ui/spinner.tsx';
import { useWords } from '../../words/i18n.ts';
import type { Go } from './choose-screen.ts';
import { BackButton, HostFrame } from './frame.tsx';
import { ScreenTiles } from './screen-tiles.tsx';
import { useTechnicianName } from './use-technician.ts';

/** One window or one whole screen. Windows come first, because one is enough for most problems. */
export function ScreensScreen({ go }: { readonly go: Go }) {
  const { t } = useWords('host');
  const name = useTechnicianName();
  const sources = useHost((state) => state.screens);
  const [key, setKey] = useState<string | null>(null);
  const { loadScreens } = useHostActions();
  useEffect(() => {
    loadScreens();
  }, [loadScreens]);
  const chosen = sources?.find((source) => source.key === key) ?? null;
  return (
    <HostFrame
      step={4}
      title={t('screens.title', { name })}
      lede={t('screens.lede')}
      footer={
        <>
          <BackButton onClick={() => go({ panel: 'none' })} />
          <ShowButton chosen={chosen} go={go} />
        </>
      }
    >
      <Trouble />
      <Sources sources={sources} chosen={key} onChoose={setKey} />
    </HostFrame>
  );
}

function ShowButton({ chosen, go }: { readonly chosen: ScreenSource | null; readonly go: Go }) {
  const { t } = useWords('host');
  const [opening, setOpening] = useState(false);
  const { grantScreen } = useHostActions();
  const show = async (key: string) => {
    setOpening(true);
    const shown = await grantScreen(key);
    setOpening(false);
    if (shown) go({ panel: 'none', wentOn: true });
  };
  const label = chosen?.kind === 'display' ? t('screens.showDisplay') : t('screens.showWindow');
  return (
    <span className="host-footer-end">
      <span className="host-footer-note">{t('screens.length')}</span>
      <Button
        look="primary"
        disabled={chosen === null || opening}
        icon={chosen === null ? null : <Eye size={22} aria-hidden="true" />}
        onClick={() => (chosen === null ? undefined : void show(chosen.key))}
      >
        {opening ? t('screens.opening') : chosen === null ? t('screens.chooseFirst') : label}
      </Button>
    </span>
  );
}

function Trouble() {
  const { t } = useWords('host');
  const error = useHost((state) => state.screensError);
  const listed = useHost((state) => (state.screens?.length ?? 0) > 0);
  const { loadScreens } = useHostActions();
  if (error === null) return null;
  return (
    <Card tone="amber" className="host-banner host-screens-trouble" role="alert">
      <TriangleAlert size={24} aria-hidden="true" />
      <p>{t(troubleWords(error, listed))}</p>
      <Button size="card" icon={<RefreshCw size={18} aria-hidden="true" />} onClick={loadScreens}>
        {t('screens.again')}
      </Button>
    </Card>
  );
}

function troubleWords({ code }: AppError, listed: boolean) {
  if (code === 'SCREEN_DENIED') return 'screens.denied' as const;
  return listed ? ('screens.failed' as const) : ('screens.listFailed' as const);
}

interface SourcesProps {
  readonly sources: readonly ScreenSource[] | null;
  readonly chosen: string | null;
  readonly onChoose: (key: string) => void;
}

function Sources({ sources, chosen, onChoose }: SourcesProps) {
  const { t } = useWords('host');
  const failed = useHost((state) => state.screensError !== null);
  if (sources === null) return failed ? null : <LoadingTiles />;
  if (sources.length === 0) return failed ? null : <Empty />;
  const windows = sources.filter(({ kind }) => kind === 'window');
  const displays = sources.filter(({ kind }) => kind === 'display');
  return (
    <>
      <section className="host-screens">
        <h2 className="host-h2">
          {t('screens.window')}
          {windows.length === 0 ? null : <Badge tone="accent">{t('screens.suggested')}</Badge>}
        </h2>
        {windows.length === 0 ? (
          <p className="host-soft">{t('screens.noWindows')}</p>
        ) : (
          <ScreenTiles sources={windows} chosen={chosen} onChoose={onChoose} label={t('screens.window')} />
        )}
      </section>
      {displays.length === 0 ? null : (
        <section className="host-screens">
          <h2 className="host-h2">{t('screens.display')}</h2>
          <ScreenTiles sources={displays} chosen={chosen} onChoose={onChoose} label={t('screens.display')}>
            <p className="host-screens-note">
              <Info size={22} aria-hidden="true" />
              {t('screens.displayNote')}
            </p>
          </ScreenTiles>
        </section>
      )}
    </>
  );
}

function LoadingTiles() {
  const { t } = useWords('host');
  return (
    <section className="host-screens" aria-busy="true">
      <h2 className="host-h2" aria-live="polite">
        {t('screens.loading')}
      </h2>
      <div className="host-tiles">
        {[1, 2, 3, 4].map((i) => (
          <div key={i} className="host-tile-skeleton">
            <Skeleton width="100%" height="102px" />
            <Skeleton width="60%" height="20px" />
          </div>
        ))}
      </div>
    </section>
  );
}

function Empty() {
  const { t } = useWords('host');
  const { loadScreens } = useHostActions();
  return (
    <Card className="host-screens-empty">
      <MonitorOff size={32} strokeWidth={1.75} aria-hidden="true" />
      <h2 className="host-h2">{t('screens.emptyTitle')}</h2>
      <p className="host-soft">{t('screens.emptyText')}</p>
      <Button size="card" icon={<RefreshCw size={18} aria-hidden="true" />} onClick={loadScreens}>
        {t('screens.again')}
      </Button>
    </Card>
  );
}
