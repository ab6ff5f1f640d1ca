import { TriangleAlert } from 'lucide-react';
import type { ReactNode } from 'react';
import type { ApiError } from '../../../src-shared/helpdesk/api/api-error.ts';
import { Button } from '../../ui/button.tsx';
import { Spinner } from '../../ui/spinner.tsx';
import { useWords } from '../../words/i18n.ts';
import { problemWords } from './problem-words.ts';

interface Props {
  /** What went wrong, in words or as the server said it. */
  readonly problem: ApiError | string;
  readonly onRetry?: (() => void) | undefined;
  readonly children?: ReactNode;
}

/** What went wrong and what to do; read out at once. */
export function ProblemNote({ problem, onRetry, children }: Props) {
  const { t } = useWords('console');
  return (
    <div className="c-problem" role="alert">
      <TriangleAlert size={18} aria-hidden="true" />
      <p>{typeof problem === 'string' ? problem : problemWords(problem)}</p>
      {children}
      {onRetry === undefined ? null : (
        <Button size="inline" onClick={onRetry}>
          {t('tryAgain')}
        </Button>
      )}
    </div>
  );
}

/** A place for what is still on its way: says what is being looked at, after 300 ms. */
export function Loading({ children }: { readonly children: string }) {
  return (
    <p className="c-loading" role="status">
      <Spinner size={18} /> {children}
    </p>
  );
}
