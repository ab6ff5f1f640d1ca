import './switch.css';
import { Switch as BaseSwitch } from '@base-ui/react/switch';

interface SwitchProps {
  readonly checked: boolean;
  readonly onChange: (checked: boolean) => void;
  /** Accessible name; say what it is about, not "on". */
  readonly label: string;
  readonly size?: 'host' | 'desk' | undefined;
}

/** On or off, at once. */
export function Switch({ checked, onChange, label, size = 'host' }: SwitchProps) {
  return (
    <BaseSwitch.Root
      className="ui-switch"
      data-size={size}
      checked={checked}
      onCheckedChange={(next) => onChange(next)}
      aria-label={label}
    >
      <BaseSwitch.Thumb className="ui-switch-thumb" />
    </BaseSwitch.Root>
  );
}
