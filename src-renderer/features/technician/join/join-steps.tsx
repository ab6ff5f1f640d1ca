import { Check, CircleDashed } from 'lucide-react';
import { Button } from '../../../ui/button.tsx';
import { Spinner } from '../../../ui/spinner.tsx';
import { VisuallyHidden } from '../../../ui/visually-hidden.tsx';
import { useTechnicianActions } from '../../../ui/app-context.tsx';
import { useWords } from '../../../words/i18n.ts';

const steps = ['server', 'room', 'proof', 'person'] as const;
type Step = (typeof steps)[number];

/** Where a join stands, in words: what is done, what is being done, what comes. */
export function JoinSteps({ step }: { readonly step: Exclude<Step, 'person'> }) {
  const { t } = useWords('desk');
  const actions = useTechnicianActions();
  const at = steps.indexOf(step);
  return (
    <div className="t-steps">
      <ol>
        {steps.map((each, index) => {
          const state = index < at ? 'done' : index === at ? 'now' : 'later';
          return (
            <li key={each} data-state={state} aria-current={state === 'now' ? 'step' : undefined}>
              <StepIcon state={state} />
              {t(`join.steps.${each}`)}
              <VisuallyHidden>{t(`join.steps.is.${state}`)}</VisuallyHidden>
            </li>
          );
        })}
      </ol>
      <Button size="card" onClick={() => actions.cancelJoin()}>
        {t('join.cancel')}
      </Button>
      <VisuallyHidden>
        <span role="status">{t(`join.steps.${step}`)}</span>
      </VisuallyHidden>
    </div>
  );
}

function StepIcon({ state }: { readonly state: 'done' | 'now' | 'later' }) {
  if (state === 'done') return <Check size={18} aria-hidden="true" />;
  return state === 'now' ? <Spinner size={18} /> : <CircleDashed size={18} aria-hidden="true" />;
}
