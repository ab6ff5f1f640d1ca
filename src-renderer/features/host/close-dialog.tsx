import { OctagonX } from 'lucide-react';
import { useHost, useHostActions } from '../../ui/app-context.tsx';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { useWords } from '../../words/i18n.ts';

/** The window was asked to close during a session. Esc and Enter keep it open. */
export function CloseDialog() {
  const { t } = useWords('host');
  const asked = useHost((state) => state.closeAsked);
  const name = useHost((state) => state.session?.technician?.name) ?? t('end.someone');
  const { answerClose } = useHostActions();
  return (
    <Dialog
      open={asked}
      onNo={() => answerClose(false)}
      place="above-stop"
      title={t('close.title')}
      text={t('close.text', { name })}
      actions={
        <>
          <Button look="secondary" onClick={() => answerClose(false)}>
            {t('close.keep')}
          </Button>
          <Button
            look="danger"
            icon={<OctagonX size={22} aria-hidden="true" />}
            onClick={() => answerClose(true)}
          >
            {t('close.stop')}
          </Button>
        </>
      }
    />
  );
}
