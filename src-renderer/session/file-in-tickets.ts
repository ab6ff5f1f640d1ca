import type { ApiError } from '../../src-shared/helpdesk/api/api-error.ts';
import type { Answer, Input, Route } from '../../src-shared/helpdesk/api/route.ts';
import { ticketRoutes } from '../../src-shared/helpdesk/api/ticket-routes.ts';
import type { FileNote, FileTrouble, NoteToFile } from '../../src-shared/helpdesk/file-note.ts';
import { findingsOfNote } from '../../src-shared/helpdesk/note-findings.ts';
import { err, ok, type Result } from '../../src-shared/result.ts';

/** Calls the server's interface as whoever is signed in. */
export type CallServer = <R extends Route>(
  route: R,
  input: Partial<Input<R>>,
) => Promise<Result<Answer<R>, ApiError>>;

/** By it these tickets are found in lists. */
const TAG = 'remote-session';

/** Files notes as tickets of our own help desk: the note stays among ourselves, the snapshot goes along. */
export function createTicketFiling(call: CallServer, organisation: string): FileNote {
  return {
    target: organisation,
    async file(note) {
      // a file that no ticket took, after a try that failed, is swept by the server after a day
      const attached = await attachAll(call, note.attachments);
      if (!attached.ok) return err(troubleOf(attached.error));
      const made = await call(ticketRoutes.create, {
        body: {
          subject: note.subject,
          body: note.text,
          kind: 'internal',
          key: note.key,
          // what was found leads to the articles that help
          tags: [TAG, ...findingsOfNote(note.text).map((id) => id.toLowerCase())],
          attachmentIds: [...attached.value],
          ...(note.device === '' ? {} : { device: note.device.slice(0, 120) }),
        },
      });
      if (!made.ok) return err(troubleOf(made.error));
      return ok({ where: `Ticket ${made.value.number}`, link: `#/tickets/${made.value.id}` });
    },
  };
}

async function attachAll(
  call: CallServer,
  files: NoteToFile['attachments'],
): Promise<Result<readonly string[], ApiError>> {
  const ids: string[] = [];
  for (const { name, text } of files) {
    const stored = await call(ticketRoutes.attach, {
      query: { name },
      body: new TextEncoder().encode(text),
    });
    if (!stored.ok) return stored;
    ids.push(stored.value.id);
  }
  return ok(ids);
}

function troubleOf({ error, message }: ApiError): FileTrouble {
  switch (error) {
    case 'UNREACHABLE':
    case 'SERVER_FAILED':
    case 'TOO_MANY':
      return { why: 'network', detail: message };
    case 'SIGN_IN':
    case 'NOT_ALLOWED':
    case 'NOT_FOUND':
    case 'CONFLICT':
    case 'TOO_LARGE':
    case 'INVALID':
      return { why: 'refused', detail: message };
  }
}
