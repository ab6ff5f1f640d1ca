import { Search } from 'lucide-react';
import { useWords } from '../../../words/i18n.ts';
import { useDeskUi, useDeskUiStore } from '../desk/desk-ui.ts';

export function FactsSearch() {
  const { t } = useWords('desk');
  const ui = useDeskUiStore();
  const search = useDeskUi((state) => state.search);
  return (
    <label className="t-search">
      <Search size={16} aria-hidden="true" />
      <input
        type="search"
        data-key="search"
        aria-label={t('facts.search')}
        placeholder={t('facts.search')}
        value={search}
        onChange={(event) => ui.setState({ search: event.currentTarget.value })}
        onKeyDown={(event) => {
          if (event.key === 'Escape' && search !== '') {
            event.preventDefault();
            ui.setState({ search: '' });
          }
        }}
      />
    </label>
  );
}
