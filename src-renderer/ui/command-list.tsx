import './command-list.css';
import { Autocomplete } from '@base-ui/react/autocomplete';
import { Dialog as BaseDialog } from '@base-ui/react/dialog';
import { Search } from 'lucide-react';
import { useMemo, type ReactNode } from 'react';

export interface CommandItem {
  readonly id: string;
  readonly label: string;
  readonly icon?: ReactNode;
  /** At the end of the line: a key, a state. */
  readonly aside?: ReactNode;
}

export interface CommandGroup {
  readonly id: string;
  readonly label: string;
  readonly items: readonly CommandItem[];
}

interface CommandListProps {
  readonly open: boolean;
  readonly onClose: () => void;
  /** Accessible name of the whole and of its field. */
  readonly label: string;
  readonly placeholder: string;
  readonly text: string;
  readonly onText: (text: string) => void;
  /** Filtered already: by the caller, who may ask others. */
  readonly groups: readonly CommandGroup[];
  readonly onChoose: (id: string) => void;
  readonly nothing: string;
  /** Said under the list while more is on its way. */
  readonly status?: string | undefined;
}

/** One line to type in, and what fits it below: arrows choose, Enter does it, Esc closes. */
export function CommandList(props: CommandListProps) {
  const { open, onClose, label, placeholder, text, onText, groups, onChoose, nothing, status } = props;
  // the library's word for a group's things is its own
  const items = useMemo(() => groups.map((group) => ({ ...group, value: group.id })), [groups]);
  return (
    <BaseDialog.Root open={open} onOpenChange={(next) => (next ? undefined : onClose())}>
      <BaseDialog.Portal>
        <BaseDialog.Backdrop className="ui-dialog-scrim" />
        <BaseDialog.Popup className="ui-commands" aria-label={label}>
          <Autocomplete.Root<(typeof items)[number]>
            open
            inline
            items={items}
            filter={null}
            value={text}
            onValueChange={(next, { reason }) => (reason === 'item-press' ? undefined : onText(next))}
            autoHighlight="always"
            keepHighlight
          >
            <div className="ui-commands-field">
              <Search size={18} aria-hidden="true" />
              <Autocomplete.Input aria-label={label} placeholder={placeholder} maxLength={200} />
            </div>
            <div className="ui-commands-scroll">
              <Autocomplete.Empty className="ui-commands-note">{nothing}</Autocomplete.Empty>
              <Autocomplete.List>
                {(group: (typeof items)[number]) => (
                  <Autocomplete.Group key={group.id} items={group.items}>
                    <Autocomplete.GroupLabel className="ui-commands-group">
                      {group.label}
                    </Autocomplete.GroupLabel>
                    <Autocomplete.Collection>
                      {(item: CommandItem) => (
                        <Autocomplete.Item
                          key={item.id}
                          value={item}
                          className="ui-popup-item"
                          onClick={() => onChoose(item.id)}
                        >
                          {item.icon}
                          <span className="ui-commands-label">{item.label}</span>
                          {item.aside}
                        </Autocomplete.Item>
                      )}
                    </Autocomplete.Collection>
                  </Autocomplete.Group>
                )}
              </Autocomplete.List>
            </div>
            <Autocomplete.Status className="ui-commands-note">{status}</Autocomplete.Status>
          </Autocomplete.Root>
        </BaseDialog.Popup>
      </BaseDialog.Portal>
    </BaseDialog.Root>
  );
}
