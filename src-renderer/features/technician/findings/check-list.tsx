import { Check, ChevronRight, CircleDashed, CircleSlash } from 'lucide-react';
import { useId, useState } from 'react';
import { areaTitles } from '../../../../src-shared/diagnostics/facts.ts';
import type { Fired, Ok, RuleResult, Unknown } from '../../../../src-shared/findings/finding.ts';
import { areaOfRule } from '../../../../src-shared/findings/rule-areas.ts';
import { rawWords, resultsMarkdown } from '../../../../src-shared/report/results-markdown.ts';
import { deskWords, topicWords } from '../../../../src-shared/words/finding-words.ts';
import { signed } from '../../../../src-shared/words/format.ts';
import { byReason, whyNotWords } from '../../../../src-shared/words/why-not-words.ts';
import { dayAndTime } from '../../../words/time.ts';
import { useWords } from '../../../words/i18n.ts';
import { CopyButton } from '../copy-button.tsx';
import { timeText } from '../figures.ts';
import { DetailLine } from './detail-line.tsx';
import type { ResultKind } from './filter-results.ts';
import { SeverityIcon } from './severity-icon.tsx';

interface CheckListProps {
  readonly kind: ResultKind;
  readonly results: readonly RuleResult[];
}

/** The checks of one kind: with their evidence, or under the reason why there is none. */
export function CheckList({ kind, results }: CheckListProps) {
  const { t } = useWords('desk');
  if (results.length === 0) return <p className="t-empty">{t('checks.none')}</p>;
  if (kind === 'unknown' || kind === 'notRelevant') return <Reasons results={results} />;
  return (
    <ul>
      {results.map((result) =>
        result.result === 'unknown' ? null : <Judged key={result.id} result={result} />,
      )}
    </ul>
  );
}

/** "Why not?": one heading a reason, and the checks that it keeps from an answer. */
function Reasons({ results }: { readonly results: readonly RuleResult[] }) {
  return (
    <>
      {byReason(results).map(({ words, results: same }) => (
        <section key={words} className="t-reason" aria-label={words}>
          <h3>
            {words} <span>{same.length}</span>
          </h3>
          <ul>
            {same.map((result) => (
              <Unjudged key={result.id} result={result} />
            ))}
          </ul>
        </section>
      ))}
    </>
  );
}

function Unjudged({ result }: { readonly result: Unknown }) {
  const Icon = result.cause === 'notRelevant' ? CircleSlash : CircleDashed;
  return (
    <li className="t-check">
      <Icon size={18} aria-hidden="true" className="t-dim" />
      <span>
        <b>{topicWords(result.id)}</b>
        <small>{areaTitles[result.area]}</small>
      </span>
      <code>{result.id}</code>
    </li>
  );
}

/** One row that opens to everything the result rests on. */
function Judged({ result }: { readonly result: Fired | Ok }) {
  const [open, setOpen] = useState(false);
  const detail = useId();
  return (
    <li>
      <button
        type="button"
        className="t-check t-check-head"
        aria-expanded={open}
        aria-controls={detail}
        onClick={() => setOpen(!open)}
      >
        {result.result === 'fired' ? (
          <SeverityIcon severity={result.severity} />
        ) : (
          <Check size={18} aria-hidden="true" className="t-ok" />
        )}
        <span>
          <b>{result.result === 'fired' ? deskWords(result).title : topicWords(result.id)}</b>
          <small>{result.result === 'fired' ? result.evidence.text : whyNotWords(result)}</small>
        </span>
        <code>{result.id}</code>
        <ChevronRight size={16} aria-hidden="true" className="t-check-chevron" />
      </button>
      <div id={detail} hidden={!open}>
        {open ? <EvidenceTable result={result} /> : null}
      </div>
    </li>
  );
}

function EvidenceTable({ result }: { readonly result: Fired | Ok }) {
  const { t } = useWords('desk');
  const { evidence, id } = result;
  const { limit, clear, unit, source, at, more = [] } = evidence;
  const withUnit = (value: number | string) =>
    typeof value === 'number' ? `${signed(value)} ${unit}`.trim() : value;
  const raw = result.result === 'fired' ? Object.entries(result.params) : [];
  return (
    <div className="t-check-detail">
      <dl>
        {result.result === 'fired' ? (
          <DetailLine label={t('checks.severity')}>{deskWords(result).severity}</DetailLine>
        ) : null}
        <DetailLine label={t('checks.measured')}>{rawWords(evidence)}</DetailLine>
        {limit === null ? null : <DetailLine label={t('evidence.limit')}>{withUnit(limit)}</DetailLine>}
        {clear === undefined ? null : <DetailLine label={t('checks.clears')}>{withUnit(clear)}</DetailLine>}
        <DetailLine label={t('checks.area')}>{areaTitles[areaOfRule(id)]}</DetailLine>
        <DetailLine label={t('checks.source')}>
          <code>{source}</code>
        </DetailLine>
        <DetailLine label={t('checks.time')}>{timeText(at)}</DetailLine>
        {more.length === 0 ? null : <DetailLine label={t('evidence.more')}>{more.join('; ')}</DetailLine>}
        {raw.length === 0 ? null : (
          <DetailLine label={t('checks.raw')}>
            <code>{raw.map(([key, value]) => `${key}=${String(value)}`).join('  ')}</code>
          </DetailLine>
        )}
      </dl>
      <CopyButton label={t('copy.one')} text={() => resultsMarkdown([result], dayAndTime)} />
    </div>
  );
}
