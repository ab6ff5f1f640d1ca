import { SendHorizontal } from 'lucide-react';
import { useEffect, useRef, type KeyboardEvent } from 'react';
import { MAX_CHAT_CHARS } from '../../../../src-shared/protocol/peer-messages.ts';
import { useTechnicianActions } from '../../../ui/app-context.tsx';
import { useWords } from '../../../words/i18n.ts';
import { useDeskUi, useDeskUiStore } from '../desk/desk-ui.ts';
import { useDesk } from '../desk/use-desk.ts';

const MAX_HEIGHT = 110;

/** The field to write in: Enter sends, Shift and Enter make a new line. */
export function ChatComposer() {
  const { t } = useWords('desk');
  const ui = useDeskUiStore();
  const actions = useTechnicianActions();
  const draft = useDeskUi((state) => state.draft);
  const over = useDesk((desk) => desk.ended !== null);
  const field = useRef<HTMLTextAreaElement>(null);
  useEffect(() => {
    if (field.current === null) return;
    field.current.style.height = 'auto';
    field.current.style.height = `${Math.min(MAX_HEIGHT, field.current.scrollHeight + 2)}px`;
  }, [draft]);
  const send = () => {
    const text = draft.trim();
    if (text === '' || over) return;
    actions.say(text);
    ui.setState({ draft: '' });
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key !== 'Enter' || event.shiftKey || event.nativeEvent.isComposing) return;
    event.preventDefault();
    send();
  };
  return (
    <form
      className="t-composer"
      onSubmit={(event) => {
        event.preventDefault();
        send();
      }}
    >
      <textarea
        ref={field}
        data-key="chat"
        rows={1}
        maxLength={MAX_CHAT_CHARS}
        aria-label={t('chat.write')}
        placeholder={t(over ? 'chat.over' : 'chat.write')}
        disabled={over}
        value={draft}
        onChange={(event) => ui.setState({ draft: event.currentTarget.value })}
        onKeyDown={onKeyDown}
      />
      <button
        type="submit"
        className="t-icon-button"
        aria-label={t('chat.send')}
        aria-disabled={draft.trim() === '' || undefined}
      >
        <SendHorizontal size={18} aria-hidden="true" />
      </button>
    </form>
  );
}
