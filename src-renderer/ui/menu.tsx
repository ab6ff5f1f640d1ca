import './popup.css';
import { Menu as BaseMenu } from '@base-ui/react/menu';
import { Check } from 'lucide-react';
import type { ReactElement, ReactNode } from 'react';

export interface MenuChoice<Id extends string> {
  readonly id: Id;
  readonly label: ReactNode;
  readonly icon?: ReactNode;
  readonly disabled?: boolean | undefined;
}

interface MenuProps<Id extends string> {
  /** A button; the menu gives it its behaviour. */
  readonly trigger: ReactElement;
  readonly items: readonly MenuChoice<Id>[];
  readonly onChoose: (id: Id) => void;
  /** The chosen one: turns the items into choices of which one has a check mark. */
  readonly chosen?: Id | undefined;
  readonly size?: 'host' | 'desk' | undefined;
  readonly align?: 'start' | 'end' | undefined;
}

/** A menu under a button: actions, or one choice of several. It never dims the page. */
export function Menu<Id extends string>(props: MenuProps<Id>) {
  const { trigger, items, onChoose, chosen, size = 'host', align = 'end' } = props;
  return (
    <BaseMenu.Root modal={false}>
      <BaseMenu.Trigger render={trigger} />
      <BaseMenu.Portal>
        <BaseMenu.Positioner className="ui-popup-place" sideOffset={6} align={align}>
          <BaseMenu.Popup className="ui-popup" data-size={size}>
            {chosen === undefined ? (
              <Actions items={items} onChoose={onChoose} />
            ) : (
              <Choices items={items} onChoose={onChoose} chosen={chosen} />
            )}
          </BaseMenu.Popup>
        </BaseMenu.Positioner>
      </BaseMenu.Portal>
    </BaseMenu.Root>
  );
}

type PartProps<Id extends string> = Pick<MenuProps<Id>, 'items' | 'onChoose'>;

function Actions<Id extends string>({ items, onChoose }: PartProps<Id>) {
  return items.map((item) => (
    <BaseMenu.Item
      key={item.id}
      className="ui-popup-item"
      disabled={item.disabled ?? false}
      onClick={() => onChoose(item.id)}
    >
      {item.icon}
      {item.label}
    </BaseMenu.Item>
  ));
}

function Choices<Id extends string>({ items, onChoose, chosen }: PartProps<Id> & { readonly chosen: Id }) {
  return (
    <BaseMenu.RadioGroup value={chosen} onValueChange={(id: Id) => onChoose(id)}>
      {items.map((item) => (
        <BaseMenu.RadioItem
          key={item.id}
          className="ui-popup-item"
          value={item.id}
          disabled={item.disabled ?? false}
          closeOnClick
        >
          <span className="ui-popup-mark">
            <BaseMenu.RadioItemIndicator>
              <Check size={18} aria-hidden="true" />
            </BaseMenu.RadioItemIndicator>
          </span>
          {item.icon}
          {item.label}
        </BaseMenu.RadioItem>
      ))}
    </BaseMenu.RadioGroup>
  );
}
