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
  return (
    <span className="ui-progress" data-tone={tone} data-size={size}>
      <span style={{ width: `${percent}%` }} />
      {label === undefined ? null : (
        <progress
          className="visually-hidden"
          max={100}
          value={Math.round(percent)}
          aria-label={label}
          aria-valuetext={valueText}
        />
      )}
    </span>
  );
}
