import { EyeOff, HandCoins, Hand, ListChecks, OctagonX } from 'lucide-react';
import { useHost } from '../../ui/app-context.tsx';
import { TellDialog } from '../../ui/tell-dialog.tsx';
import { useWords } from '../../words/i18n.ts';

interface HelpDialogProps {
  readonly open: boolean;
  readonly onClose: () => void;
}

/** What the app does, who is in charge, what is hidden, how to stop. */
export function HelpDialog({ open, onClose }: HelpDialogProps) {
  const { t } = useWords('host');
  const info = useHost((state) => state.info);
  const keys = info?.stopKey ?? null;
  return (
    <TellDialog open={open} onClose={onClose} title={t('help.title')}>
      <ul className="host-list">
        <li>
          <ListChecks size={22} aria-hidden="true" />
          {t('help.what')}
        </li>
        <li>
          <Hand size={22} aria-hidden="true" />
          {t('help.control')}
        </li>
        <li>
          <EyeOff size={22} aria-hidden="true" />
          {t('help.privacy')}
        </li>
        <li>
          <OctagonX size={22} aria-hidden="true" />
          {keys === null ? t('help.stop') : t('help.stopKey', { keys })}
        </li>
        <li>
          <HandCoins size={22} aria-hidden="true" />
          {t('help.money')}
        </li>
      </ul>
      {info === null ? null : (
        <p className="host-footer-note">
          {t('help.version', { version: info.version, runtime: info.runtime })}
        </p>
      )}
    </TellDialog>
  );
}
