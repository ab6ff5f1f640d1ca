import { Clock } from 'lucide-react';
import { memo } from 'react';
import type { ChatLine } from '../../../stores/chat.ts';
import { Badge } from '../../../ui/badge.tsx';
import { VisuallyHidden } from '../../../ui/visually-hidden.tsx';
import { useTechnicianActions } from '../../../ui/app-context.tsx';
import { useWords } from '../../../words/i18n.ts';
import { dayTime } from '../../../words/time.ts';
import { useDesk } from '../desk/use-desk.ts';
import { ChatComposer } from './chat-composer.tsx';

/** What both have written. Unread lines count as read once the technician turns to the panel. */
export const ChatPanel = memo(function ChatPanel() {
  const { t } = useWords('desk');
  const actions = useTechnicianActions();
  const unread = useDesk((desk) => desk.unread);
  const read = () => {
    if (unread > 0) actions.readChat();
  };
  return (
    <section className="t-chat" data-panel="chat" tabIndex={-1} aria-label={t('chat.title')}>
      <div
        className="t-chat-inner"
        onPointerEnter={read}
        onPointerMove={unread > 0 ? read : undefined}
        onFocus={read}
      >
        <div className="t-panel-head">
          <h2>{t('chat.title')}</h2>
          {unread === 0 ? null : (
            <Badge size="desk" tone="accent">
              {t('chat.unread', { count: unread })}
            </Badge>
          )}
        </div>
        <Lines />
        <WaitingNote />
        <ChatComposer />
      </div>
    </section>
  );
});

function Lines() {
  const { t } = useWords('desk');
  const lines = useDesk((desk) => desk.chat);
  return (
    <div className="t-chat-lines" role="log" aria-label={t('chat.log')} tabIndex={0}>
      <div>
        {lines.length === 0 ? <p className="t-empty">{t('chat.empty')}</p> : null}
        {lines.map((line) => (
          <Line key={line.id} line={line} />
        ))}
      </div>
    </div>
  );
}

const Line = memo(function Line({ line }: { readonly line: ChatLine }) {
  const { t } = useWords('desk');
  return (
    <div className="t-chat-line" data-from={line.from} title={dayTime(line.at)}>
      {line.from === 'note' ? null : (
        <VisuallyHidden>{t(`chat.from.${line.from}`, { time: dayTime(line.at) })}</VisuallyHidden>
      )}
      <p>{line.text}</p>
      {line.waiting === true ? (
        <small>
          <Clock size={12} aria-hidden="true" /> {t('chat.waiting')}
        </small>
      ) : null}
    </div>
  );
});

function WaitingNote() {
  const { t } = useWords('desk');
  const lost = useDesk((desk) => desk.link.state === 'lost' && desk.ended === null);
  if (!lost) return null;
  return (
    <p className="t-chat-note">
      <Clock size={16} aria-hidden="true" /> {t('chat.lost')}
    </p>
  );
}
