import { Paperclip, TriangleAlert, X } from 'lucide-react';
import { Button } from '../../../ui/button.tsx';
import { ProgressBar } from '../../../ui/progress-bar.tsx';
import { useWords } from '../../../words/i18n.ts';
import { problemWords } from '../problem-words.ts';
import { sizeWords } from './file-list.tsx';
import { useTicketState, useTicketStore } from './ticket-context.ts';

/** The files that will go with the message: on their way, there, or refused and why. */
export function DraftFiles() {
  const { t } = useWords('console');
  const { attachments } = useTicketState((state) => state.draft);
  const uploads = useTicketState((state) => state.uploads);
  if (attachments.length === 0 && uploads.length === 0) return null;
  return (
    <ul className="c-draft-files" aria-label={t('file.list')}>
      {attachments.map(({ id, name, size }) => (
        <li key={id}>
          <Paperclip size={14} aria-hidden="true" />
          <span>{name}</span>
          <small>{sizeWords(size)}</small>
          <Remove id={id} name={name} />
        </li>
      ))}
      {uploads.map(({ key, name, share, error }) => (
        <li key={key} data-failed={error === null ? undefined : true}>
          {error === null ? (
            <>
              <Paperclip size={14} aria-hidden="true" />
              <span>{t('composer.uploading', { name, percent: Math.round(share * 100) })}</span>
              <span className="c-upload-bar">
                <ProgressBar share={share} size="thin" label={name} />
              </span>
            </>
          ) : (
            <>
              <TriangleAlert size={14} aria-hidden="true" />
              <span role="alert">{t('composer.failed', { name, why: problemWords(error) })}</span>
            </>
          )}
          <Remove id={key} name={name} />
        </li>
      ))}
    </ul>
  );
}

function Remove({ id, name }: { readonly id: string; readonly name: string }) {
  const { t } = useWords('console');
  const store = useTicketStore();
  return (
    <Button
      look="quiet"
      size="inline"
      aria-label={t('composer.remove', { name })}
      icon={<X size={14} aria-hidden="true" />}
      onClick={() => store.detach(id)}
    />
  );
}
