import { useEffect, useId, useRef, useState } from 'react';
import type { AppError } from '../../../../src-shared/errors.ts';
import { Button } from '../../../ui/button.tsx';
import { useTechnician, useTechnicianActions } from '../../../ui/app-context.tsx';
import { useWords } from '../../../words/i18n.ts';
import { CODE_LENGTH, codeIn } from './code-digits.ts';
import { CodeField, type CodeFieldHandle } from './code-field.tsx';
import { JoinProblem } from './join-problem.tsx';
import { JoinSteps } from './join-steps.tsx';
import { WhoCard } from './who-card.tsx';

interface Props {
  readonly digits: string;
  readonly onDigits: (digits: string) => void;
}

/** The code and what becomes of it. Twelve digits connect by themselves; a code from a link waits for the button. */
export function JoinForm({ digits, onDigits }: Props) {
  const { t } = useWords('desk');
  const actions = useTechnicianActions();
  const join = useTechnician((state) => state.join);
  const name = useTechnician((state) => state.settings.technicianName);
  const trial = useTechnician((state) => state.info?.trial ?? false);
  const code = useRef<CodeFieldHandle>(null);
  const nameField = useRef<HTMLInputElement>(null);
  const [nameMissing, setNameMissing] = useState(false);
  /** The error that was answered by typing on: its words go, although the store still knows it. */
  const [answered, setAnswered] = useState<AppError | null>(null);
  const { fromLink, typed } = usePrefill(onDigits);
  const ids = { title: useId(), status: useId(), problem: useId() };
  useEffect(() => code.current?.focus(), []);

  const failed = join.state === 'failed' && join.error !== answered ? join : null;
  const working = join.state === 'working';
  const connect = (whole: string) => {
    setNameMissing(name === '');
    if (name === '') nameField.current?.focus();
    else actions.join(whole);
  };
  const change = (next: string) => {
    if (failed !== null) dismiss(failed.error);
    typed();
    onDigits(next);
    if (next.length === CODE_LENGTH && next !== digits) connect(next);
  };
  const dismiss = (error: AppError) => {
    setAnswered(error);
    actions.cancelJoin();
  };
  const newCode = () => {
    if (failed !== null) dismiss(failed.error);
    onDigits('');
    // the boxes are still full while this runs; the caret goes to the front of the emptied field
    requestAnimationFrame(() => code.current?.focus());
  };

  return (
    <div className="t-join-top">
      <div className="t-join-form">
        <h1 id={ids.title} className="t-title">
          {t('join.title')}
        </h1>
        <p className="t-lead">{t('join.lead')}</p>
        {trial ? <p className="t-trial">{t('join.trial')}</p> : null}
        <CodeField
          handle={code}
          digits={digits}
          onDigits={change}
          locked={working}
          wrong={failed !== null}
          labelledBy={ids.title}
          describedBy={failed === null ? ids.status : ids.problem}
        />
        {working ? <JoinSteps step={join.step} /> : null}
        {failed === null ? null : (
          <JoinProblem
            id={ids.problem}
            join={failed}
            onNewCode={newCode}
            onCorrect={() => code.current?.focus()}
          />
        )}
        {working || failed !== null ? null : (
          <div className="t-connect">
            <Button
              look="primary"
              size="card"
              disabled={digits.length < CODE_LENGTH}
              onClick={() => connect(digits)}
            >
              {t('join.connect')}
            </Button>
            <Status id={ids.status} digits={digits} fromLink={fromLink} nameMissing={name === ''} />
          </div>
        )}
      </div>
      <WhoCard
        missing={nameMissing && name === ''}
        nameRef={nameField}
        onNamed={() => {
          setNameMissing(false);
          code.current?.focus();
        }}
      />
    </div>
  );
}

interface StatusProps {
  readonly id: string;
  readonly digits: string;
  readonly fromLink: boolean;
  readonly nameMissing: boolean;
}

function Status({ id, digits, fromLink, nameMissing }: StatusProps) {
  const { t } = useWords('desk');
  const left = CODE_LENGTH - digits.length;
  const byItself = nameMissing ? t('join.nameFirst') : t('join.byItself');
  return (
    <p id={id} role="status" className="t-connect-status">
      {left > 0
        ? `${t('join.toGo', { count: left })} ${byItself}`
        : nameMissing
          ? t('join.nameFirst')
          : t(fromLink ? 'join.fromLink' : 'join.ready')}
    </p>
  );
}

/** Puts a code that came by a link into the field; it never joins by itself. */
function usePrefill(onDigits: (digits: string) => void): {
  readonly fromLink: boolean;
  readonly typed: () => void;
} {
  const prefill = useTechnician((state) => state.prefill);
  const [fromLink, setFromLink] = useState(false);
  useEffect(() => {
    if (prefill === null) return;
    setFromLink(true);
    onDigits(codeIn(prefill));
  }, [prefill, onDigits]);
  return { fromLink, typed: () => setFromLink(false) };
}
