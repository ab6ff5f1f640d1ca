import { MessageSquare } from 'lucide-react';
import type { Finding } from '../../../../src-shared/findings/finding.ts';
import { findingMarkdown, rawWords } from '../../../../src-shared/report/results-markdown.ts';
import { deskWords, personWords } from '../../../../src-shared/words/finding-words.ts';
import { Button } from '../../../ui/button.tsx';
import { dayAndTime } from '../../../words/time.ts';
import { useWords } from '../../../words/i18n.ts';
import { CopyButton } from '../copy-button.tsx';
import { useDeskUiStore } from '../desk/desk-ui.ts';
import { useDesk } from '../desk/use-desk.ts';
import { sentence, timeText } from '../figures.ts';
import { DetailLine } from './detail-line.tsx';

interface Props {
  readonly finding: Finding;
  readonly effects: readonly Finding[];
}

/** Prove it: value, limit, rule and source; then what it explains, what the person reads, and what helps. */
export function FindingDetail({ finding, effects }: Props) {
  const { t } = useWords('desk');
  const platform = useDesk((desk) => desk.snapshot?.platform ?? 'other');
  const person = personWords(finding, platform);
  return (
    <div className="t-finding-detail">
      <dl>
        <Proof finding={finding} effects={effects} />
        <Advice title={person.title} steps={person.tryThis.steps} />
      </dl>
      <div className="t-finding-ways">
        <SuggestButton text={person.tryThis.steps.join(' ')} />
        <CopyButton label={t('copy.one')} text={() => findingMarkdown(finding, dayAndTime)} />
      </div>
    </div>
  );
}

function Proof({ finding, effects }: Props) {
  const { t } = useWords('desk');
  const { evidence, explainedBy } = finding;
  const { value, limit, note } = deskWords(finding);
  return (
    <>
      <DetailLine label={t('evidence.value')}>
        <b>{sentence(value)}</b>
      </DetailLine>
      <DetailLine label={t('checks.measured')}>{rawWords(evidence)}</DetailLine>
      {limit === null ? null : <DetailLine label={t('evidence.limit')}>{limit}</DetailLine>}
      <DetailLine label={t('evidence.rule')}>
        {t('evidence.from', { rule: finding.id, source: evidence.source, time: timeText(evidence.at) })}
        {note === null ? null : <span className="t-more">{note}</span>}
      </DetailLine>
      {effects.length === 0 ? null : (
        <DetailLine label={t('evidence.explains')}>
          {effects.map((effect) => `${effect.id} ${deskWords(effect).title}`).join(', ')}
        </DetailLine>
      )}
      {explainedBy === null ? null : <DetailLine label={t('evidence.cause')}>{explainedBy}</DetailLine>}
      {evidence.more === undefined || evidence.more.length === 0 ? null : (
        <DetailLine label={t('evidence.more')}>
          {evidence.more.map((line) => (
            <span key={line} className="t-more">
              {line}
            </span>
          ))}
        </DetailLine>
      )}
    </>
  );
}

function Advice({ title, steps }: { readonly title: string; readonly steps: readonly string[] }) {
  const { t } = useWords('desk');
  return (
    <>
      <DetailLine label={t('evidence.seen')}>{t('evidence.quoted', { text: title })}</DetailLine>
      {steps.length === 0 ? null : (
        <DetailLine label={t('evidence.fix')}>
          <ol className="t-steps-list">
            {steps.map((step) => (
              <li key={step}>{step}</li>
            ))}
          </ol>
        </DetailLine>
      )}
    </>
  );
}

/** Puts the advice into the chat's field, where the technician can change it before it is sent. */
function SuggestButton({ text }: { readonly text: string }) {
  const { t } = useWords('desk');
  const ui = useDeskUiStore();
  const over = useDesk((desk) => desk.ended !== null);
  if (text === '' || over) return null;
  const suggest = () => {
    ui.setState({ draft: text, side: 'chat' });
    requestAnimationFrame(() => document.querySelector<HTMLElement>('[data-key="chat"]')?.focus());
  };
  return (
    <Button size="inline" icon={<MessageSquare size={16} aria-hidden="true" />} onClick={suggest}>
      {t('findings.suggest')}
    </Button>
  );
}
