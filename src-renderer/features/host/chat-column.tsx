import './chat.css';
import { Info, SendHorizontal } from 'lucide-react';
import { useEffect, useRef, useState, type FormEvent } from 'react';
import type { ChatLine } from '../../stores/chat.ts';
import { useHost, useHostActions } from '../../ui/app-context.tsx';
import { Button } from '../../ui/button.tsx';
import { dayTime } from '../../words/time.ts';
import { useWords } from '../../words/i18n.ts';
import { useTechnicianName } from './use-technician.ts';

const MAX_TEXT = 2000;

/** The chat beside the live view, newest at the bottom. */
export function ChatColumn() {
  const { t } = useWords('host');
  const name = useTechnicianName();
  return (
    <aside className="host-chat" aria-label={t('chat.title', { name })}>
      <h2 className="host-chat-title">{t('chat.title', { name })}</h2>
      <ChatLines name={name} />
      <ChatInput name={name} />
    </aside>
  );
}

function ChatLines({ name }: { readonly name: string }) {
  const { t } = useWords('host');
  const lines = useHost((state) => state.chat);
  const end = useRef<HTMLDivElement>(null);
  useEffect(() => end.current?.scrollIntoView({ block: 'nearest' }), [lines.length]);
  return (
    <section className="host-chat-lines" aria-label={t('chat.log')} tabIndex={0}>
      {lines.length === 0 ? <p className="host-chat-empty">{t('chat.empty', { name })}</p> : null}
      <ol>
        {lines.map((line) => (
          <Line key={line.id} line={line} name={name} />
        ))}
      </ol>
      <div ref={end} />
    </section>
  );
}

function Line({ line, name }: { readonly line: ChatLine; readonly name: string }) {
  const { t } = useWords('host');
  if (line.from === 'note') {
    return (
      <li className="host-chat-note">
        <Info size={18} aria-hidden="true" />
        <span>
          {dayTime(line.at)} {line.text}
        </span>
      </li>
    );
  }
  const who = line.from === 'me' ? t('chat.you') : name;
  return (
    <li className="host-chat-line" data-from={line.from}>
      <p>{line.text}</p>
      <span>
        {who}, {dayTime(line.at)}
        {line.waiting === true ? `, ${t('chat.waiting')}` : null}
      </span>
    </li>
  );
}

function ChatInput({ name }: { readonly name: string }) {
  const { t } = useWords('host');
  const { say } = useHostActions();
  const [text, setText] = useState('');
  const send = (event: FormEvent) => {
    event.preventDefault();
    const said = text.trim();
    if (said === '') return;
    say(said);
    setText('');
  };
  return (
    <form className="host-chat-input" onSubmit={send}>
      <input
        type="text"
        value={text}
        maxLength={MAX_TEXT}
        autoComplete="off"
        aria-label={t('chat.write', { name })}
        placeholder={t('chat.write', { name })}
        onChange={(event) => setText(event.target.value)}
      />
      <Button
        type="submit"
        look="primary"
        size="card"
        aria-label={t('chat.send')}
        icon={<SendHorizontal size={22} aria-hidden="true" />}
      />
    </form>
  );
}
