import { FileText } from 'lucide-react';
import type { ReportFormat } from '../../../src-shared/bridge/contract.ts';
import { useHostActions } from '../../ui/app-context.tsx';
import { Button } from '../../ui/button.tsx';
import { Menu } from '../../ui/menu.tsx';
import { useWords } from '../../words/i18n.ts';

/** A report without a technician: the person keeps it, prints it or sends it on. */
export function SaveMenu() {
  const { t } = useWords('host');
  const { saveReport } = useHostActions();
  const formats: readonly { readonly id: ReportFormat; readonly label: string }[] = [
    { id: 'html', label: t('findings.saveHtml') },
    { id: 'pdf', label: t('findings.savePdf') },
    { id: 'md', label: t('findings.saveMd') },
    { id: 'json', label: t('findings.saveJson') },
  ];
  return (
    <Menu
      trigger={
        <Button look="quiet" edge="start" icon={<FileText size={20} aria-hidden="true" />}>
          {t('findings.save')}
        </Button>
      }
      items={formats}
      onChoose={saveReport}
      align="start"
    />
  );
}
