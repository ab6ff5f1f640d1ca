import './popup.css';
import { Select as BaseSelect } from '@base-ui/react/select';
import { Check, ChevronDown } from 'lucide-react';

export interface SelectChoice<Id extends string> {
  readonly id: Id;
  readonly label: string;
}

interface SelectProps<Id extends string> {
  readonly items: readonly SelectChoice<Id>[];
  readonly value: Id;
  readonly onChange: (id: Id) => void;
  readonly label: string;
  readonly look?: 'outlined' | 'quiet' | undefined;
}

/** One of several, in desk size. */
export function Select<Id extends string>({
  items,
  value,
  onChange,
  label,
  look = 'outlined',
}: SelectProps<Id>) {
  const shown = items.find(({ id }) => id === value)?.label ?? '';
  return (
    <BaseSelect.Root<Id>
      value={value}
      onValueChange={(next) => (next === null ? undefined : onChange(next))}
      modal={false}
    >
      <BaseSelect.Trigger className="ui-select-trigger" data-look={look} aria-label={`${label}: ${shown}`}>
        {shown}
        <ChevronDown size={16} aria-hidden="true" />
      </BaseSelect.Trigger>
      <BaseSelect.Portal>
        <BaseSelect.Positioner className="ui-popup-place" sideOffset={4} alignItemWithTrigger={false}>
          <BaseSelect.Popup className="ui-popup" data-size="desk">
            {items.map((item) => (
              <BaseSelect.Item key={item.id} value={item.id} className="ui-popup-item">
                <span className="ui-popup-mark">
                  <BaseSelect.ItemIndicator>
                    <Check size={16} aria-hidden="true" />
                  </BaseSelect.ItemIndicator>
                </span>
                <BaseSelect.ItemText>{item.label}</BaseSelect.ItemText>
              </BaseSelect.Item>
            ))}
          </BaseSelect.Popup>
        </BaseSelect.Positioner>
      </BaseSelect.Portal>
    </BaseSelect.Root>
  );
}
