import { Check, CircleDashed, CircleSlash } from 'lucide-react';
import { useState } from 'react';
import type { RuleResult } from '../../../../src-shared/findings/finding.ts';
import { areaTitles } from '../../../../src-shared/diagnostics/facts.ts';
import { topicWords, unknownWords } from '../../../../src-shared/words/finding-words.ts';
import { Button } from '../../../ui/button.tsx';
import { Dialog } from '../../../ui/dialog.tsx';
import { Tabs } from '../../../ui/tabs.tsx';
import { useWords } from '../../../words/i18n.ts';
import { useDesk } from '../desk/use-desk.ts';
import { SeverityIcon } from './severity-icon.tsx';

const kinds = ['unknown', 'fired', 'ok', 'notRelevant'] as const;
type Kind = (typeof kinds)[number];
const noResults: readonly RuleResult[] = [];

function kindOf(result: RuleResult): Kind {
  return result.result === 'unknown' && result.cause === 'notRelevant' ? 'notRelevant' : result.result;
}

/** Every check with its result: the proof behind "83 fine, 9 not known". */
export function ChecksDialog({ open, onClose }: { readonly open: boolean; readonly onClose: () => void }) {
  const { t } = useWords('desk');
  return (
    <Dialog
      open={open}
      onNo={onClose}
      size="desk"
      title={t('checks.title')}
      text={t('checks.text')}
      actions={
        <Button size="desk" onClick={onClose}>
          {t('settings.close')}
        </Button>
      }
    >
      <Checks />
    </Dialog>
  );
}

function Checks() {
  const { t } = useWords('desk');
  const results = useDesk((desk) => desk.judgement?.results ?? noResults);
  const [kind, setKind] = useState<Kind>('unknown');
  const shown = results.filter((result) => kindOf(result) === kind);
  const items = kinds.map((id) => ({
    id,
    label: t(`checks.kind.${id}`, { count: results.filter((result) => kindOf(result) === id).length }),
  }));
  return (
    <Tabs
      items={items}
      value={kind}
      onChange={setKind}
      look="desk"
      label={t('checks.title')}
      className="t-checks"
      panelClassName="t-checks-panel"
    >
      {shown.length === 0 ? (
        <p className="t-empty">{t('checks.none')}</p>
      ) : (
        <ul>
          {shown.map((result) => (
            <CheckRow key={result.id} result={result} />
          ))}
        </ul>
      )}
    </Tabs>
  );
}

function CheckRow({ result }: { readonly result: RuleResult }) {
  const { t } = useWords('desk');
  return (
    <li className="t-check">
      <CheckIcon result={result} />
      <span>
        <b>{topicWords(result.id)}</b>
        <small>
          {result.result === 'unknown'
            ? t('checks.unknown', { why: unknownWords(result), area: areaTitles[result.area] })
            : result.evidence.text}
        </small>
      </span>
      <code>{result.id}</code>
    </li>
  );
}

function CheckIcon({ result }: { readonly result: RuleResult }) {
  if (result.result === 'fired') return <SeverityIcon severity={result.severity} />;
  if (result.result === 'ok') return <Check size={18} aria-hidden="true" className="t-ok" />;
  return result.cause === 'notRelevant' ? (
    <CircleSlash size={18} aria-hidden="true" className="t-dim" />
  ) : (
    <CircleDashed size={18} aria-hidden="true" className="t-dim" />
  );
}
