import './tabs.css';
import { Tabs as BaseTabs } from '@base-ui/react/tabs';
import type { ReactNode } from 'react';

export interface TabItem<Id extends string> {
  readonly id: Id;
  readonly label: ReactNode;
}

interface TabsProps<Id extends string> {
  readonly items: readonly TabItem<Id>[];
  readonly value: Id;
  readonly onChange: (id: Id) => void;
  /** Accessible name of the list. */
  readonly label: string;
  /** Host: separate buttons. Desk: an underlined row. */
  readonly look?: 'host' | 'desk' | undefined;
  /** Stands at the end of the row, outside the list. */
  readonly aside?: ReactNode;
  readonly className?: string | undefined;
  readonly panelClassName?: string | undefined;
  /** The panel of the chosen tab. */
  readonly children: ReactNode;
}

/** Tabs whose panel is drawn by the caller for the chosen one. Arrow keys move between them. */
export function Tabs<Id extends string>(props: TabsProps<Id>) {
  const { items, value, onChange, label, look = 'host', aside, className, panelClassName, children } = props;
  const choose = (next: unknown) => {
    const item = items.find(({ id }) => id === next);
    if (item !== undefined) onChange(item.id);
  };
  return (
    <BaseTabs.Root value={value} onValueChange={choose} className={className}>
      <div className="ui-tabs-row">
        <BaseTabs.List className="ui-tabs-list" data-look={look} aria-label={label}>
          {items.map((item) => (
            <BaseTabs.Tab key={item.id} value={item.id} className="ui-tab">
              {item.label}
            </BaseTabs.Tab>
          ))}
        </BaseTabs.List>
        {aside}
      </div>
      <BaseTabs.Panel value={value} className={panelClassName}>
        {children}
      </BaseTabs.Panel>
    </BaseTabs.Root>
  );
}
