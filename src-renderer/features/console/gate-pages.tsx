import { KeyRound } from 'lucide-react';
import { useState } from 'react';
import { useStore } from 'zustand';
import { Button } from '../../ui/button.tsx';
import { useWords } from '../../words/i18n.ts';
import { useHelpDesk } from './console-context.tsx';
import { Field } from './field.tsx';
import { Gate, GateForm, useForm } from './gate.tsx';
import { problemWords } from './problem-words.ts';
import { ProblemNote } from './problem-note.tsx';
import { hashOf } from './route.ts';
import { goInstead, useTitle } from './use-route.ts';

/** Where people of the help desk sign in. Stands in for any of its pages, which then goes on as it was. */
export function SignInPage() {
  const { t } = useWords('console');
  const { session } = useHelpDesk();
  const ranOut = useStore(session, (state) => state.ranOut);
  const setUp = useStore(session, (state) => state.setUp);
  useTitle(t('gate.signIn.title'));
  const form = useForm(['email', 'password'], ({ email, password }) =>
    goneOn(session.actions.signIn(email, password)),
  );
  const { error } = form;
  const problem =
    error === null || form.marked
      ? null
      : ['SIGN_IN', 'NOT_FOUND', 'NOT_ALLOWED', 'INVALID'].includes(error.error)
        ? t('gate.signIn.wrong')
        : problemWords(error);
  return (
    <Gate title={t('gate.signIn.title')} lead={t('gate.signIn.lead', { server: location.host })}>
      {ranOut ? <ProblemNote problem={t('gate.signIn.ranOut')} /> : null}
      {setUp === false ? <ProblemNote problem={t('gate.signIn.notSetUp')} /> : null}
      <GateForm
        problem={problem}
        submitting={form.submitting}
        label={t('gate.signIn.submit')}
        onSubmit={() => void form.submit()}
        beside={
          <a className="c-link" href={hashOf({ page: 'desk' })}>
            {t('gate.signIn.instead')}
          </a>
        }
      >
        <Field label={t('gate.email')} type="email" autoComplete="username" {...form.field('email')} />
        <Field
          label={t('gate.password')}
          type="password"
          autoComplete="current-password"
          {...form.field('password')}
        />
      </GateForm>
      <PasskeyWay />
    </Gate>
  );
}

/** Somebody who came here by its own address has nowhere to go back to: home it is. */
async function goneOn<A extends { readonly ok: boolean }>(signedIn: Promise<A>): Promise<A> {
  const answer = await signedIn;
  if (answer.ok && location.hash === hashOf({ page: 'sign-in' })) goInstead({ page: 'home' });
  return answer;
}

function PasskeyWay() {
  const { t } = useWords('console');
  const { session, passkeys } = useHelpDesk();
  const [problem, setProblem] = useState<string | null>(null);
  if (!passkeys.isAble) return null;
  const signIn = async () => {
    const answer = await goneOn(session.actions.signInWithPasskey());
    setProblem(answer.ok ? null : problemWords(answer.error));
  };
  return (
    <div className="c-other-way">
      <Button size="desk" icon={<KeyRound size={16} aria-hidden="true" />} onClick={() => void signIn()}>
        {t('gate.signIn.passkey')}
      </Button>
      {problem === null ? null : <ProblemNote problem={problem} />}
    </div>
  );
}

/** The first run: whoever has the link that the server wrote down becomes its owner. */
export function SetUpPage({ token }: { readonly token: string }) {
  const { t } = useWords('console');
  const { session } = useHelpDesk();
  useTitle(t('gate.setUp.title'));
  const form = useForm(['organisation', 'name', 'email', 'password'], async (values) => {
    const answer = await session.actions.setUp({ token, ...values });
    if (answer.ok) goInstead({ page: 'home' });
    return answer;
  });
  return (
    <Gate title={t('gate.setUp.title')} lead={t('gate.setUp.lead')}>
      <GateForm
        problem={useGateProblem(form, t('gate.setUp.gone'))}
        submitting={form.submitting}
        label={t('gate.setUp.submit')}
        onSubmit={() => void form.submit()}
      >
        <Field
          label={t('gate.setUp.organisation')}
          autoComplete="organization"
          {...form.field('organisation')}
        />
        <PersonFields form={form} withEmail />
      </GateForm>
    </Gate>
  );
}

/** Somebody who was invited says who they are. */
export function InvitationPage({ token }: { readonly token: string }) {
  const { t } = useWords('console');
  const { session } = useHelpDesk();
  useTitle(t('gate.invitation.title'));
  const form = useForm(['name', 'email', 'password'], async ({ name, password }) => {
    const answer = await session.actions.join({ token, name, password });
    if (answer.ok) goInstead({ page: 'home' });
    return answer;
  });
  return (
    <Gate title={t('gate.invitation.title')} lead={t('gate.invitation.lead')}>
      <GateForm
        problem={useGateProblem(form, t('gate.invitation.gone'))}
        submitting={form.submitting}
        label={t('gate.invitation.submit')}
        onSubmit={() => void form.submit()}
      >
        <PersonFields form={form} withEmail={false} />
      </GateForm>
    </Gate>
  );
}

type PersonForm = Pick<ReturnType<typeof useForm<'name' | 'email' | 'password'>>, 'field'>;

function PersonFields({ form, withEmail }: { readonly form: PersonForm; readonly withEmail: boolean }) {
  const { t } = useWords('console');
  return (
    <>
      <Field label={t('gate.name')} hint={t('gate.nameHint')} autoComplete="name" {...form.field('name')} />
      {withEmail ? (
        <Field label={t('gate.email')} type="email" autoComplete="username" {...form.field('email')} />
      ) : null}
      <Field
        label={t('gate.password')}
        hint={t('gate.passwordRule')}
        type="password"
        autoComplete="new-password"
        {...form.field('password')}
      />
    </>
  );
}

function useGateProblem(
  { error, marked }: { readonly error: Parameters<typeof problemWords>[0] | null; readonly marked: boolean },
  gone: string,
): string | null {
  const { t } = useWords('console');
  if (error === null) return null;
  if (marked) return t('gate.fix');
  return error.error === 'NOT_FOUND' ? gone : problemWords(error);
}
