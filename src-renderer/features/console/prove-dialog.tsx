import { KeyRound } from 'lucide-react';
import { useEffect, useId, useRef, useState, type FormEvent } from 'react';
import type { ApiError } from '../../../src-shared/helpdesk/api/api-error.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { useAnnounce } from '../../ui/live-region.tsx';
import { useWords } from '../../words/i18n.ts';
import { useHelpDesk } from './console-context.tsx';
import { Field } from './field.tsx';
import { problemWords } from './problem-words.ts';

/** Asks once more who it is, before rights are given away; what was asked for then goes on by itself. // HD-9 */
export function ProveDialog() {
  const { t } = useWords('console');
  const { passkeys } = useHelpDesk();
  const { waiting, settle } = useProver();
  const form = useId();
  const first = useRef<HTMLInputElement>(null);
  return (
    <Dialog
      open={waiting}
      onNo={() => settle(false)}
      size="desk"
      title={t('prove.title')}
      text={t('prove.text')}
      firstFocus={first}
      actions={
        <>
          <Button size="desk" onClick={() => settle(false)}>
            {t('cancel')}
          </Button>
          {passkeys.isAble ? <ProveByPasskey onProved={() => settle(true)} /> : null}
          <Button type="submit" form={form} size="desk" look="primary">
            {t('prove.submit')}
          </Button>
        </>
      }
    >
      <ProveForm id={form} first={first} onProved={() => settle(true)} />
    </Dialog>
  );
}

function ProveByPasskey({ onProved }: { readonly onProved: () => void }) {
  const { t } = useWords('console');
  const { passkeys } = useHelpDesk();
  const announce = useAnnounce();
  const prove = async () => {
    const answer = await passkeys.prove();
    if (answer.ok) onProved();
    else announce(problemWords(answer.error), 'assertive');
  };
  return (
    <Button size="desk" icon={<KeyRound size={16} aria-hidden="true" />} onClick={() => void prove()}>
      {t('prove.passkey')}
    </Button>
  );
}

/** Calls that wait for a proof wait for the same one. */
function useProver() {
  const { api } = useHelpDesk();
  const asked = useRef<((proved: boolean) => void)[]>([]);
  const [waiting, setWaiting] = useState(false);
  const settle = (proved: boolean) => {
    setWaiting(false);
    asked.current.splice(0).forEach((answer) => answer(proved));
  };
  useEffect(
    () =>
      api.proveWith(
        () =>
          new Promise((resolve) => {
            asked.current.push(resolve);
            setWaiting(true);
          }),
      ),
    [api],
  );
  return { waiting, settle };
}

interface FormProps {
  readonly id: string;
  readonly first: React.RefObject<HTMLInputElement | null>;
  readonly onProved: () => void;
}

function ProveForm({ id, first, onProved }: FormProps) {
  const { t } = useWords('console');
  const { session } = useHelpDesk();
  const [password, setPassword] = useState('');
  const [error, setError] = useState<ApiError | null>(null);
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    const answer = await session.actions.prove(password);
    if (answer.ok) onProved();
    else setError(answer.error);
  };
  const isWrong = error !== null && ['NOT_FOUND', 'NOT_ALLOWED', 'INVALID'].includes(error.error);
  return (
    <form id={id} className="c-form" noValidate onSubmit={(event) => void submit(event)}>
      <Field
        ref={first}
        label={t('gate.password')}
        type="password"
        autoComplete="current-password"
        value={password}
        wrong={error === null ? undefined : isWrong ? t('prove.wrong') : problemWords(error)}
        onChange={(event) => setPassword(event.currentTarget.value)}
      />
    </form>
  );
}
