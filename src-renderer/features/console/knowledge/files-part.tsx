import { useWords } from '../../../words/i18n.ts';
import { useMay } from '../console-context.tsx';
import { ExportCard } from './export-card.tsx';
import { ImportCard } from './import-card.tsx';

/** Articles as a folder of Markdown files, in and out. */
export function FilesPart() {
  const { t } = useWords('console');
  const mayWrite = useMay('knowledge.write');
  return (
    <div className="c-files-cards">
      <ExportCard />
      {mayWrite ? <ImportCard /> : <p className="c-quiet">{t('files.onlyReads')}</p>}
    </div>
  );
}
