import { apiError, type ApiError } from '../../src-shared/helpdesk/api/api-error.ts';
import { MAX_ATTACHMENT_BYTES, ticketRoutes } from '../../src-shared/helpdesk/api/ticket-routes.ts';
import type { Attachment } from '../../src-shared/helpdesk/ticket.ts';
import type { ApiClient } from './api-client.ts';

/** A file on its way to the server, or one that did not get there. */
export interface Upload {
  readonly key: string;
  readonly name: string;
  /** 0 to 1. */
  readonly share: number;
  /** Null while it moves. */
  readonly error: ApiError | null;
  cancel(): void;
}

/** A file as the page has it. */
export interface LocalFile {
  readonly name: string;
  readonly size: number;
  arrayBuffer(): Promise<ArrayBuffer>;
}

export interface UploadsOptions {
  readonly api: ApiClient;
  readonly newKey: () => string;
  /** How many more the message may have. */
  readonly room: () => number;
  readonly put: (upload: Upload) => void;
  readonly done: (key: string, attachment: Attachment) => void;
}

/** Stores files for the next message, one after the other. */
export function startUploads({ api, newKey, room, put, done }: UploadsOptions) {
  return async (files: readonly LocalFile[]): Promise<void> => {
    for (const file of files) {
      const stop = new AbortController();
      const upload: Upload = {
        key: newKey(),
        name: file.name,
        share: 0,
        error: null,
        cancel: () => stop.abort(),
      };
      put(upload);
      const refusal = refusalOf(file, room());
      if (refusal !== null) {
        put({ ...upload, error: refusal });
        continue;
      }
      const answer = await api.call(
        ticketRoutes.attach,
        { query: { name: file.name }, body: new Uint8Array(await file.arrayBuffer()) },
        {
          signal: stop.signal,
          onProgress: (share) => (stop.signal.aborted ? undefined : put({ ...upload, share })),
        },
      );
      if (stop.signal.aborted) continue;
      if (answer.ok) done(upload.key, answer.value);
      else put({ ...upload, error: answer.error });
    }
  };
}

function refusalOf({ size }: LocalFile, room: number): ApiError | null {
  if (size > MAX_ATTACHMENT_BYTES)
    return apiError('TOO_LARGE', `Larger than ${Math.floor(MAX_ATTACHMENT_BYTES / 1024 ** 2)} MB.`);
  if (size === 0) return apiError('INVALID', 'The file is empty.');
  return room <= 0 ? apiError('INVALID', 'A message holds 20 files at most.') : null;
}
