import { useMemo } from 'react';
import { compareSnapshots } from '../../../../src-shared/findings/comparison.ts';
import { comparisonSummary } from '../../../../src-shared/words/comparison-words.ts';
import { dayTime } from '../../../words/time.ts';
import { useWords } from '../../../words/i18n.ts';
import { useDeskUiStore } from '../desk/desk-ui.ts';
import { useDesk } from '../desk/use-desk.ts';

/** "Since 10:46: 2 fixed, 1 as before", once the checks have run again. */
export function ChangesLine() {
  const { t } = useWords('desk');
  const ui = useDeskUiStore();
  const looks = useDesk((desk) => desk.looks);
  const comparison = useMemo(() => {
    const [first] = looks;
    const last = looks.at(-1);
    return first === undefined || last === undefined || first === last ? null : compareSnapshots(first, last);
  }, [looks]);
  if (comparison === null) return null;
  return (
    <div className="t-changes-line" role="status">
      <span>
        {t('compare.since', {
          time: dayTime(comparison.before.takenAt),
          summary: comparisonSummary(comparison),
        })}
      </span>
      <button type="button" className="t-link-button" onClick={() => ui.setState({ dialog: 'compare' })}>
        {t('compare.see')}
      </button>
    </div>
  );
}
