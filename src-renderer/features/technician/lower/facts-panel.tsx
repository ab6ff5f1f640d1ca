import { Ban, CircleDashed, CircleX, EyeOff } from 'lucide-react';
import { useMemo } from 'react';
import type { FactGroup } from '../../../../src-shared/diagnostics/facts.ts';
import { countWithheld, type Withheld } from '../../../../src-shared/diagnostics/withheld.ts';
import { Skeleton } from '../../../ui/spinner.tsx';
import { useWords } from '../../../words/i18n.ts';
import { spanText } from '../../../words/time.ts';
import { useDeskUi } from '../desk/desk-ui.ts';
import { useDesk } from '../desk/use-desk.ts';
import { findingsState } from '../findings/state-of-findings.ts';
import { Overview } from './overview.tsx';
import { shownGroups, type ShownGroup } from './fact-groups.ts';

const nothing: readonly Withheld[] = [];

/** What the machine is and how it stands, area by area, as the answers arrive. */
export function FactsPanel() {
  const { t } = useWords('desk');
  const snapshot = useDesk((desk) => desk.snapshot);
  const state = useDesk((desk) => findingsState(desk));
  const search = useDeskUi((ui) => ui.search);
  const arriving = state === 'looking';
  const groups = useMemo(() => shownGroups(snapshot, arriving, search), [snapshot, arriving, search]);
  const withheld = useDesk((desk) => desk.snapshot?.withheld ?? nothing);
  if (snapshot === null && state !== 'looking') {
    return (
      <p className="t-empty t-lower-empty">{t(`facts.none.${state === 'none' ? 'notAllowed' : state}`)}</p>
    );
  }
  if (groups.length === 0) return <p className="t-empty t-lower-empty">{t('facts.noMatch', { search })}</p>;
  return (
    <div className="t-facts">
      {withheld.length === 0 ? null : (
        <p className="t-withheld">
          <EyeOff size={16} aria-hidden="true" /> {t('facts.withheld', { count: countWithheld(withheld) })}
        </p>
      )}
      {search === '' ? <Overview snapshot={snapshot} /> : null}
      <div className="t-fact-groups">
        {groups.map((group) => (
          <Group key={group.area} group={group} withheld={countWithheld(withheld, group.area)} />
        ))}
      </div>
    </div>
  );
}

function Group({ group, withheld }: { readonly group: ShownGroup; readonly withheld: number }) {
  const { t } = useWords('desk');
  return (
    <section className="t-facts-group" aria-label={group.title}>
      <h3>{group.title}</h3>
      {group.status === 'waiting' ? (
        <Waiting />
      ) : group.status === 'ok' ? (
        <Lines group={group} />
      ) : (
        <NoAnswer group={group} />
      )}
      {group.status === 'waiting' || group.earlierMs === null ? null : (
        <p className="t-fact-why">{t('facts.kept', { ago: spanText(group.earlierMs) })}</p>
      )}
      {withheld === 0 ? null : <p className="t-fact-why">{t('facts.withheldHere', { count: withheld })}</p>}
    </section>
  );
}

function Waiting() {
  return (
    <div className="t-fact-waiting">
      <Skeleton width="40%" height={12} />
      <Skeleton width="75%" height={14} />
    </div>
  );
}

function Lines({ group }: { readonly group: FactGroup }) {
  const { t } = useWords('desk');
  if (group.facts.length === 0) return <p className="t-fact-why">{t('facts.empty')}</p>;
  return (
    <dl>
      {group.facts.map(({ label, value, path }, index) => (
        <div key={`${path}${index}`}>
          <dt>{label}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  );
}

/** No answer is an answer: which kind, and why. */
function NoAnswer({ group }: { readonly group: FactGroup }) {
  const { t } = useWords('desk');
  const Icon = group.status === 'denied' ? Ban : group.status === 'failed' ? CircleX : CircleDashed;
  const status = group.status === 'ok' ? 'unavailable' : group.status;
  return (
    <p className="t-fact-why" title={group.source}>
      <Icon size={14} aria-hidden="true" /> {t(`facts.status.${status}`, { reason: group.reason ?? '' })}
    </p>
  );
}
