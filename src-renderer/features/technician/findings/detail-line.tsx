import type { ReactNode } from 'react';

interface DetailLineProps {
  readonly label: string;
  readonly children: ReactNode;
}

/** One line of what a result rests on, in a list of such. */
export function DetailLine({ label, children }: DetailLineProps) {
  return (
    <div>
      <dt>{label}</dt>
      <dd>{children}</dd>
    </div>
  );
}
