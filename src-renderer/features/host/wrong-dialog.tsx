import { KeyRound, Phone, Users, WifiOff, type LucideIcon } from 'lucide-react';
import { TellDialog } from '../../ui/tell-dialog.tsx';
import { useWords } from '../../words/i18n.ts';

interface WrongDialogProps {
  readonly open: boolean;
  readonly onClose: () => void;
}

/** Steps for somebody who thinks that they were cheated, in the order in which they help most. */
export function WrongDialog({ open, onClose }: WrongDialogProps) {
  const { t } = useWords('host');
  const steps: readonly (readonly [LucideIcon, string, string])[] = [
    [WifiOff, t('end.wrong1'), t('end.wrong1Text')],
    [Phone, t('end.wrong2'), t('end.wrong2Text')],
    [Users, t('end.wrong3'), t('end.wrong3Text')],
    [KeyRound, t('end.wrong4'), t('end.wrong4Text')],
  ];
  return (
    <TellDialog open={open} onClose={onClose} title={t('end.wrongTitle')}>
      <ol className="host-list">
        {steps.map(([Icon, first, rest]) => (
          <li key={first}>
            <Icon size={22} aria-hidden="true" />
            <p>
              <strong className="host-strong">{first}</strong> {rest}
            </p>
          </li>
        ))}
      </ol>
    </TellDialog>
  );
}
