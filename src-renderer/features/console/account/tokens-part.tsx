import { FileKey2 } from 'lucide-react';
import { useState, type FormEvent } from 'react';
import type { ApiError } from '../../../../src-shared/helpdesk/api/api-error.ts';
import { tokenRoutes } from '../../../../src-shared/helpdesk/api/token-routes.ts';
import { neverByToken, type Permission } from '../../../../src-shared/helpdesk/permissions.ts';
import { Button } from '../../../ui/button.tsx';
import { useWords } from '../../../words/i18n.ts';
import { dayAndTime } from '../../../words/time.ts';
import { useHelpDesk, useIdentity, useNames, useResource } from '../console-context.tsx';
import { Field } from '../field.tsx';
import { Loading, ProblemNote } from '../problem-note.tsx';

/** Keys for programs: what each may, how long, and a way to end it at once. */
export function TokensPart() {
  const { t } = useWords('console');
  const { tokens, api } = useHelpDesk();
  const { memberName } = useNames();
  const { value, error } = useResource(tokens);
  const [problem, setProblem] = useState<ApiError | null>(null);
  const revoke = async (id: string) => {
    const answer = await api.call(tokenRoutes.revoke, { params: { id } });
    setProblem(answer.ok ? null : answer.error);
    await tokens.refetch();
  };
  return (
    <section className="c-account-part" aria-labelledby="c-tokens-title">
      <h2 id="c-tokens-title" className="c-section-title">
        {t('account.tokens.title')}
      </h2>
      <p className="c-plain">{t('account.tokens.text')}</p>
      {problem === null ? null : <ProblemNote problem={problem} />}
      {error === null ? null : <ProblemNote problem={error} onRetry={() => void tokens.refetch()} />}
      {value === null && error === null ? <Loading>{t('admin.loading')}</Loading> : null}
      {value === null || value.length === 0 ? null : (
        <ul className="c-account-list">
          {value.map(({ id, name, memberId, scopes, expiresAt }) => (
            <li key={id}>
              <FileKey2 size={16} aria-hidden="true" />
              <b>{name}</b>
              <span className="c-quiet">
                {t('account.tokens.line', {
                  name: memberName(memberId) ?? memberId,
                  scopes: scopes.join(', '),
                  until: dayAndTime(expiresAt),
                })}
              </span>
              <Button
                size="inline"
                aria-label={`${t('account.tokens.end')}: ${name}`}
                onClick={() => void revoke(id)}
              >
                {t('account.tokens.end')}
              </Button>
            </li>
          ))}
        </ul>
      )}
      <AddToken />
    </section>
  );
}

function AddToken() {
  const { t } = useWords('console');
  const { permissions } = useIdentity();
  const able = permissions.filter((one) => !neverByToken.has(one));
  const [scopes, setScopes] = useState<readonly Permission[]>([]);
  const add = useAddToken(scopes);
  const toggle = (one: Permission) =>
    setScopes((old) => (old.includes(one) ? old.filter((other) => other !== one) : [...old, one]));
  return (
    <form className="c-account-add" noValidate onSubmit={(event) => void add.submit(event)}>
      <Field
        label={t('account.tokens.name')}
        maxLength={120}
        value={add.name}
        onChange={(event) => add.setName(event.currentTarget.value)}
      />
      <fieldset className="c-scopes">
        <legend>{t('account.tokens.may')}</legend>
        {able.map((one) => (
          <label key={one}>
            <input type="checkbox" checked={scopes.includes(one)} onChange={() => toggle(one)} /> {one}
          </label>
        ))}
      </fieldset>
      <Button type="submit" size="desk">
        {t('account.tokens.add')}
      </Button>
      {add.error === null ? null : <ProblemNote problem={add.error} />}
      {add.secret === null ? null : (
        <div className="c-secret">
          <p role="status">{t('account.tokens.secret')}</p>
          <input
            className="c-input"
            readOnly
            autoFocus
            aria-label={t('account.tokens.secretLabel')}
            value={add.secret}
            onFocus={(event) => event.currentTarget.select()}
          />
        </div>
      )}
    </form>
  );
}

/** How long a key for a program lives, in days. */
const DAYS = 90;

function useAddToken(scopes: readonly Permission[]) {
  const { api, tokens } = useHelpDesk();
  const [name, setName] = useState('');
  const [secret, setSecret] = useState<string | null>(null);
  const [error, setError] = useState<ApiError | null>(null);
  return {
    name,
    setName,
    secret,
    error,
    async submit(event: FormEvent): Promise<void> {
      event.preventDefault();
      const answer = await api.call(tokenRoutes.create, { body: { name, scopes: [...scopes], days: DAYS } });
      setError(answer.ok ? null : answer.error);
      setSecret(answer.ok ? answer.value.secret : null);
      if (!answer.ok) return;
      setName('');
      await tokens.refetch();
    },
  };
}
