import './note.css';
import { Lock } from 'lucide-react';
import { lazy, Suspense, useId, useState } from 'react';
import { MAX_TECHNICIAN_PART } from '../../../../src-shared/helpdesk/session-note.ts';
import type { KeptNote } from '../../../stores/note-store.ts';
import { Tabs } from '../../../ui/tabs.tsx';
import { useWords } from '../../../words/i18n.ts';
import { NoteActionsRow } from './note-actions-row.tsx';
import { useNoteActions } from '../../../ui/app-context.tsx';

type View = 'write' | 'preview';

/** Arrives with the first note: the screen where a code is typed does without it. */
const NoteMarkdown = lazy(async () => ({ default: (await import('./note-markdown.tsx')).NoteMarkdown }));

function Shown({ text }: { readonly text: string }) {
  return (
    <Suspense fallback={<p className="t-note-plain">{text}</p>}>
      <NoteMarkdown text={text} />
    </Suspense>
  );
}

/** A note to look over: the technician's part to edit, the person's part locked below it. */
export function NoteEditor({ note }: { readonly note: KeptNote }) {
  const { t } = useWords('desk');
  const [view, setView] = useState<View>('write');
  return (
    <div className="t-note">
      <Tabs
        items={[
          { id: 'write', label: t('note.write') },
          { id: 'preview', label: t('note.preview') },
        ]}
        value={view}
        onChange={setView}
        label={t('note.views')}
        look="desk"
        className="t-note-views"
        panelClassName="t-note-view"
      >
        {view === 'write' ? <MyPart note={note} /> : <Shown text={note.edited} />}
      </Tabs>
      <PersonPart text={note.draft.personPart} />
      <NoteActionsRow note={note} />
    </div>
  );
}

function MyPart({ note }: { readonly note: KeptNote }) {
  const { t } = useWords('desk');
  const actions = useNoteActions();
  const help = useId();
  const open = note.filing.state === 'draft' || note.filing.state === 'failed';
  return (
    <>
      <textarea
        className="t-note-text"
        aria-label={t('note.mine')}
        aria-describedby={help}
        value={note.edited}
        readOnly={!open}
        maxLength={MAX_TECHNICIAN_PART}
        rows={7}
        spellCheck
        onChange={(event) => actions.edit(note.id, event.target.value)}
      />
      <p id={help} className="t-note-help">
        {t('note.mineHelp')}
      </p>
    </>
  );
}

function PersonPart({ text }: { readonly text: string }) {
  const { t } = useWords('desk');
  const title = useId();
  return (
    <section className="t-note-locked" aria-labelledby={title}>
      <header>
        <Lock size={16} aria-hidden="true" />
        <b id={title}>{t('note.locked')}</b>
        <span>{t('note.lockedWhy')}</span>
      </header>
      <Shown text={text} />
    </section>
  );
}
