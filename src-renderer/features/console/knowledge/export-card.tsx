import { FileDown, FolderDown } from 'lucide-react';
import { useState } from 'react';
import { knowledgeRoutes } from '../../../../src-shared/helpdesk/api/knowledge-routes.ts';
import type { FolderFile } from '../../../../src-shared/helpdesk/article-folder.ts';
import type { OpenFolder } from '../../../helpdesk/article-folder-files.ts';
import { Button } from '../../../ui/button.tsx';
import { Card } from '../../../ui/card.tsx';
import { useWords } from '../../../words/i18n.ts';
import { useHelpDesk } from '../console-context.tsx';
import { Loading, ProblemNote } from '../problem-note.tsx';
import { problemWords } from '../problem-words.ts';

type Pick = (options: { readonly mode: 'readwrite' }) => Promise<OpenFolder>;

/** Where the browser lets pages write into a folder that its user chooses; null where it does not. */
function folderPicker(): Pick | null {
  const pick: unknown = Reflect.get(window, 'showDirectoryPicker');
  return typeof pick === 'function' ? (options) => pick.call(window, options) as Promise<OpenFolder> : null;
}

/** Gives every article out as a Markdown file. */
export function ExportCard() {
  const { t } = useWords('console');
  const { busy, problem, written, toFolder, toFile } = useExport();
  const pick = folderPicker();
  return (
    <Card className="c-files-card">
      <h2 className="c-section-title">{t('files.exportTitle')}</h2>
      <p>{t('files.exportText')}</p>
      <div className="c-files-ways">
        {pick === null ? null : (
          <Button
            size="desk"
            disabled={busy}
            icon={<FolderDown size={16} aria-hidden="true" />}
            onClick={() => void toFolder(pick)}
          >
            {t('files.exportFolder')}
          </Button>
        )}
        <Button
          size="desk"
          disabled={busy}
          icon={<FileDown size={16} aria-hidden="true" />}
          onClick={() => void toFile()}
        >
          {t('files.exportJson')}
        </Button>
      </div>
      {busy ? <Loading>{t('files.exporting')}</Loading> : null}
      {problem === null ? null : <ProblemNote problem={problem} />}
      {written === null ? null : <p role="status">{t('files.exported', { count: written })}</p>}
    </Card>
  );
}

function useExport() {
  const { t } = useWords('console');
  const { api } = useHelpDesk();
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);
  const [written, setWritten] = useState<number | null>(null);
  const run = async (give: (files: readonly FolderFile[]) => Promise<number>) => {
    setBusy(true);
    setProblem(null);
    setWritten(null);
    const answer = await api.call(knowledgeRoutes.export);
    if (answer.ok)
      try {
        setWritten(await give(answer.value));
      } catch {
        setProblem(t('files.exportStopped'));
      }
    else setProblem(t('files.exportFailed', { why: problemWords(answer.error) }));
    setBusy(false);
  };
  return {
    busy,
    problem,
    written,
    async toFolder(pick: Pick): Promise<void> {
      const folder = await pick({ mode: 'readwrite' }).catch(() => null);
      if (folder === null) return; // they chose none
      await run(async (files) => {
        const { writeIntoFolder } = await import('../../../helpdesk/article-folder-files.ts');
        return writeIntoFolder(folder, files);
      });
    },
    toFile: () => run(downloadAll),
  };
}

async function downloadAll(files: readonly FolderFile[]): Promise<number> {
  const url = URL.createObjectURL(new Blob([JSON.stringify(files, null, 2)], { type: 'application/json' }));
  const link = document.createElement('a');
  link.href = url;
  link.download = 'articles.json';
  link.click();
  setTimeout(() => URL.revokeObjectURL(url), 60_000);
  return files.length;
}
