import './changes.css';
import { RefreshCw } from 'lucide-react';
import { comparisonSummary } from '../../../src-shared/words/comparison-words.ts';
import type { HostState } from '../../stores/host-store.ts';
import { useHost, useHostActions } from '../../ui/app-context.tsx';
import { Button } from '../../ui/button.tsx';
import { Card } from '../../ui/card.tsx';
import { ChangeList } from '../../ui/change-list.tsx';
import { Spinner } from '../../ui/spinner.tsx';
import { dayTime } from '../../words/time.ts';
import { useWords } from '../../words/i18n.ts';

interface ChangesCardProps {
  /** Only the sum, with the rest one press away: where the findings themselves come next. */
  readonly short?: boolean | undefined;
}

/** Before and after, once the checks have run twice; while they run again it says so. */
export function ChangesCard({ short = false }: ChangesCardProps) {
  const { t } = useWords('host');
  const comparison = useHost((state) => state.comparison);
  const running = useHost(isChecking);
  if (comparison === null && !running) return null;
  return (
    <Card className="host-changes" data-card="changes">
      <div className="host-changes-head">
        <h2 className="host-h2">{t('changes.title')}</h2>
        {running ? null : <CheckAgainButton />}
      </div>
      <div aria-live="polite">
        {running ? (
          <p className="host-changes-looking">
            <Spinner />
            {t('changes.looking')}
          </p>
        ) : comparison === null ? null : (
          <p>
            <strong>{comparisonSummary(comparison)}.</strong>{' '}
            {t('changes.since', { time: dayTime(comparison.before.takenAt) })}
          </p>
        )}
      </div>
      {running || comparison === null ? null : short ? (
        <details className="host-changes-fold">
          <summary>{t('changes.see')}</summary>
          <ChangeList comparison={comparison} look="host" />
        </details>
      ) : (
        <ChangeList comparison={comparison} look="host" />
      )}
    </Card>
  );
}

/** The checks run, or are about to: main waits for the goodbye first. */
function isChecking({ diagnosis, session }: HostState): boolean {
  if (diagnosis.running || diagnosis.error !== null) return diagnosis.running;
  const wasAllowed = session?.events.some(({ what }) => what === 'granted') ?? false;
  if (session?.phase !== 'ended' || session.endReason === 'window-closed' || !wasAllowed) return false;
  return diagnosis.snapshot === null || diagnosis.snapshot.takenAt < (session.endedAt ?? 0);
}

/** Runs every check once more. What is found stays on this computer. */
export function CheckAgainButton() {
  const { t } = useWords('host');
  const { startDiagnosis } = useHostActions();
  return (
    <Button
      size="card"
      icon={<RefreshCw size={20} aria-hidden="true" />}
      onClick={() => startDiagnosis(true)}
    >
      {t('changes.again')}
    </Button>
  );
}
