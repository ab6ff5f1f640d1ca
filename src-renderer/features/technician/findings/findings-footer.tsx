import { Check, CircleDashed } from 'lucide-react';
import { useWords } from '../../../words/i18n.ts';
import { useDeskUiStore } from '../desk/desk-ui.ts';
import { useDesk } from '../desk/use-desk.ts';

/** How many checks were fine and how many could not be made; "not known" is never "fine". */
export function FindingsFooter() {
  const { t } = useWords('desk');
  const ui = useDeskUiStore();
  const counts = useDesk((desk) => desk.judgement?.counts ?? null);
  const complete = useDesk((desk) => desk.snapshotState === 'complete' || desk.snapshotState === 'failed');
  if (counts === null) return null;
  // until all parts are in, what is missing is on its way rather than unknown
  if (!complete) return <div className="t-findings-foot">{t('findings.soFar', { count: counts.ok })}</div>;
  return (
    <div className="t-findings-foot">
      <span>
        <Check size={16} aria-hidden="true" /> {t('findings.fine', { count: counts.ok })}
      </span>
      <span>
        <CircleDashed size={16} aria-hidden="true" /> {t('findings.unknown', { count: counts.unknown })}
      </span>
      <button type="button" className="t-link-button" onClick={() => ui.setState({ dialog: 'checks' })}>
        {t('findings.why')}
      </button>
    </div>
  );
}
