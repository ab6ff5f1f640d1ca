import { useState, type FormEvent, type ReactNode } from 'react';
import type { ApiError } from '../../../src-shared/helpdesk/api/api-error.ts';
import type { Result } from '../../../src-shared/result.ts';
import { ArrivalHeading } from '../../ui/arrival.tsx';
import { Button } from '../../ui/button.tsx';
import { Card } from '../../ui/card.tsx';
import { Logo } from '../../ui/logo.tsx';
import { useWords } from '../../words/i18n.ts';
import { ProblemNote } from './problem-note.tsx';
import { fieldWords } from './problem-words.ts';

interface GateProps {
  readonly title: string;
  readonly lead: string;
  readonly children: ReactNode;
}

/** The page before the help desk: one card in the middle, one thing to do. */
export function Gate({ title, lead, children }: GateProps) {
  const { t } = useWords('common');
  return (
    <main className="c-gate">
      <p className="c-brand">
        <Logo size={22} /> {t('app')}
      </p>
      <Card className="c-gate-card">
        <ArrivalHeading className="c-title">{title}</ArrivalHeading>
        <p className="c-lead">{lead}</p>
        {children}
      </Card>
    </main>
  );
}

export type Values<Name extends string> = Readonly<Record<Name, string>>;

interface FormProps {
  /** Null: there is nothing to say that the fields do not say. */
  readonly problem: string | null;
  readonly submitting: boolean;
  readonly label: string;
  readonly onSubmit: () => void;
  readonly children: ReactNode;
  readonly beside?: ReactNode;
}

export function GateForm({ problem, submitting, label, onSubmit, children, beside }: FormProps) {
  const submit = (event: FormEvent) => {
    event.preventDefault();
    onSubmit();
  };
  return (
    <form className="c-form" noValidate onSubmit={submit}>
      {children}
      {problem === null ? null : <ProblemNote problem={problem} />}
      <div className="c-form-end">
        {beside}
        <Button type="submit" look="primary" size="desk" disabled={submitting}>
          {label}
        </Button>
      </div>
    </form>
  );
}

/** The values of a form, its way to the server, and what came back by field. */
export function useForm<Name extends string>(
  names: readonly Name[],
  send: (values: Values<Name>) => Promise<Result<unknown, ApiError>>,
) {
  const [values, setValues] = useState(
    () => Object.fromEntries(names.map((name) => [name, ''])) as Values<Name>,
  );
  const [error, setError] = useState<ApiError | null>(null);
  const [submitting, setSubmitting] = useState(false);
  const fields = error?.fields ?? {};
  return {
    values,
    error,
    submitting,
    /** True when something is wrong with a field of this form. */
    marked: names.some((name) => Object.hasOwn(fields, name)),
    field: (name: Name) => ({
      value: values[name],
      wrong: Object.hasOwn(fields, name) ? fieldWords(fields[name] ?? '') : undefined,
      onChange: (event: { readonly currentTarget: { readonly value: string } }) => {
        const { value } = event.currentTarget;
        setValues((old) => ({ ...old, [name]: value }));
      },
    }),
    async submit(): Promise<void> {
      if (submitting) return;
      setSubmitting(true);
      const answer = await send(values);
      setSubmitting(false);
      setError(answer.ok ? null : answer.error);
    },
  };
}
