import './progress.css';
import { useWords } from '../words/i18n.ts';

/** Something is going on. With reduced motion it is the word "Working…" instead of a turning ring. */
export function Spinner({ size = 22 }: { readonly size?: number | undefined }) {
  const { t } = useWords('common');
  return (
    <span className="ui-spinner" aria-hidden="true">
      <svg width={size} height={size} viewBox="0 0 24 24" fill="none" stroke="currentColor" strokeWidth="2.5">
        <path d="M12 2.5a9.5 9.5 0 1 0 9.5 9.5" strokeLinecap="round" />
      </svg>
      <span className="ui-spinner-word">{t('working')}</span>
    </span>
  );
}

/** Three dots: waiting for a person. */
export function WaitingDots() {
  return (
    <span className="ui-dots" aria-hidden="true">
      <i />
      <i />
      <i />
    </span>
  );
}

interface SkeletonProps {
  readonly width: number | string;
  readonly height: number | string;
}

/** A grey place for what is still being made; appears after 300 ms. */
export function Skeleton({ width, height }: SkeletonProps) {
  return <span className="ui-skeleton" style={{ width, height }} aria-hidden="true" />;
}
