import { ExternalLink } from 'lucide-react';
import { useState } from 'react';
import type { SettingsPage } from '../../../src-shared/settings-page.ts';
import { useHost, useHostActions } from '../../ui/app-context.tsx';
import { Button } from '../../ui/button.tsx';
import { useWords } from '../../words/i18n.ts';

/** Opens the page of the system's settings that the steps speak of; nothing where this system has no such page. */
export function SettingsPageButton({ page }: { readonly page: SettingsPage | null }) {
  const { t } = useWords('host');
  const { openSettingsPage } = useHostActions();
  const can = useHost(({ settingsPages }) => page !== null && settingsPages.includes(page));
  const [failed, setFailed] = useState(false);
  if (page === null || !can) return null;
  const open = async () => setFailed(!(await openSettingsPage(page)));
  return (
    <div className="host-settings-page">
      <Button size="card" iconEnd={<ExternalLink size={18} aria-hidden="true" />} onClick={() => void open()}>
        {t(`settingsPage.open.${page}`)}
      </Button>
      <span role="status">{failed ? t('settingsPage.notOpened') : ''}</span>
    </div>
  );
}
