interface LogoProps {
  /** Height in px. */
  readonly size?: number | undefined;
}

/** Two bars side by side: one that stands, one that stands by. The name beside it is text. */
export function Logo({ size = 22 }: LogoProps) {
  return (
    <svg width={(size * 20) / 22} height={size} viewBox="0 0 20 22" aria-hidden="true" focusable="false">
      <rect x="0.5" y="0.5" width="8" height="21" rx="3" fill="var(--accent)" />
      <rect
        x="12.25"
        y="6.75"
        width="6"
        height="13.5"
        rx="3"
        fill="none"
        stroke="var(--accent)"
        strokeWidth="2.5"
      />
    </svg>
  );
}
