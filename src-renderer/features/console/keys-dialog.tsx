import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { useWords } from '../../words/i18n.ts';

const rows = [
  { keys: ['Ctrl K'], does: 'palette' },
  { keys: ['J', 'K', '↓', '↑'], does: 'move' },
  { keys: ['Enter'], does: 'open' },
  { keys: ['X'], does: 'select' },
  { keys: ['/'], does: 'search' },
  { keys: ['N'], does: 'create' },
  { keys: ['R'], does: 'reply' },
  { keys: ['I'], does: 'note' },
  { keys: ['T'], does: 'take' },
  { keys: ['Ctrl Enter'], does: 'send' },
  { keys: ['G H', 'G T', 'G K', 'G S'], does: 'go' },
  { keys: ['?'], does: 'keys' },
] as const;

/** Every key of the console. */
export function KeysDialog({ open, onClose }: { readonly open: boolean; readonly onClose: () => void }) {
  const { t } = useWords('console');
  return (
    <Dialog
      open={open}
      onNo={onClose}
      size="desk"
      title={t('keys.title')}
      text={t('keys.text')}
      actions={
        <Button size="desk" onClick={onClose}>
          {t('close')}
        </Button>
      }
    >
      <dl className="c-keys">
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
    </Dialog>
  );
}
