import './dialog.css';
import { Dialog as BaseDialog } from '@base-ui/react/dialog';
import type { ReactNode, RefObject } from 'react';

interface DialogProps {
  readonly open: boolean;
  /** Esc, and a press beside the dialog, mean "no": the caller keeps everything as it was. */
  readonly onNo: () => void;
  readonly title: ReactNode;
  readonly text?: ReactNode;
  readonly children?: ReactNode;
  /** Buttons, the safe one first: it gets the focus, and Enter acts only on what has focus. */
  readonly actions: ReactNode;
  readonly firstFocus?: RefObject<HTMLElement | null> | undefined;
  readonly size?: 'host' | 'desk' | undefined;
  /** `above-stop` leaves the bottom of the page free, where Stop stands above the scrim. */
  readonly place?: 'middle' | 'above-stop' | undefined;
}

/**
 * A question that holds the focus and gives it back. It traps the focus only: the page below keeps reacting to the
 * pointer where something lies above the scrim (`--layer-stop`), because nothing may ever cover Stop.
 */
export function Dialog(props: DialogProps) {
  const { open, onNo, title, text, children, actions, firstFocus, size = 'host', place = 'middle' } = props;
  return (
    <BaseDialog.Root open={open} onOpenChange={(next) => (next ? undefined : onNo())} modal="trap-focus">
      <BaseDialog.Portal>
        <BaseDialog.Backdrop className="ui-dialog-scrim" />
        <BaseDialog.Popup
          className="ui-dialog"
          data-size={size}
          data-place={place}
          {...(firstFocus === undefined ? {} : { initialFocus: firstFocus })}
        >
          <BaseDialog.Title className="ui-dialog-title">{title}</BaseDialog.Title>
          {text === undefined ? null : (
            <BaseDialog.Description className="ui-dialog-text">{text}</BaseDialog.Description>
          )}
          {children}
          <div className="ui-dialog-actions">{actions}</div>
        </BaseDialog.Popup>
      </BaseDialog.Portal>
    </BaseDialog.Root>
  );
}
