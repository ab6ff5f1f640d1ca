import './surfaces.css';
import type { ComponentPropsWithRef } from 'react';

export interface CardProps extends ComponentPropsWithRef<'div'> {
  readonly tone?: 'plain' | 'amber' | 'sunken' | undefined;
}

/** A flat surface with a 1 px line. Padding is the caller's. */
export function Card({ tone = 'plain', className, ...rest }: CardProps) {
  return <div {...rest} className={`ui-card ${className ?? ''}`} data-tone={tone} />;
}
