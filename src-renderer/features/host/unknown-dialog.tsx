import { CircleDashed } from 'lucide-react';
import type { RuleResult } from '../../../src-shared/findings/finding.ts';
import { topicWords, unknownWords } from '../../../src-shared/words/finding-words.ts';
import { TellDialog } from '../../ui/tell-dialog.tsx';
import { useWords } from '../../words/i18n.ts';

interface UnknownDialogProps {
  readonly open: boolean;
  readonly onClose: () => void;
  readonly results: readonly RuleResult[];
}

/** What could not be checked, and why. */
export function UnknownDialog({ open, onClose, results }: UnknownDialogProps) {
  const { t } = useWords('host');
  const unknown = results.flatMap((result) =>
    result.result === 'unknown' && result.cause !== 'notRelevant' ? [result] : [],
  );
  return (
    <TellDialog open={open} onClose={onClose} title={t('findings.whyTitle')} text={t('findings.whyText')}>
      <ul className="host-unknown">
        {unknown.map((result) => (
          <li key={result.id}>
            <CircleDashed size={20} aria-hidden="true" />
            <div>
              <span className="host-strong">{topicWords(result.id)}</span>
              <p>{unknownWords(result)}</p>
            </div>
          </li>
        ))}
      </ul>
    </TellDialog>
  );
}
