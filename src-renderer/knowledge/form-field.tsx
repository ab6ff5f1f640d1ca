import { useId, type ReactNode } from 'react';

export interface FieldIds {
  readonly id: string;
  readonly 'aria-describedby'?: string | undefined;
  readonly 'aria-invalid'?: true | undefined;
}

interface FormFieldProps {
  readonly label: string;
  readonly hint?: string | undefined;
  /** What to change, once somebody tried to save. */
  readonly trouble?: string | undefined;
  readonly children: (ids: FieldIds) => ReactNode;
}

/** A label, its control, and below it what to write or what to change; tied together for screen readers. */
export function FormField({ label, hint, trouble, children }: FormFieldProps) {
  const id = useId();
  const note = trouble ?? hint;
  const ids: FieldIds = {
    id,
    ...(note !== undefined && { 'aria-describedby': `${id}-note` }),
    ...(trouble !== undefined && { 'aria-invalid': true }),
  };
  return (
    <div className="k-field" data-trouble={trouble !== undefined || undefined}>
      <label htmlFor={id}>{label}</label>
      {children(ids)}
      {note !== undefined && (
        <p id={`${id}-note`} className="k-field-note">
          {note}
        </p>
      )}
    </div>
  );
}
