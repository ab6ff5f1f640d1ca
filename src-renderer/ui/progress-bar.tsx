import './progress.css';

interface ProgressBarProps {
  /** 0 to 1. */
  readonly share: number;
  /** Accessible name; without one the bar is decoration beside words that say the same. */
  readonly label?: string | undefined;
  /** What a screen reader says instead of a percentage: "53 min left". */
  readonly valueText?: string | undefined;
  readonly tone?: 'accent' | 'amber' | undefined;
  readonly size?: 'plain' | 'thin' | undefined;
}

/** How far something has come, or how much time is left. */
export function ProgressBar({ share, label, valueText, tone = 'accent', size = 'plain' }: ProgressBarProps) {
  const percent = Math.round(Math.min(1, Math.max(0, share)) * 1000) / 10;
  const fill = <span style={{ width: `${percent}%` }} />;
  if (label === undefined) {
    return (
      <span className="ui-progress" data-tone={tone} data-size={size} aria-hidden="true">
        {fill}
      </span>
    );
  }
  return (
    <span
      className="ui-progress"
      data-tone={tone}
      data-size={size}
      role="progressbar"
      aria-label={label}
      aria-valuemin={0}
      aria-valuemax={100}
      aria-valuenow={Math.round(percent)}
      aria-valuetext={valueText}
    >
      {fill}
    </span>
  );
}
