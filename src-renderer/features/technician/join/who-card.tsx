import { useId, useState, type KeyboardEvent, type Ref } from 'react';
import { Pencil, UserRoundX } from 'lucide-react';
import { Badge } from '../../../ui/badge.tsx';
import { Button } from '../../../ui/button.tsx';
import { Card } from '../../../ui/card.tsx';
import { useTechnician, useTechnicianActions } from '../../../ui/app-context.tsx';
import { useWords } from '../../../words/i18n.ts';
import { initialsOf } from './initials.ts';

const MAX_NAME = 60;

interface Props {
  /** Joining was tried without a name. */
  readonly missing: boolean;
  readonly nameRef: Ref<HTMLInputElement>;
  /** The name was saved; joining can go on. */
  readonly onNamed: (name: string) => void;
}

/** What the person will see: a name that the technician typed, so nobody vouches for it, and the card says so. */
export function WhoCard({ missing, nameRef, onNamed }: Props) {
  const { t } = useWords('desk');
  const name = useTechnician((state) => state.settings.technicianName);
  const [editing, setEditing] = useState(false);
  const open = editing || name === '';
  return (
    <Card className="t-who" role="group" aria-label={t('join.who.title')}>
      <h2 className="t-who-title">{t('join.who.title')}</h2>
      <div className="t-who-row">
        <span className="t-avatar" aria-hidden="true">
          {name === '' ? <UserRoundX size={22} /> : initialsOf(name)}
        </span>
        {open ? (
          <NameForm
            name={name}
            missing={missing}
            nameRef={nameRef}
            onDone={(next) => {
              setEditing(false);
              onNamed(next);
            }}
          />
        ) : (
          <span className="t-who-name">
            <b>{name}</b>
            <Badge tone="amber" size="desk" icon={<UserRoundX size={14} aria-hidden="true" />}>
              {t('join.who.notVerified')}
            </Badge>
          </span>
        )}
        {open ? null : (
          <Button
            size="inline"
            look="quiet"
            icon={<Pencil size={14} aria-hidden="true" />}
            onClick={() => setEditing(true)}
          >
            {t('join.who.change')}
          </Button>
        )}
      </div>
      <p className="t-who-note">{t('join.who.note')}</p>
    </Card>
  );
}

interface FormProps {
  readonly name: string;
  readonly missing: boolean;
  readonly nameRef: Ref<HTMLInputElement>;
  readonly onDone: (name: string) => void;
}

function NameForm({ name, missing, nameRef, onDone }: FormProps) {
  const { t } = useWords('desk');
  const actions = useTechnicianActions();
  const [draft, setDraft] = useState(name);
  const field = useId();
  const save = () => {
    const next = draft.trim().replace(/\s+/g, ' ').slice(0, MAX_NAME);
    if (next === '') return;
    if (next !== name) actions.setSettings({ technicianName: next });
    onDone(next);
  };
  const onKeyDown = (event: KeyboardEvent<HTMLInputElement>) => {
    if (event.key === 'Enter') save();
    if (event.key === 'Escape' && name !== '') onDone(name);
  };
  return (
    <div className="t-who-form">
      <label htmlFor={field}>{t('join.who.label')}</label>
      <div className="t-who-fields">
        <input
          id={field}
          ref={nameRef}
          className="t-input"
          maxLength={MAX_NAME}
          autoComplete="name"
          autoFocus={name !== ''}
          value={draft}
          aria-invalid={missing || undefined}
          aria-describedby={missing ? `${field}-why` : undefined}
          onChange={(event) => setDraft(event.currentTarget.value)}
          onKeyDown={onKeyDown}
        />
        <Button size="desk" onClick={save} disabled={draft.trim() === ''}>
          {t('join.who.save')}
        </Button>
      </div>
      {missing ? (
        <p id={`${field}-why`} className="t-who-missing" role="alert">
          {t('join.who.missing')}
        </p>
      ) : null}
    </div>
  );
}
