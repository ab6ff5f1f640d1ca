import { useState } from 'react';
import type { ApiError } from '../../../src-shared/helpdesk/api/api-error.ts';
import { appSignInRoutes } from '../../../src-shared/helpdesk/api/app-sign-in-routes.ts';
import { createResource } from '../../helpdesk/resource.ts';
import { Button } from '../../ui/button.tsx';
import { useWords } from '../../words/i18n.ts';
import { useHelpDesk, useResource } from './console-context.tsx';
import { Gate } from './gate.tsx';
import { Loading, ProblemNote } from './problem-note.tsx';
import { problemWords } from './problem-words.ts';
import { hashOf } from './route.ts';
import { useTitle } from './use-route.ts';

interface Props {
  readonly request: string;
  /** Who is signed in here, and would be there. */
  readonly name: string;
}

/** An app asks to be let in as whoever is signed in here. The letters tell whether it is the app in front of them. // HD-14 */
export function AppSignInPage({ request, name }: Props) {
  const { t } = useWords('console');
  const { api } = useHelpDesk();
  const [asking] = useState(() =>
    createResource(() => api.call(appSignInRoutes.look, { params: { request } })),
  );
  const { value, error } = useResource(asking, never);
  const [answered, setAnswered] = useState<boolean | null>(null);
  const [problem, setProblem] = useState<ApiError | null>(null);
  useTitle(t('app.title'));
  const answer = async (allow: boolean) => {
    const said = await api.call(appSignInRoutes.answer, { params: { request }, body: { allow } });
    if (said.ok) setAnswered(said.value.allowed);
    else setProblem(said.error);
  };
  const wrong = problem ?? error;
  const lead =
    answered !== null
      ? t(answered ? 'app.letIn' : 'app.refused')
      : value === null
        ? t('app.lead')
        : t('app.asks', { device: value.device, name });
  return (
    <Gate title={t('app.title')} lead={lead}>
      {wrong === null ? null : (
        <ProblemNote problem={wrong.error === 'NOT_FOUND' ? t('app.gone') : problemWords(wrong)} />
      )}
      {value === null && wrong === null ? <Loading>{t('admin.loading')}</Loading> : null}
      {value === null || answered !== null ? null : (
        <>
          <p className="c-matching">{value.matching}</p>
          <p className="c-plain">{t('app.compare')}</p>
          <div className="c-form-end">
            <Button size="desk" onClick={() => void answer(false)}>
              {t('app.no')}
            </Button>
            <Button size="desk" look="primary" onClick={() => void answer(true)}>
              {t('app.yes')}
            </Button>
          </div>
        </>
      )}
      {answered === null && wrong === null ? null : (
        <a className="c-link" href={hashOf({ page: 'home' })}>
          {t('lost.home')}
        </a>
      )}
    </Gate>
  );
}

/** The question stands still while it is read. */
const never = () => false;
