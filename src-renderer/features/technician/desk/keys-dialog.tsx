import { TellDialog } from '../../../ui/tell-dialog.tsx';
import { useWords } from '../../../words/i18n.ts';

const rows = [
  { keys: ['F6', 'Shift+F6'], does: 'panels' },
  { keys: ['J', 'K'], does: 'findings' },
  { keys: ['Enter'], does: 'open' },
  { keys: ['C'], does: 'chat' },
  { keys: ['1', '2', '3', '4', '5'], does: 'tabs' },
  { keys: ['/'], does: 'search' },
  { keys: ['+', '−', '0'], does: 'zoom' },
  { keys: ['Esc'], does: 'fullScreen' },
  { keys: ['?'], does: 'keys' },
  { keys: ['Ctrl+Shift+E'], does: 'end' },
] as const;

/** Every key of the desk. */
export function KeysDialog({ open, onClose }: { readonly open: boolean; readonly onClose: () => void }) {
  const { t } = useWords('desk');
  return (
    <TellDialog open={open} onClose={onClose} size="desk" title={t('keys.title')} text={t('keys.text')}>
      <dl className="t-keys">
        {rows.map(({ keys, does }) => (
          <div key={does}>
            <dt>
              {keys.map((key) => (
                <kbd key={key}>{key}</kbd>
              ))}
            </dt>
            <dd>{t(`keys.${does}`)}</dd>
          </div>
        ))}
      </dl>
    </TellDialog>
  );
}
