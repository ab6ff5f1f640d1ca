import { useId, type ComponentPropsWithRef } from 'react';
import { CircleAlert } from 'lucide-react';

interface FieldProps extends ComponentPropsWithRef<'input'> {
  readonly label: string;
  readonly hint?: string | undefined;
  readonly wrong?: string | undefined;
}

/** A labelled line of text; what is wrong with it stands under it and is read with it. */
export function Field({ label, hint, wrong, ...rest }: FieldProps) {
  const id = useId();
  return (
    <div className="c-field">
      <label htmlFor={id}>{label}</label>
      <input
        {...rest}
        id={id}
        className="c-input"
        aria-invalid={wrong === undefined ? undefined : true}
        aria-describedby={`${id}-hint`}
      />
      <FieldNote id={`${id}-hint`} hint={hint} wrong={wrong} />
    </div>
  );
}

interface AreaProps extends ComponentPropsWithRef<'textarea'> {
  readonly label: string;
  readonly hint?: string | undefined;
  readonly wrong?: string | undefined;
}

export function AreaField({ label, hint, wrong, ...rest }: AreaProps) {
  const id = useId();
  return (
    <div className="c-field">
      <label htmlFor={id}>{label}</label>
      <textarea
        {...rest}
        id={id}
        className="c-input"
        aria-invalid={wrong === undefined ? undefined : true}
        aria-describedby={`${id}-hint`}
      />
      <FieldNote id={`${id}-hint`} hint={hint} wrong={wrong} />
    </div>
  );
}

interface NoteProps {
  readonly id: string;
  readonly hint: string | undefined;
  readonly wrong: string | undefined;
}

function FieldNote({ id, hint, wrong }: NoteProps) {
  return (
    <p id={id} className="c-field-note" data-wrong={wrong === undefined ? undefined : true}>
      {wrong === undefined ? null : <CircleAlert size={14} aria-hidden="true" />}
      {wrong ?? hint}
    </p>
  );
}
