import { useEffect } from 'react';
import { Badge } from '../../../ui/badge.tsx';
import { Tabs } from '../../../ui/tabs.tsx';
import { VisuallyHidden } from '../../../ui/visually-hidden.tsx';
import { useTechnicianActions } from '../../../ui/app-context.tsx';
import { useWords } from '../../../words/i18n.ts';
import { sideTabs, useDeskUi, useDeskUiStore, type SideTab } from '../desk/desk-ui.ts';
import { useDesk } from '../desk/use-desk.ts';
import { causeCount } from '../findings/arrange.ts';
import { FindingsPanel } from '../findings/findings-panel.tsx';
import { ChatPanel } from './chat-panel.tsx';
import { VitalsPanel } from './vitals-panel.tsx';

/** Findings, vitals and chat in one tabbed panel, where there is no room for three. */
export function SidePanel() {
  const { t } = useWords('desk');
  const ui = useDeskUiStore();
  const actions = useTechnicianActions();
  const tab = useDeskUi((state) => state.side);
  const unread = useDesk((desk) => desk.unread);
  useEffect(() => {
    if (tab === 'chat' && unread > 0) actions.readChat(); // it was opened to be read
  }, [tab, unread, actions]);
  return (
    <section className="t-side t-side-tabs" aria-label={t('side.label')}>
      <Tabs
        items={sideTabs.map((id) => ({ id, label: <Label id={id} /> }))}
        value={tab}
        onChange={(side) => ui.setState({ side })}
        label={t('side.label')}
        look="desk"
        className="t-side-root"
        panelClassName="t-side-panel"
      >
        {tab === 'findings' ? <FindingsPanel /> : tab === 'vitals' ? <VitalsPanel /> : <ChatPanel />}
      </Tabs>
    </section>
  );
}

function Label({ id }: { readonly id: SideTab }) {
  const { t } = useWords('desk');
  const unread = useDesk((desk) => desk.unread);
  const findings = useDesk((desk) => (desk.judgement === null ? null : causeCount(desk.judgement.findings)));
  if (id === 'vitals') return t('vitals.title');
  if (id === 'findings') {
    return (
      <>
        {t('findings.title')} {findings === null ? null : <Badge size="desk">{findings}</Badge>}
      </>
    );
  }
  return (
    <>
      {t('chat.title')}
      {unread === 0 ? null : (
        <>
          <span className="t-dot" aria-hidden="true" />
          <VisuallyHidden>{t('chat.unread', { count: unread })}</VisuallyHidden>
        </>
      )}
    </>
  );
}
