import { Download, Paperclip } from 'lucide-react';
import { ticketRoutes } from '../../../../src-shared/helpdesk/api/ticket-routes.ts';
import type { Attachment } from '../../../../src-shared/helpdesk/ticket.ts';
import { addressOf } from '../../../helpdesk/api-client.ts';
import { words, useWords } from '../../../words/i18n.ts';

/** The files of a message. They are saved, never opened here: the server sends them as downloads only. */
export function FileList({ files }: { readonly files: readonly Attachment[] }) {
  const { t } = useWords('console');
  return (
    <ul className="c-files" aria-label={t('file.list')}>
      {files.map(({ id, name, size }) => (
        <li key={id}>
          <a
            className="c-file"
            href={addressOf(ticketRoutes.download, { params: { id } })}
            download={name}
            aria-label={t('file.download', { name, size: sizeWords(size) })}
          >
            <Paperclip size={14} aria-hidden="true" />
            <span>{name}</span>
            <small>{sizeWords(size)}</small>
            <Download size={14} aria-hidden="true" />
          </a>
        </li>
      ))}
    </ul>
  );
}

/** Bytes as people count them: "812 B", "24 kB", "3.1 MB". */
export function sizeWords(bytes: number): string {
  if (bytes < 1_000) return words.t('console:file.sizes.b', { count: bytes });
  if (bytes < 1_000_000) return words.t('console:file.sizes.kb', { count: Math.round(bytes / 1_000) });
  return words.t('console:file.sizes.mb', { count: Math.round(bytes / 100_000) / 10 });
}
