import type { ReactNode } from 'react';
import { useWords } from '../words/i18n.ts';
import { Button } from './button.tsx';
import { Dialog } from './dialog.tsx';

interface TellDialogProps {
  readonly open: boolean;
  readonly onClose: () => void;
  readonly title: string;
  readonly text?: string | undefined;
  readonly children: ReactNode;
  readonly size?: 'host' | 'desk' | undefined;
  readonly wide?: boolean | undefined;
  /** Buttons after Close. */
  readonly more?: ReactNode;
}

/** A dialog that asks nothing: it shows something, and is closed. */
export function TellDialog({ open, onClose, size = 'host', more, ...rest }: TellDialogProps) {
  const { t } = useWords('common');
  const close = (
    <Button size={size} look={size === 'host' ? 'primary' : 'secondary'} onClick={onClose}>
      {t('close')}
    </Button>
  );
  const actions = (
    <>
      {close}
      {more}
    </>
  );
  return <Dialog {...rest} open={open} onNo={onClose} size={size} actions={actions} />;
}
