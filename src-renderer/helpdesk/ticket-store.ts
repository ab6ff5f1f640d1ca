import { createStore } from 'zustand/vanilla';
import type { ApiError } from '../../src-shared/helpdesk/api/api-error.ts';
import { ticketRoutes, type TicketChange } from '../../src-shared/helpdesk/api/ticket-routes.ts';
import type { Id } from '../../src-shared/helpdesk/id.ts';
import { ticketSchema, type Ticket, type TicketState } from '../../src-shared/helpdesk/ticket.ts';
import type { ApiClient } from './api-client.ts';
import type { Draft, Drafts } from './drafts.ts';
import { startUploads, type Upload } from './uploads.ts';

/** What can be changed of a ticket, without the version that it was changed upon. */
export type Wanted = Omit<TicketChange, 'version'>;

export interface TicketPageState {
  readonly ticket: Ticket | null;
  readonly loading: boolean;
  /** Why the last look failed. */
  readonly error: ApiError | null;
  /** Changes on their way: shown at once, and taken back when they are refused. */
  readonly saving: Wanted | null;
  /** Why the last change was refused; not for conflicts. */
  readonly refused: ApiError | null;
  /** Somebody else changed the same: both values wait for a choice. */
  readonly conflict: { readonly mine: Wanted } | null;
  readonly draft: Draft;
  readonly uploads: readonly Upload[];
  readonly sending: boolean;
  /** Why the message could not be sent; it is still there. */
  readonly notSent: ApiError | null;
}

export interface TicketStoreOptions {
  readonly api: ApiClient;
  readonly id: Id;
  readonly drafts: Drafts;
  readonly newKey: () => string;
  /** Told of every newer version of the ticket, for the list beside it. */
  readonly onTicket: (ticket: Ticket) => void;
}

export type TicketStore = ReturnType<typeof createTicketStore>;

/** One open ticket. Nothing that arrives ever touches what is being typed. */
export function createTicketStore({ api, id, drafts, newKey, onTicket }: TicketStoreOptions) {
  const emptyDraft = (kind: Draft['kind']): Draft => ({ kind, body: '', attachments: [], key: newKey() });
  const store = createStore<TicketPageState>(() => ({
    ticket: null,
    loading: true,
    error: null,
    saving: null,
    refused: null,
    conflict: null,
    draft: drafts.read(id) ?? emptyDraft('public'),
    uploads: [],
    sending: false,
    notSent: null,
  }));
  const { setState, getState } = store;
  const take = (ticket: Ticket) => {
    const known = getState().ticket;
    if (known !== null && known.version > ticket.version) return; // a slower answer to an earlier question
    setState({ ticket, error: null });
    onTicket(ticket);
  };
  const setDraft = (change: Partial<Draft>) => {
    const draft = { ...getState().draft, ...change };
    setState({ draft });
    drafts.write(id, draft);
  };

  async function load(): Promise<void> {
    setState({ loading: true });
    const answer = await api.call(ticketRoutes.get, { params: { id } });
    setState({ loading: false });
    if (answer.ok) take(answer.value);
    else setState({ error: answer.error });
  }

  /** `version` is the one that whoever changes has seen; the one on screen when not said. */
  async function change(wanted: Wanted, version = getState().ticket?.version ?? 1): Promise<boolean> {
    setState(({ saving }) => ({ saving: { ...saving, ...wanted }, refused: null }));
    const answer = await api.call(ticketRoutes.change, { params: { id }, body: { version, ...wanted } });
    setState({ saving: null });
    if (answer.ok) {
      take(answer.value);
      return true;
    }
    if (answer.error.error !== 'CONFLICT') {
      setState({ refused: answer.error });
      return false;
    }
    const current = ticketSchema.safeParse(answer.error.current);
    if (current.success) take(current.data);
    setState({ conflict: { mine: wanted } });
    return false;
  }

  /** Answers the ticket that the message stands in, which is another one when this one was closed; null: not sent. */
  async function send(state: TicketState | undefined): Promise<Id | null> {
    const { draft, sending, uploads } = getState();
    if (sending || draft.body.trim() === '' || uploads.some(({ error }) => error === null)) return null;
    setState({ sending: true, notSent: null });
    const { kind, body, key } = draft;
    const answer = await api.call(ticketRoutes.addMessage, {
      params: { id },
      body: { kind, body, key, state, attachmentIds: draft.attachments.map((file) => file.id) },
    });
    setState({ sending: false });
    if (!answer.ok) {
      setState({ notSent: answer.error });
      return null;
    }
    setState({ draft: emptyDraft(kind), uploads: [] });
    drafts.write(id, null);
    await load();
    return answer.value.ticket.id;
  }

  return {
    ...store,
    id,
    load,
    change,
    send,
    setDraft,
    attach: startUploads({
      api,
      newKey,
      room: () => 20 - getState().draft.attachments.length,
      put: (upload) =>
        setState(({ uploads }) => ({
          uploads: uploads.some(({ key }) => key === upload.key)
            ? uploads.map((one) => (one.key === upload.key ? upload : one))
            : [...uploads, upload],
        })),
      done: (key, attachment) => {
        setState(({ uploads }) => ({ uploads: uploads.filter((one) => one.key !== key) }));
        setDraft({ attachments: [...getState().draft.attachments, attachment] });
      },
    }),
    /** Takes a file back out before it is sent, or ends its upload. */
    detach(key: string): void {
      const { uploads, draft } = getState();
      uploads.find((one) => one.key === key)?.cancel();
      setState({ uploads: uploads.filter((one) => one.key !== key) });
      setDraft({ attachments: draft.attachments.filter((file) => file.id !== key) });
    },
    /** Of two values, one stays: mine is written upon what is there now. */
    async settle(choice: 'mine' | 'theirs'): Promise<void> {
      const { conflict } = getState();
      if (conflict === null) return;
      setState({ conflict: null });
      if (choice === 'mine') await change(conflict.mine);
    },
  };
}
