import './checks.css';
import { Search } from 'lucide-react';
import { useMemo, useState } from 'react';
import { areaIds } from '../../../../src-shared/diagnostics/area.ts';
import { areaTitles } from '../../../../src-shared/diagnostics/facts.ts';
import { severitySchema, type RuleResult } from '../../../../src-shared/findings/finding.ts';
import { resultsMarkdown } from '../../../../src-shared/report/results-markdown.ts';
import { severityWords } from '../../../../src-shared/words/finding-words.ts';
import { Select } from '../../../ui/select.tsx';
import { Tabs } from '../../../ui/tabs.tsx';
import { TellDialog } from '../../../ui/tell-dialog.tsx';
import { dayAndTime } from '../../../words/time.ts';
import { useWords } from '../../../words/i18n.ts';
import { CopyButton } from '../copy-button.tsx';
import { useDesk } from '../desk/use-desk.ts';
import { CheckList } from './check-list.tsx';
import {
  areasOf,
  filterResults,
  kindOf,
  noFilter,
  resultKinds,
  type CheckFilter,
  type ResultKind,
} from './filter-results.ts';

const noResults: readonly RuleResult[] = [];

/** Every check with its result, evidence or reason: the proof behind "83 fine, 9 not known". */
export function ChecksDialog({ open, onClose }: { readonly open: boolean; readonly onClose: () => void }) {
  const { t } = useWords('desk');
  return (
    <TellDialog
      open={open}
      onClose={onClose}
      size="desk"
      wide
      title={t('checks.title')}
      text={t('checks.text')}
    >
      <Checks />
    </TellDialog>
  );
}

function Checks() {
  const { t } = useWords('desk');
  const results = useDesk((desk) => desk.judgement?.results ?? noResults);
  const [kind, setKind] = useState<ResultKind>('unknown');
  const [filter, setFilter] = useState(noFilter);
  const filtered = useMemo(() => filterResults(results, filter), [results, filter]);
  const shown = filtered.filter((result) => kindOf(result) === kind);
  const items = resultKinds.map((id) => ({
    id,
    label: t(`checks.kind.${id}`, { count: filtered.filter((result) => kindOf(result) === id).length }),
  }));
  return (
    <div className="t-checks-body">
      <Filters results={results} filter={filter} onChange={setFilter} />
      <Tabs
        items={items}
        value={kind}
        onChange={setKind}
        look="desk"
        label={t('checks.title')}
        className="t-checks"
        panelClassName="t-checks-panel"
        aside={<CopyButton label={t('checks.copy')} text={() => resultsMarkdown(shown, dayAndTime)} />}
      >
        <CheckList key={kind} kind={kind} results={shown} />
      </Tabs>
    </div>
  );
}

interface FiltersProps {
  readonly results: readonly RuleResult[];
  readonly filter: CheckFilter;
  readonly onChange: (filter: CheckFilter) => void;
}

function Filters({ results, filter, onChange }: FiltersProps) {
  const { t } = useWords('desk');
  const areas = useMemo(() => areasOf(results, areaIds), [results]);
  const severities = severitySchema.options.filter((severity) => severity !== 'info');
  return (
    <div className="t-checks-filters">
      <label className="t-search">
        <Search size={16} aria-hidden="true" />
        <input
          type="search"
          aria-label={t('checks.search')}
          placeholder={t('checks.search')}
          value={filter.text}
          onChange={({ currentTarget }) => onChange({ ...filter, text: currentTarget.value })}
        />
      </label>
      <Select
        label={t('checks.severity')}
        value={filter.severity}
        items={[
          { id: 'any', label: t('checks.anySeverity') },
          ...severities.map((id) => ({ id, label: t('checks.atLeast', { severity: severityWords[id] }) })),
        ]}
        onChange={(severity) => onChange({ ...filter, severity })}
      />
      <Select
        label={t('checks.area')}
        value={filter.area}
        items={[
          { id: 'any', label: t('checks.anyArea') },
          ...areas.map((id) => ({ id, label: areaTitles[id] })),
        ]}
        onChange={(area) => onChange({ ...filter, area })}
      />
      {filter === noFilter ? null : (
        <button type="button" className="t-link-button" onClick={() => onChange(noFilter)}>
          {t('checks.clear')}
        </button>
      )}
    </div>
  );
}
