import { KeyRound } from 'lucide-react';
import { useState, type FormEvent } from 'react';
import type { ApiError } from '../../../../src-shared/helpdesk/api/api-error.ts';
import { Button } from '../../../ui/button.tsx';
import { useWords } from '../../../words/i18n.ts';
import { dayAndTime } from '../../../words/time.ts';
import { useHelpDesk, useResource } from '../console-context.tsx';
import { Field } from '../field.tsx';
import { Loading, ProblemNote } from '../problem-note.tsx';

/** Passkeys: what each is called, when it was last used, and the way to one more. */
export function PasskeysPart() {
  const { t } = useWords('console');
  const { passkeys } = useHelpDesk();
  const { value, error } = useResource(passkeys.list);
  const [problem, setProblem] = useState<ApiError | null>(null);
  const remove = async (id: string) => {
    const answer = await passkeys.remove(id);
    setProblem(answer.ok ? null : answer.error);
  };
  return (
    <section className="c-account-part" aria-labelledby="c-passkeys-title">
      <h2 id="c-passkeys-title" className="c-section-title">
        {t('account.passkeys.title')}
      </h2>
      <p className="c-plain">{t('account.passkeys.text')}</p>
      {problem === null ? null : <ProblemNote problem={problem} />}
      {error === null ? null : <ProblemNote problem={error} onRetry={() => void passkeys.list.refetch()} />}
      {value === null && error === null ? <Loading>{t('admin.loading')}</Loading> : null}
      {value === null || value.length === 0 ? null : (
        <ul className="c-account-list">
          {value.map(({ id, name, lastUsedAt }) => (
            <li key={id}>
              <KeyRound size={16} aria-hidden="true" />
              <b>{name}</b>
              <span className="c-quiet">
                {lastUsedAt === null
                  ? t('account.neverUsed')
                  : t('account.lastUsed', { time: dayAndTime(lastUsedAt) })}
              </span>
              <Button
                size="inline"
                aria-label={`${t('account.remove')}: ${name}`}
                onClick={() => void remove(id)}
              >
                {t('account.remove')}
              </Button>
            </li>
          ))}
        </ul>
      )}
      {passkeys.isAble ? <AddPasskey /> : <p className="c-quiet">{t('account.passkeys.notAble')}</p>}
    </section>
  );
}

function AddPasskey() {
  const { t } = useWords('console');
  const { passkeys } = useHelpDesk();
  const [name, setName] = useState('');
  const [problem, setProblem] = useState<ApiError | null>(null);
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    const answer = await passkeys.add(name.trim() === '' ? t('account.passkeys.usual') : name.trim());
    setProblem(answer.ok ? null : answer.error);
    if (answer.ok) setName('');
  };
  return (
    <form className="c-account-add" noValidate onSubmit={(event) => void submit(event)}>
      <Field
        label={t('account.passkeys.name')}
        maxLength={120}
        placeholder={t('account.passkeys.usual')}
        value={name}
        onChange={(event) => setName(event.currentTarget.value)}
      />
      <Button type="submit" size="desk">
        {t('account.passkeys.add')}
      </Button>
      {problem === null ? null : <ProblemNote problem={problem} />}
    </form>
  );
}
