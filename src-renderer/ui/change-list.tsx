import './change-list.css';
import { CircleCheck, CircleDashed, CirclePlus, Equal, TrendingDown, TrendingUp } from 'lucide-react';
import type { LucideIcon } from 'lucide-react';
import type { Change, Compared } from '../../src-shared/findings/compare.ts';
import type { Comparison } from '../../src-shared/findings/comparison.ts';
import { changeWord, doubtWords, sideWords } from '../../src-shared/words/comparison-words.ts';
import { topicWords } from '../../src-shared/words/finding-words.ts';
import { useWords } from '../words/i18n.ts';

interface ChangeListProps {
  readonly comparison: Comparison;
  readonly look: 'host' | 'desk';
}

const icons: Readonly<Record<Change, LucideIcon>> = {
  gone: CircleCheck,
  better: TrendingUp,
  new: CirclePlus,
  worse: TrendingDown,
  same: Equal,
  unsure: CircleDashed,
};
const tones: Readonly<Record<Change, 'good' | 'bad' | 'plain'>> = {
  gone: 'good',
  better: 'good',
  new: 'bad',
  worse: 'bad',
  same: 'plain',
  unsure: 'plain',
};

/** Before and after: what changed, with both values; what stayed as it was is folded away. */
export function ChangeList({ comparison, look }: ChangeListProps) {
  const { t } = useWords('common');
  const { compared, doubts, fineThroughout } = comparison;
  const changed = compared.filter(({ change }) => change !== 'same' && change !== 'unsure');
  const rest = compared.filter(({ change }) => change === 'same' || change === 'unsure');
  return (
    <div className="ui-changes" data-look={look}>
      {doubts.map((doubt) => (
        <p key={doubt} className="ui-changes-note">
          {doubtWords[doubt]}
        </p>
      ))}
      {changed.length === 0 ? <p>{t('changes.none')}</p> : <Rows rows={changed} look={look} />}
      {rest.length === 0 ? null : (
        <details className="ui-changes-rest">
          <summary>{t('changes.rest', { count: rest.length })}</summary>
          <Rows rows={rest} look={look} />
        </details>
      )}
      <p className="ui-changes-rest">{t('changes.fine', { count: fineThroughout })}</p>
    </div>
  );
}

function Rows({ rows, look }: { readonly rows: readonly Compared[]; readonly look: 'host' | 'desk' }) {
  return (
    <ul>
      {rows.map((one) => (
        <Row key={one.id} one={one} look={look} />
      ))}
    </ul>
  );
}

/** Good to know on both sides: nothing got better or worse. */
function isOnlyToKnow({ before, after }: Compared): boolean {
  return (before.severity ?? 'info') === 'info' && (after.severity ?? 'info') === 'info';
}

function Row({ one, look }: { readonly one: Compared; readonly look: 'host' | 'desk' }) {
  const { t } = useWords('common');
  const Icon = icons[one.change];
  return (
    <li
      className="ui-change"
      data-tone={isOnlyToKnow(one) ? 'plain' : tones[one.change]}
      data-change={one.change}
      data-rule={one.id}
    >
      <Icon size={look === 'host' ? 22 : 18} aria-hidden="true" />
      <div>
        <div className="ui-change-head">
          <span>{changeWord(one)}:</span>
          <b>{topicWords(one.id)}</b>
          {look === 'desk' ? <code>{one.id}</code> : null}
        </div>
        <dl>
          <dt>{t('changes.before')}</dt>
          <dd>{sideWords(one.before)}</dd>
          <dt>{t('changes.after')}</dt>
          <dd>{sideWords(one.after)}</dd>
        </dl>
      </div>
    </li>
  );
}
