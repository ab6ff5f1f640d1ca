import './surfaces.css';
import type { ReactNode } from 'react';

interface BadgeProps {
  readonly tone?: 'plain' | 'accent' | 'amber' | 'red' | undefined;
  readonly size?: 'host' | 'desk' | undefined;
  readonly icon?: ReactNode;
  readonly children: ReactNode;
}

/** A small pill with a word; the icon carries the state where colours are forced. */
export function Badge({ tone = 'plain', size = 'host', icon, children }: BadgeProps) {
  return (
    <span className="ui-badge" data-tone={tone} data-size={size}>
      {icon}
      {children}
    </span>
  );
}
