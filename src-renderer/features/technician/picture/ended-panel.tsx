import { Download, LogOut } from 'lucide-react';
import { Button } from '../../../ui/button.tsx';
import { useNotes, useTechnicianActions } from '../../../ui/app-context.tsx';
import { useWords } from '../../../words/i18n.ts';
import { dayTime, spanText } from '../../../words/time.ts';
import { useDesk } from '../desk/use-desk.ts';

/** Who ended it and when, and what can still be done here. */
export function EndedPanel() {
  const { t } = useWords('desk');
  const actions = useTechnicianActions();
  const ended = useDesk((desk) => desk.ended);
  const startedAt = useDesk((desk) => desk.startedAt);
  const hasSnapshot = useDesk((desk) => desk.snapshot !== null);
  const id = useDesk((desk) => desk.id);
  const filesNote = useNotes(({ notes, target }) => target !== null && notes.some((note) => note.id === id));
  if (ended === null) return null;
  const { how, at, error } = ended;
  return (
    <div className="t-stage-panel" data-quiet>
      <LogOut size={28} strokeWidth={1.75} aria-hidden="true" />
      <h2>{t(`stage.ended.${how}.title`)}</h2>
      <p>{t(`stage.ended.${how}.text`)}</p>
      <p className="t-stage-note">
        {t('stage.ended.when', { time: dayTime(at), long: spanText(at - startedAt) })}
      </p>
      {error === null ? null : (
        <details>
          <summary>{t('problem.detail')}</summary>
          <code>{error.detail === undefined ? error.code : `${error.code}: ${error.detail}`}</code>
        </details>
      )}
      <div className="t-stage-ways">
        <Button look={filesNote ? 'secondary' : 'primary'} size="desk" onClick={() => actions.closeDesk()}>
          {t('stage.ended.back')}
        </Button>
        {hasSnapshot ? (
          <Button
            size="desk"
            icon={<Download size={16} aria-hidden="true" />}
            onClick={() => actions.saveSnapshot()}
          >
            {t('stage.ended.save')}
          </Button>
        ) : null}
      </div>
    </div>
  );
}
