import { clockText } from '../../words/time.ts';

interface CooldownRingProps {
  readonly leftMs: number;
  readonly wholeMs: number;
}
const RADIUS = 33;
const AROUND = 2 * Math.PI * RADIUS;

/** The time that is left as a ring that empties; the number in it says the same. */
export function CooldownRing({ leftMs, wholeMs }: CooldownRingProps) {
  const share = Math.min(1, leftMs / wholeMs);
  return (
    <span className="host-ring" role="timer">
      <svg viewBox="0 0 72 72" aria-hidden="true">
        <circle cx="36" cy="36" r={RADIUS} stroke="var(--line)" />
        <circle
          cx="36"
          cy="36"
          r={RADIUS}
          stroke="var(--amber)"
          strokeDasharray={`${share * AROUND} ${AROUND}`}
          transform="rotate(-90 36 36)"
        />
      </svg>
      <span>{clockText(leftMs)}</span>
    </span>
  );
}
