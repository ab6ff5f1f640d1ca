import { memo, useId } from 'react';
import type { Finding } from '../../../../src-shared/findings/finding.ts';
import { deskWords } from '../../../../src-shared/words/finding-words.ts';
import { useWords } from '../../../words/i18n.ts';
import { useDeskUi, useDeskUiStore } from '../desk/desk-ui.ts';
import { FindingDetail } from './finding-detail.tsx';
import { sentence } from '../figures.ts';
import { SeverityIcon } from './severity-icon.tsx';

interface Props {
  readonly finding: Finding;
  readonly effects: readonly Finding[];
  readonly nested: boolean;
}

export const FindingRow = memo(function FindingRow({ finding, effects, nested }: Props) {
  const { t } = useWords('desk');
  const ui = useDeskUiStore();
  const open = useDeskUi((state) => state.open === finding.id);
  const detail = useId();
  const words = deskWords(finding);
  const explains = effects.length === 0 ? null : t('findings.explainsCount', { count: effects.length });
  return (
    <div className="t-finding" data-open={open || undefined} data-nested={nested || undefined}>
      <h3>
        <button
          type="button"
          className="t-finding-head"
          data-finding={finding.id}
          aria-expanded={open}
          aria-controls={detail}
          onClick={() => ui.setState({ open: open ? null : finding.id })}
        >
          <SeverityIcon severity={finding.severity} />
          <span className="t-finding-title">{words.title}</span>
          <span className="t-finding-severity">{words.severity}</span>
          <span className="t-finding-sub">
            {open && explains !== null ? explains : closedLine(finding, explains)}
          </span>
        </button>
      </h3>
      <div id={detail} hidden={!open}>
        {open ? <FindingDetail finding={finding} effects={effects} /> : null}
      </div>
    </div>
  );
});

function closedLine(finding: Finding, explains: string | null): string {
  const value = sentence(finding.evidence.text);
  return explains === null ? value : `${value}. ${explains}`;
}
