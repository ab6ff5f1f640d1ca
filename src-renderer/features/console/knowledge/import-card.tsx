import { FileUp, FolderUp } from 'lucide-react';
import { useRef, useState } from 'react';
import type { z } from 'zod';
import { knowledgeRoutes, MAX_IMPORT_FILES } from '../../../../src-shared/helpdesk/api/knowledge-routes.ts';
import type { ChosenFile } from '../../../helpdesk/article-folder-files.ts';
import { Button } from '../../../ui/button.tsx';
import { Card } from '../../../ui/card.tsx';
import { Switch } from '../../../ui/switch.tsx';
import { useWords } from '../../../words/i18n.ts';
import { useHelpDesk } from '../console-context.tsx';
import { Loading, ProblemNote } from '../problem-note.tsx';
import { problemWords } from '../problem-words.ts';

type Outcome = z.output<(typeof knowledgeRoutes)['import']['answers']>;

/** Takes a folder of Markdown in, and names every file that was not taken with what to change. */
export function ImportCard() {
  const { t } = useWords('console');
  const [overwrite, setOverwrite] = useState(false);
  const { busy, problem, outcome, take } = useImport(overwrite);
  return (
    <Card className="c-files-card">
      <h2 className="c-section-title">{t('files.importTitle')}</h2>
      <p>{t('files.importText')}</p>
      <div className="c-switch-row">
        <span aria-hidden="true">{t('files.overwrite')}</span>
        <Switch size="desk" label={t('files.overwrite')} checked={overwrite} onChange={setOverwrite} />
      </div>
      <div className="c-files-ways">
        <Chooser folder busy={busy} onFiles={(files) => void take(files)} />
        <Chooser folder={false} busy={busy} onFiles={(files) => void take(files)} />
      </div>
      {busy ? <Loading>{t('files.importing')}</Loading> : null}
      {problem === null ? null : <ProblemNote problem={problem} />}
      {outcome === null ? null : <OutcomeOfImport outcome={outcome} />}
    </Card>
  );
}

function OutcomeOfImport({ outcome: { made, changed, same, faults } }: { readonly outcome: Outcome }) {
  const { t } = useWords('console');
  return (
    <div role="status">
      <p>
        <b>{t('files.done', { made, changed, same })}</b>
      </p>
      {faults.length === 0 ? null : (
        <>
          <p>{t('files.faults', { count: faults.length })}</p>
          <ul className="c-faults">
            {faults.map(({ name, say }) => (
              <li key={`${name} ${say}`}>
                <code>{name}</code> {say}
              </li>
            ))}
          </ul>
        </>
      )}
    </div>
  );
}

function useImport(overwrite: boolean) {
  const { t } = useWords('console');
  const { api, articles } = useHelpDesk();
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);
  const [outcome, setOutcome] = useState<Outcome | null>(null);
  const send = async (chosen: readonly ChosenFile[]): Promise<string | null> => {
    // what reads the heads is large, and wanted here only
    const { filesToImport } = await import('../../../helpdesk/article-folder-files.ts');
    const files = await filesToImport(chosen);
    if (files.length === 0) return t('files.noFiles');
    if (files.length > MAX_IMPORT_FILES)
      return t('files.tooMany', { count: files.length, most: MAX_IMPORT_FILES });
    const answer = await api.call(knowledgeRoutes.import, { body: { files: [...files], overwrite } });
    if (!answer.ok) return t('files.failed', { why: problemWords(answer.error) });
    setOutcome(answer.value);
    void articles.refetch();
    return null;
  };
  const take = async (chosen: readonly ChosenFile[]) => {
    if (busy || chosen.length === 0) return;
    setBusy(true);
    setOutcome(null);
    setProblem(null);
    setProblem(await send(chosen));
    setBusy(false);
  };
  return { busy, problem, outcome, take };
}

interface ChooserProps {
  readonly folder: boolean;
  readonly busy: boolean;
  readonly onFiles: (files: readonly File[]) => void;
}

function Chooser({ folder, busy, onFiles }: ChooserProps) {
  const { t } = useWords('console');
  const input = useRef<HTMLInputElement>(null);
  const Icon = folder ? FolderUp : FileUp;
  return (
    <>
      <input
        ref={(element) => {
          input.current = element;
          // no property of React's: it is set as the browser knows it
          if (folder) element?.setAttribute('webkitdirectory', '');
        }}
        type="file"
        multiple
        hidden
        data-key={folder ? 'import-folder' : 'import-files'}
        {...(folder ? {} : { accept: '.md,.json' })}
        onChange={(event) => {
          onFiles([...(event.currentTarget.files ?? [])]);
          event.currentTarget.value = '';
        }}
      />
      <Button
        size="desk"
        disabled={busy}
        icon={<Icon size={16} aria-hidden="true" />}
        onClick={() => input.current?.click()}
      >
        {t(folder ? 'files.chooseFolder' : 'files.chooseFiles')}
      </Button>
    </>
  );
}
