import { useEffect, useId, useState } from 'react';
import { ticketRoutes } from '../../../../src-shared/helpdesk/api/ticket-routes.ts';
import type { Requester } from '../../../../src-shared/helpdesk/ticket.ts';
import { useWords } from '../../../words/i18n.ts';
import { useHelpDesk } from '../console-context.tsx';
import { Field } from '../field.tsx';

interface Props {
  readonly name: string;
  readonly email: string;
  readonly wrong: string | undefined;
  readonly onChange: (change: { readonly requester?: string; readonly email?: string }) => void;
}

const REST_MS = 200;
const nobody: readonly Requester[] = [];

/** Who is helped. Known people come up while their name is typed; a known address is the same person. */
export function RequesterField({ name, email, wrong, onChange }: Props) {
  const { t } = useWords('console');
  const list = useId();
  const known = useKnown(name);
  const type = (text: string) => {
    const chosen = known.find((one) => one.name === text);
    onChange(chosen?.email == null ? { requester: text } : { requester: text, email: chosen.email });
  };
  return (
    <div className="c-form-row">
      <Field
        label={t('newTicket.requester')}
        hint={t('newTicket.requesterHint')}
        list={list}
        autoComplete="off"
        maxLength={120}
        value={name}
        onChange={(event) => type(event.currentTarget.value)}
      />
      <datalist id={list}>
        {known.map((one) => (
          <option key={one.id} value={one.name}>
            {one.email ?? ''}
          </option>
        ))}
      </datalist>
      <Field
        label={t('newTicket.requesterEmail')}
        type="email"
        autoComplete="off"
        wrong={wrong}
        value={email}
        onChange={(event) => onChange({ email: event.currentTarget.value })}
      />
    </div>
  );
}

function useKnown(name: string): readonly Requester[] {
  const { api } = useHelpDesk();
  const [known, setKnown] = useState(nobody);
  const text = name.trim();
  useEffect(() => {
    if (text === '') return undefined;
    const stop = new AbortController();
    const timer = setTimeout(async () => {
      const answer = await api.call(ticketRoutes.requesters, { query: { text } }, { signal: stop.signal });
      if (answer.ok && !stop.signal.aborted) setKnown(answer.value);
    }, REST_MS);
    return () => {
      clearTimeout(timer);
      stop.abort();
    };
  }, [api, text]);
  return text === '' ? nobody : known;
}
