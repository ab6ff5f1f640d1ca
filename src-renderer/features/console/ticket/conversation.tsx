import { CornerUpLeft, EyeOff, UserRound, type LucideIcon } from 'lucide-react';
import { lazy, memo, Suspense } from 'react';
import type { Message } from '../../../../src-shared/helpdesk/ticket.ts';
import { useWords } from '../../../words/i18n.ts';
import { dayAndTime } from '../../../words/time.ts';
import { FileList } from './file-list.tsx';

/** Arrives with the first ticket: lists and home do without it. */
export const LazyMarkdown = lazy(async () => ({
  default: (await import('../../../ui/markdown.tsx')).Markdown,
}));

interface Props {
  readonly messages: readonly Message[];
  readonly requesterId: string | null;
}

/** Everything that was written, oldest first. Who sees a message is told by its colour, an icon and a word. */
export function Conversation({ messages, requesterId }: Props) {
  const { t } = useWords('console');
  if (messages.length === 0) return <p className="c-quiet">{t('ticket.noMessages')}</p>;
  return (
    <ol className="c-messages">
      {messages.map((message) => (
        <MessageCard key={message.id} message={message} isRequester={isBy(message, requesterId)} />
      ))}
    </ol>
  );
}

function isBy({ author }: Message, requesterId: string | null): boolean {
  return author.type === 'requester' || (author.type === 'member' && author.id === requesterId);
}

interface CardProps {
  readonly message: Message;
  readonly isRequester: boolean;
}

const MessageCard = memo(function MessageCard({ message, isRequester }: CardProps) {
  const { t } = useWords('console');
  const { author, kind, at, body, attachments } = message;
  const Icon: LucideIcon = kind === 'internal' ? EyeOff : isRequester ? UserRound : CornerUpLeft;
  const word =
    kind === 'internal' ? t('ticket.internal') : isRequester ? t('ticket.fromRequester') : t('ticket.public');
  return (
    <li className="c-message" data-kind={kind} data-from={isRequester ? 'requester' : author.type}>
      <div className="c-message-head">
        <b>{author.type === 'system' ? t('ticket.system') : author.name}</b>
        <span className="c-kind" data-kind={kind}>
          <Icon size={14} aria-hidden="true" /> {word}
        </span>
        <time dateTime={new Date(at).toISOString()}>{dayAndTime(at)}</time>
      </div>
      <Suspense fallback={<p className="c-plain">{body}</p>}>
        <LazyMarkdown text={body} />
      </Suspense>
      {attachments.length === 0 ? null : <FileList files={attachments} />}
    </li>
  );
});
