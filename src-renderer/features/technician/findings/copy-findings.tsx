import { reportMarkdown } from '../../../../src-shared/report/report-markdown.ts';
import { useWords } from '../../../words/i18n.ts';
import { CopyButton } from '../copy-button.tsx';
import { useDesk } from '../desk/use-desk.ts';

/** The whole diagnosis as a ticket's note. */
export function CopyFindings() {
  const { t } = useWords('desk');
  const snapshot = useDesk((desk) => desk.snapshot);
  const judgement = useDesk((desk) => desk.judgement);
  if (snapshot === null || judgement === null) return null;
  return (
    <CopyButton
      iconOnly
      label={t('copy.all')}
      text={() => reportMarkdown({ snapshot, judgement, generatedAt: Date.now() })}
    />
  );
}
