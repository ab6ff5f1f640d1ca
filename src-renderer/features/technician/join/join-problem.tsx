import { OctagonAlert, TriangleAlert } from 'lucide-react';
import type { Join } from '../../../stores/technician-store.ts';
import { Button } from '../../../ui/button.tsx';
import { Card } from '../../../ui/card.tsx';
import { useTechnician, useTechnicianActions } from '../../../ui/app-context.tsx';
import { useWords } from '../../../words/i18n.ts';
import { leftText } from '../../../words/time.ts';
import { CopyDetails } from './copy-details.tsx';
import { isSerious, problemWords, wayOn } from './problems.ts';

interface Props {
  readonly id: string;
  readonly join: Extract<Join, { state: 'failed' }>;
  /** Empties the field and lets the technician type another code. */
  readonly onNewCode: () => void;
  /** Puts the caret back into the code as it stands. */
  readonly onCorrect: () => void;
}

/** Why a code did not lead to a session, and the way on. */
export function JoinProblem({ id, join, onNewCode, onCorrect }: Props) {
  const { t } = useWords('desk');
  const { error } = join;
  const serious = isSerious(error);
  const words = problemWords(error);
  const Icon = serious ? OctagonAlert : TriangleAlert;
  return (
    <>
      <Card tone="amber" className="t-problem" data-serious={serious || undefined} role="alert" id={id}>
        <Icon size={20} aria-hidden="true" />
        <div>
          <p>
            <b>{t(`problem.${words}.what`)}</b> {t(`problem.${words}.means`)}
          </p>
          <p className="t-problem-next">{t(`problem.${words}.todo`)}</p>
          {error.detail === undefined || wayOn(error) === 'correct' ? null : (
            <details>
              <summary>{t('problem.detail')}</summary>
              <code>
                {error.code}: {error.detail}
              </code>
            </details>
          )}
        </div>
      </Card>
      <Ways join={join} onNewCode={onNewCode} onCorrect={onCorrect} />
    </>
  );
}

function Ways({ join, onNewCode, onCorrect }: Omit<Props, 'id'>) {
  const { t } = useWords('desk');
  const way = wayOn(join.error);
  return (
    <div className="t-ways">
      {way === 'correct' ? (
        <Button look="primary" size="card" onClick={onCorrect}>
          {t('problem.way.correct')}
        </Button>
      ) : null}
      {way === 'again' ? <TryNow retryAt={join.retryAt} /> : null}
      <Button look={way === 'newCode' ? 'primary' : 'secondary'} size="card" onClick={onNewCode}>
        {t(
          way === 'newCode'
            ? 'problem.way.newCode'
            : way === 'tell'
              ? 'problem.way.back'
              : 'problem.way.other',
        )}
      </Button>
      {way === 'tell' || way === 'again' ? <CopyDetails error={join.error} attempts={join.attempt} /> : null}
    </div>
  );
}

/** "Try now", with the seconds until it is tried by itself. */
function TryNow({ retryAt }: { readonly retryAt: number | null }) {
  const { t } = useWords('desk');
  const actions = useTechnicianActions();
  const left = useTechnician((state) =>
    retryAt === null ? null : Math.max(0, Math.ceil((retryAt - state.now) / 1000)),
  );
  return (
    <Button look="primary" size="card" onClick={() => actions.tryNow()}>
      {left === null ? t('problem.way.again') : t('problem.way.againIn', { time: leftText(left * 1000) })}
    </Button>
  );
}
