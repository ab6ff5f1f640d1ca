import type { LucideIcon } from 'lucide-react';
import type { MouseEvent } from 'react';
import { Tooltip } from '../../ui/tooltip.tsx';

interface Props {
  /** Not drawn where there is `text`. */
  readonly icon: LucideIcon;
  readonly label: string;
  readonly onClick: (event: MouseEvent<HTMLButtonElement>) => void;
  readonly pressed?: boolean | undefined;
  readonly disabled?: boolean | undefined;
  /** Instead of the icon: "1:1". */
  readonly text?: string | undefined;
}

/** A desk button of 28 px with an icon; its name shows on hover and on focus. */
export function IconButton({ icon: Icon, label, onClick, pressed, disabled = false, text }: Props) {
  return (
    <Tooltip text={label}>
      <button
        type="button"
        className="t-icon-button"
        aria-label={label}
        aria-pressed={pressed}
        aria-disabled={disabled || undefined}
        onClick={disabled ? undefined : onClick}
      >
        {text === undefined ? <Icon size={18} aria-hidden="true" /> : <span>{text}</span>}
      </button>
    </Tooltip>
  );
}
