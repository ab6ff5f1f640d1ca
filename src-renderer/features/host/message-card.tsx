import './message.css';
import { Shield } from 'lucide-react';
import type { ReactNode } from 'react';
import { ArrivalHeading } from '../../ui/arrival.tsx';
import { Card } from '../../ui/card.tsx';

interface MessageCardProps {
  readonly icon: ReactNode;
  readonly title: string;
  readonly text: string;
  readonly actions: ReactNode;
  /** The quiet sentence at the end. */
  readonly note: string;
  readonly children?: ReactNode;
}

/** What happened, what it means, what to do: one card in the middle of the page. */
export function MessageCard({ icon, title, text, actions, note, children }: MessageCardProps) {
  return (
    <Card className="host-message">
      <span className="host-message-icon">{icon}</span>
      <ArrivalHeading className="host-title">{title}</ArrivalHeading>
      <p className="host-message-text">{text}</p>
      {children}
      <div className="host-message-actions">{actions}</div>
      <p className="host-message-note">
        <Shield size={22} aria-hidden="true" />
        {note}
      </p>
    </Card>
  );
}
