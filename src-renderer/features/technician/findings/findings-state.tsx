import type { ReactNode } from 'react';
import { Button } from '../../../ui/button.tsx';
import { Skeleton, Spinner } from '../../../ui/spinner.tsx';
import { useTechnicianActions } from '../../../ui/app-context.tsx';
import { useWords } from '../../../words/i18n.ts';
import { useDeskUiStore } from '../desk/desk-ui.ts';
import { useDesk } from '../desk/use-desk.ts';
import { findingsState } from './state-of-findings.ts';

/** What stands in the list where findings do not (yet): waiting, looking, refused, failed, or nothing wrong. */
export function FindingsState({ empty }: { readonly empty: boolean }) {
  const { t } = useWords('desk');
  const ui = useDeskUiStore();
  const state = useDesk((desk) => findingsState(desk));
  const counts = useDesk((desk) => desk.judgement?.counts ?? null);
  if (state === 'looking') return <Looking rows={empty ? 3 : 1} />;
  if (state === 'failed') return <Failed />;
  if (!empty) return null;
  if (state !== 'none')
    return <Note title={t(`findings.state.${state}.title`)} text={t(`findings.state.${state}.text`)} />;
  return (
    <Note
      title={t('findings.state.none.title')}
      text={t('findings.state.none.text', { fine: counts?.ok ?? 0, unknown: counts?.unknown ?? 0 })}
    >
      <Button size="desk" onClick={() => ui.setState({ dialog: 'checks' })}>
        {t('findings.why')}
      </Button>
    </Note>
  );
}

function Note({
  title,
  text,
  children,
}: {
  readonly title: string;
  readonly text: string;
  readonly children?: ReactNode;
}) {
  return (
    <div className="t-panel-note">
      <b>{title}</b>
      <p>{text}</p>
      {children}
    </div>
  );
}

function Looking({ rows }: { readonly rows: number }) {
  const { t } = useWords('desk');
  return (
    <div className="t-looking">
      <p>
        <Spinner size={16} /> {t('findings.looking')}
      </p>
      {Array.from({ length: rows }, (_, index) => (
        <div key={index} className="t-looking-row">
          <Skeleton width="62%" height={14} />
          <Skeleton width="84%" height={12} />
        </div>
      ))}
    </div>
  );
}

function Failed() {
  const { t } = useWords('desk');
  const actions = useTechnicianActions();
  const error = useDesk((desk) => desk.snapshotError);
  const up = useDesk((desk) => desk.link.state === 'up' && desk.ended === null);
  return (
    <Note title={t('findings.state.failed.title')} text={t('findings.state.failed.text')}>
      {error === null ? null : (
        <details>
          <summary>{t('problem.detail')}</summary>
          <code>{error.detail === undefined ? error.code : `${error.code}: ${error.detail}`}</code>
        </details>
      )}
      <Button size="desk" disabled={!up} onClick={() => actions.refreshDiagnosis()}>
        {t('findings.again')}
      </Button>
    </Note>
  );
}
