import './button.css';
import type { ComponentPropsWithRef, MouseEvent, ReactNode } from 'react';

export type ButtonLook = 'primary' | 'secondary' | 'quiet' | 'danger' | 'danger-outline';
/** Heights: host 52, card 44 (inside a host card), desk 32, inline 28. */
export type ButtonSize = 'host' | 'card' | 'desk' | 'inline';

export interface ButtonProps extends Omit<ComponentPropsWithRef<'button'>, 'disabled'> {
  readonly look?: ButtonLook | undefined;
  readonly size?: ButtonSize | undefined;
  /** Stays focusable, so that everybody can learn why from its words ("Let them look, in 0:21"). */
  readonly disabled?: boolean | undefined;
  readonly icon?: ReactNode;
  readonly iconEnd?: ReactNode;
  /** Lines the text up with the edge of the column; for quiet buttons. */
  readonly edge?: 'start' | 'end' | undefined;
}

/** A button with a verb first. Never submits a form unless told `type="submit"`. */
export function Button(props: ButtonProps) {
  const {
    look = 'secondary',
    size = 'host',
    disabled = false,
    icon,
    iconEnd,
    edge,
    children,
    ...rest
  } = props;
  const onClick = (event: MouseEvent<HTMLButtonElement>) => {
    if (disabled) {
      event.preventDefault();
      return;
    }
    rest.onClick?.(event);
  };
  return (
    <button
      {...rest}
      type={rest.type === 'submit' ? 'submit' : 'button'}
      className={`ui-button ${rest.className ?? ''}`}
      data-look={look}
      data-size={size}
      data-edge={edge}
      aria-disabled={disabled || undefined}
      onClick={onClick}
    >
      {icon}
      {children === undefined ? null : <span>{children}</span>}
      {iconEnd}
    </button>
  );
}
