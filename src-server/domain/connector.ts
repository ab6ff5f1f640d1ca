import type {
  MappedPriority,
  MappedState,
  SessionFact,
} from '../../src-shared/helpdesk/connector-mapping.ts';
import type { ConnectorKind } from '../../src-shared/helpdesk/connector-settings.ts';
import type { ConnectorTrouble } from '../../src-shared/helpdesk/connector-trouble.ts';
import type { Result } from '../../src-shared/result.ts';

/** A file that goes along with a note; already redacted, read only when it is sent. */
export interface OutgoingFile {
  readonly name: string;
  readonly type: string;
  readonly bytes: Uint8Array;
}

export interface OutgoingTicket {
  readonly subject: string;
  /** Plain text. Stands where the requester can read it in most systems. */
  readonly text: string;
  readonly requester: { readonly name: string; readonly email: string };
  readonly priority: MappedPriority;
  readonly facts: Readonly<Partial<Record<SessionFact, string>>>;
  /** Only systems without notes send files with the ticket itself. */
  readonly files: readonly OutgoingFile[];
}

/** A private note or a public reply: plain text. */
export interface OutgoingNote {
  readonly text: string;
  readonly minutes?: number | undefined;
  readonly files: readonly OutgoingFile[];
}

/** A ticket over there: what to call it in requests, what people call it, and where to look at it. */
export interface RemoteTicket {
  readonly id: string;
  readonly number: string;
  readonly url: string;
}

/** What a system can do, and how sure one can be of it. Times in ms. */
export interface ConnectorCapabilities {
  readonly notes: boolean;
  readonly replies: boolean;
  readonly states: boolean;
  /** Whether tickets, notes and replies can be found again by their marker. */
  readonly finds: boolean;
  /** How long the same call with the same key is surely done once. 0: not at all. */
  readonly idempotentMs: { readonly create: number; readonly message: number };
  /** How long after a request was ended a search surely shows what it wrote: late work and late indexes. */
  readonly settleMs: { readonly create: number; readonly message: number };
  /** Bytes of one file and of all files of one message. */
  readonly maxFileBytes: number;
  readonly maxFilesBytes: number;
  /** Actions we allow ourselves, far below what the system allows. */
  readonly actionsPerMinute: number;
}

/** What goes with every action that must not happen twice. */
export interface SendContext {
  /** Stands in the text, subject or a field of what is made; found again by it. */
  readonly marker: string;
  /** The same for every try of one action. */
  readonly idempotencyKey: string;
}

/** A clear answer to "does it work?": each line one thing that was asked. */
export interface ConnectionVerdict {
  readonly works: boolean;
  readonly checks: readonly ConnectionCheck[];
}

export interface ConnectionCheck {
  readonly what: 'reach' | 'sign-in' | 'role' | 'queue' | 'fields' | 'create';
  /** `unknown`: the system can't be asked without making a ticket. */
  readonly result: 'ok' | 'failed' | 'unknown';
  readonly detail: string;
}

export type Answer<T> = Result<T, ConnectorTrouble>;

/** One help desk, however it speaks. Nothing here retries or remembers: that is the outbox's part. */
export interface Connector {
  readonly kind: ConnectorKind;
  readonly capabilities: ConnectorCapabilities;
  /** Changes nothing over there. */
  testConnection(): Promise<ConnectionVerdict>;
  createTicket(ticket: OutgoingTicket, context: SendContext): Promise<Answer<RemoteTicket>>;
  /** Private: the requester never sees it. */
  addNote(to: RemoteTicket, note: OutgoingNote, context: SendContext): Promise<Answer<undefined>>;
  /** Public: most systems send it by mail. */
  addReply(to: RemoteTicket, reply: OutgoingNote, context: SendContext): Promise<Answer<undefined>>;
  /** Ends well when the ticket has the state afterwards, also when it had it before. */
  setStatus(of: RemoteTicket, state: MappedState, context: SendContext): Promise<Answer<undefined>>;
  findByMarker(marker: string): Promise<Answer<RemoteTicket | undefined>>;
  /** Whether a note or reply with this marker is on the ticket. */
  hasMessage(on: RemoteTicket, marker: string): Promise<Answer<boolean>>;
}
