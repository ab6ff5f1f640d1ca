import { Download, ExternalLink, Send, Trash2 } from 'lucide-react';
import { useState } from 'react';
import { composeNote } from '../../../../src-shared/helpdesk/session-note.ts';
import type { KeptNote, NoteFiling } from '../../../stores/note-store.ts';
import { Button } from '../../../ui/button.tsx';
import { useWords } from '../../../words/i18n.ts';
import { CopyButton } from '../copy-button.tsx';
import { useNoteActions, useNotes } from '../../../ui/app-context.tsx';

/** What can be done with a note, and how far it has come. */
export function NoteActionsRow({ note }: { readonly note: KeptNote }) {
  const { t } = useWords('desk');
  const actions = useNoteActions();
  const removable = note.filing.state !== 'filing';
  return (
    <footer className="t-note-foot">
      <Status note={note} />
      <div className="t-note-ways">
        <FileButton note={note} />
        <CopyButton label={t('note.copy')} size="desk" text={() => composeNote(note.draft, note.edited)} />
        <Button
          size="desk"
          icon={<Download size={16} aria-hidden="true" />}
          onClick={() => actions.save(note.id)}
        >
          {t('note.save')}
        </Button>
        {removable ? <RemoveButton onRemove={() => actions.remove(note.id)} /> : null}
      </div>
    </footer>
  );
}

/** Asks once more in its own words: what is removed here is nowhere else. */
function RemoveButton({ onRemove }: { readonly onRemove: () => void }) {
  const { t } = useWords('desk');
  const [asked, setAsked] = useState(false);
  return (
    <Button
      look={asked ? 'danger-outline' : 'quiet'}
      size="desk"
      icon={<Trash2 size={16} aria-hidden="true" />}
      onClick={() => (asked ? onRemove() : setAsked(true))}
      onBlur={() => setAsked(false)}
    >
      {t(asked ? 'note.removeSure' : 'note.remove')}
    </Button>
  );
}

/** Only where something is connected: a button that could do nothing is not shown. */
function FileButton({ note: { id, filing } }: { readonly note: KeptNote }) {
  const { t } = useWords('desk');
  const actions = useNoteActions();
  const target = useNotes((state) => state.target);
  if (target === null || filing.state === 'filed') return null;
  const busy = filing.state === 'filing';
  return (
    <Button
      look="primary"
      size="desk"
      disabled={busy}
      icon={<Send size={16} aria-hidden="true" />}
      onClick={() => actions.file(id)}
    >
      {busy ? t('note.filing') : filing.state === 'failed' ? t('note.again') : t('note.fileIn', { target })}
    </Button>
  );
}

function Status({ note: { filing, attachments } }: { readonly note: KeptNote }) {
  const { t } = useWords('desk');
  const target = useNotes((state) => state.target);
  const kept = useNotes((state) => state.kept);
  const names = attachments.map(({ name }) => name).join(', ');
  return (
    <div className="t-note-status" data-state={filing.state}>
      <p role="status">{statusWords(filing, target, kept, t)}</p>
      {filing.state === 'filed' && filing.link !== null ? (
        <a href={filing.link} target="_blank" rel="noopener noreferrer">
          <ExternalLink size={14} aria-hidden="true" /> {filing.where}
        </a>
      ) : null}
      {filing.state === 'failed' && filing.detail !== '' ? <code>{filing.detail}</code> : null}
      {names === '' || target === null ? null : (
        <p>{t('note.attached', { count: attachments.length, names })}</p>
      )}
    </div>
  );
}

function statusWords(
  filing: NoteFiling,
  target: string | null,
  kept: boolean,
  t: ReturnType<typeof useWords<'desk'>>['t'],
): string {
  switch (filing.state) {
    case 'draft':
      if (!kept) return t('note.status.notKept');
      return t(target === null ? 'note.status.draftAlone' : 'note.status.draft');
    case 'filing':
      return t('note.status.filing');
    case 'filed':
      return t('note.status.filed', { where: filing.where });
    case 'failed':
      return t(`note.status.${filing.why}`);
  }
}
