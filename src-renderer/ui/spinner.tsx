import './progress.css';
import { useWords } from '../words/i18n.ts';

interface SpinnerProps {
  readonly size?: number | undefined;
  /** No words stand beside it: with reduced motion it then becomes the word "Working…". */
  readonly alone?: boolean | undefined;
}

/** Something is going on. With reduced motion the ring stands still beside its words. */
export function Spinner({ size = 22, alone = false }: SpinnerProps) {
  const { t } = useWords('common');
  return (
    <span className="ui-spinner" data-alone={alone || undefined} aria-hidden={!alone}>
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
