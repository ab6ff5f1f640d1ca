import './lower.css';
import { memo, useEffect } from 'react';
import { Tabs } from '../../../ui/tabs.tsx';
import { VisuallyHidden } from '../../../ui/visually-hidden.tsx';
import { useWords } from '../../../words/i18n.ts';
import { lowerTabs, useDeskUi, useDeskUiStore, type LowerTab } from '../desk/desk-ui.ts';
import { useDesk } from '../desk/use-desk.ts';
import { NetworkPanel } from '../network/network-panel.tsx';
import { NotePanel } from '../note/note-panel.tsx';
import { useNotes } from '../../../ui/app-context.tsx';
import { FactsPanel } from './facts-panel.tsx';
import { FactsSearch } from './facts-search.tsx';
import { LinkLog } from './link-log.tsx';
import { ProcessesPanel } from './processes-panel.tsx';
import { StatisticsPanel } from './statistics-panel.tsx';

/** Everything that is known of the machine and of the link, below the picture. */
export const LowerPanel = memo(function LowerPanel() {
  const { t } = useWords('desk');
  const ui = useDeskUiStore();
  const hasNote = useHasNote();
  const wanted = useDeskUi((state) => state.lower);
  const tab = wanted === 'note' && !hasNote ? 'facts' : wanted;
  const tabs: readonly LowerTab[] = hasNote ? ['note', ...lowerTabs] : lowerTabs;
  return (
    <section className="t-lower" data-panel="lower" tabIndex={-1} aria-label={t('lower.region')}>
      <VisuallyHidden>
        <h2>{t('lower.region')}</h2>
      </VisuallyHidden>
      <Tabs
        items={tabs.map((id) => ({ id, label: t(`lower.${id}`) }))}
        value={tab}
        onChange={(next) => ui.setState({ lower: next })}
        label={t('lower.region')}
        look="desk"
        className="t-lower-tabs"
        panelClassName="t-lower-panel"
        aside={tab === 'facts' ? <FactsSearch /> : <Taken />}
      >
        <Panel tab={tab} />
      </Tabs>
    </section>
  );
});

function Panel({ tab }: { readonly tab: LowerTab }) {
  switch (tab) {
    case 'note':
      return <NotePanel />;
    case 'facts':
      return <FactsPanel />;
    case 'processes':
      return <ProcessesPanel />;
    case 'network':
      return <NetworkPanel />;
    case 'log':
      return <LinkLog />;
    case 'statistics':
      return <StatisticsPanel />;
  }
}

/** Whether a note of this session is here; it comes to the front as soon as it is. */
function useHasNote(): boolean {
  const ui = useDeskUiStore();
  const id = useDesk((desk) => desk.id);
  const hasNote = useNotes(({ notes }) => notes.some((note) => note.id === id));
  useEffect(() => {
    if (hasNote) ui.setState({ lower: 'note' });
  }, [ui, hasNote]);
  return hasNote;
}

/** How fresh what stands here is. */
function Taken() {
  const { t } = useWords('desk');
  const tab = useDeskUi((state) => state.lower);
  const took = useDesk((desk) =>
    desk.snapshotState === 'complete' ? (desk.snapshot?.tookMs ?? null) : null,
  );
  if (tab !== 'processes' || took === null) return null;
  return <span className="t-taken">{t('lower.snapshotTook', { seconds: (took / 1000).toFixed(1) })}</span>;
}
