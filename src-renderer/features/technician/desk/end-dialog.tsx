import { Button } from '../../../ui/button.tsx';
import { Dialog } from '../../../ui/dialog.tsx';
import { useTechnicianActions } from '../../../ui/app-context.tsx';
import { useWords } from '../../../words/i18n.ts';
import { useCheckAgain } from '../findings/use-check-again.ts';
import { useDeskUiStore } from './desk-ui.ts';

/** Ending is for both sides, so it asks. The safe answer has the focus. */
export function EndDialog({ open, onClose }: { readonly open: boolean; readonly onClose: () => void }) {
  const { t } = useWords('desk');
  const actions = useTechnicianActions();
  const ui = useDeskUiStore();
  const { can, run } = useCheckAgain();
  return (
    <Dialog
      open={open}
      onNo={onClose}
      size="desk"
      title={t('end.title')}
      text={t('end.text')}
      actions={
        <>
          <Button size="desk" onClick={onClose}>
            {t('end.stay')}
          </Button>
          {can ? (
            <Button
              size="desk"
              onClick={() => {
                run();
                ui.setState({ dialog: 'compare' });
              }}
            >
              {t('end.again')}
            </Button>
          ) : null}
          <Button
            look="danger-outline"
            size="desk"
            onClick={() => {
              onClose();
              actions.end();
            }}
          >
            {t('end.end')}
          </Button>
        </>
      }
    />
  );
}
