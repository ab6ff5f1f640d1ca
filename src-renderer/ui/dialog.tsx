import './dialog.css';
import { Dialog as BaseDialog } from '@base-ui/react/dialog';
import { useRef, type ReactNode, type RefObject } from 'react';

interface DialogProps {
  readonly open: boolean;
  /** Esc, and a press beside the dialog, mean "no": the caller keeps everything as it was. */
  readonly onNo: () => void;
  readonly title: ReactNode;
  readonly text?: ReactNode;
  readonly children?: ReactNode;
  /** Buttons, the safe one first: it gets the focus, and Enter acts only on what has focus. */
  readonly actions: ReactNode;
  /** Where the focus starts; without it on the first button. */
  readonly firstFocus?: RefObject<HTMLElement | null> | undefined;
  readonly size?: 'host' | 'desk' | undefined;
  /** Room for a list with several columns. */
  readonly wide?: boolean | undefined;
  /** `above-stop` leaves the bottom of the page free, where Stop stands above the scrim. */
  readonly place?: 'middle' | 'above-stop' | undefined;
}

/**
 * A question that holds the focus and gives it back. It traps the focus only: the page below keeps reacting to the
 * pointer where something lies above the scrim (`--layer-stop`), because nothing may ever cover Stop.
 */
export function Dialog(props: DialogProps) {
  const { open, onNo, title, text, children, actions, firstFocus, size = 'host', place = 'middle' } = props;
  const wide = props.wide === true ? true : undefined;
  const buttons = useRef<HTMLDivElement>(null);
  return (
    <BaseDialog.Root open={open} onOpenChange={(next) => (next ? undefined : onNo())} modal="trap-focus">
      <BaseDialog.Portal>
        <BaseDialog.Backdrop className="ui-dialog-scrim" />
        <BaseDialog.Popup
          className="ui-dialog"
          data-size={size}
          data-place={place}
          data-wide={wide}
          initialFocus={firstFocus ?? (() => buttons.current?.querySelector('button') ?? true)}
        >
          <BaseDialog.Title className="ui-dialog-title">{title}</BaseDialog.Title>
          {text === undefined ? null : (
            <BaseDialog.Description className="ui-dialog-text">{text}</BaseDialog.Description>
          )}
          {children === undefined ? null : <DialogBody label={title}>{children}</DialogBody>}
          <div className="ui-dialog-actions" ref={buttons}>
            {actions}
          </div>
        </BaseDialog.Popup>
      </BaseDialog.Portal>
    </BaseDialog.Root>
  );
}

/** Scrolls between title and buttons, and can be scrolled with the keys. */
function DialogBody({ label, children }: { readonly label: ReactNode; readonly children: ReactNode }) {
  return (
    <section
      className="ui-dialog-body"
      tabIndex={0}
      {...(typeof label === 'string' ? { 'aria-label': label } : {})}
    >
      {children}
    </section>
  );
}
