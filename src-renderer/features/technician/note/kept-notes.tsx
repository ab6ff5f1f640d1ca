import { NotebookPen } from 'lucide-react';
import { useState } from 'react';
import { Button } from '../../../ui/button.tsx';
import { Dialog } from '../../../ui/dialog.tsx';
import { useWords } from '../../../words/i18n.ts';
import { dayAndTime } from '../../../words/time.ts';
import { NoteEditor } from './note-editor.tsx';
import { useNotes } from '../../../ui/app-context.tsx';

/** Notes that wait on this computer: nothing a session told is lost with its window. */
export function KeptNotes() {
  const { t } = useWords('desk');
  const notes = useNotes((state) => state.notes);
  const [openId, setOpenId] = useState<string | null>(null);
  const open = notes.find(({ id }) => id === openId);
  if (notes.length === 0) return null;
  return (
    <section className="t-recent" aria-labelledby="t-notes-title">
      <h2 id="t-notes-title">{t('note.kept.title')}</h2>
      <ul className="t-note-list">
        {notes.map(({ id, device, endedAt }) => (
          <li key={id}>
            <span>
              <b>{device === '' ? t('note.kept.unnamed') : device}</b>
              <small>{t('note.kept.ended', { time: dayAndTime(endedAt) })}</small>
            </span>
            <Button
              size="inline"
              icon={<NotebookPen size={16} aria-hidden="true" />}
              onClick={() => setOpenId(id)}
            >
              {t('note.kept.open')}
            </Button>
          </li>
        ))}
      </ul>
      <Dialog
        open={open !== undefined}
        onNo={() => setOpenId(null)}
        title={t('note.title')}
        size="desk"
        wide
        actions={
          <Button size="desk" onClick={() => setOpenId(null)}>
            {t('note.close')}
          </Button>
        }
      >
        {open === undefined ? null : <NoteEditor note={open} />}
      </Dialog>
    </section>
  );
}
