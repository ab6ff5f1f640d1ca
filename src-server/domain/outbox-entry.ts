import type { MappedState } from '../../src-shared/helpdesk/connector-mapping.ts';
import type { ConnectorTrouble } from '../../src-shared/helpdesk/connector-trouble.ts';
import type { OutgoingNote, OutgoingTicket, RemoteTicket } from './connector.ts';

/*
 * What waits to be told to another help desk, and where it is kept. A store writes an entry before anybody hears that it
 * was filed; from then on no crash loses it. // docs/connectors.md, "Exactly once"
 */

/** A file by the id of an attachment of ours: bytes are read when they are sent. */
export interface FileRef {
  readonly id: string;
  readonly name: string;
  readonly type: string;
}

type WithRefs<T> = Omit<T, 'files'> & { readonly files: readonly FileRef[] };

/** Plain data: a store keeps it as JSON. */
export type OutboxAction =
  | { readonly type: 'create'; readonly ticket: WithRefs<OutgoingTicket> }
  | { readonly type: 'note' | 'reply'; readonly note: WithRefs<OutgoingNote> }
  | { readonly type: 'state'; readonly state: MappedState };

/** One ticket's actions in their order. A lane's ticket over there is known beforehand, or made by its `create`. */
export interface LaneRef {
  readonly tenantId: string;
  readonly connectorId: string;
  /** Our ticket's id, or the session's where there is no ticket. */
  readonly lane: string;
}

export interface OutboxBatch extends LaneRef {
  readonly remote?: RemoteTicket | undefined;
  /** Keys are those of `session-marker.ts`; a key that a connector had before is left as it is. */
  readonly entries: readonly { readonly key: string; readonly action: OutboxAction }[];
}

/** How far an entry is. Times in epoch ms. */
export interface OutboxProgress {
  /** `dead`: a person has to decide; the lane waits. `dropped`: a person decided that it is not sent. */
  readonly state: 'waiting' | 'done' | 'dead' | 'dropped';
  readonly attempts: number;
  /** From when on it is tried for, to know when to give up. */
  readonly since: number;
  readonly notBefore: number;
  /** Set before a call that changes something over there; gone when it surely has not happened. */
  readonly uncertainSince: number | undefined;
  /** The last such call. */
  readonly sentAt: number | undefined;
  readonly trouble: ConnectorTrouble | undefined;
}

export interface OutboxEntry extends LaneRef {
  readonly id: string;
  readonly key: string;
  readonly action: OutboxAction;
  readonly progress: OutboxProgress;
}

/** An entry that one worker has for a while. `token` is new with each claim: whoever has an old one changes nothing. */
export interface OutboxClaim {
  readonly entry: OutboxEntry;
  readonly token: string;
  readonly remote: RemoteTicket | undefined;
}

export interface ProgressChange {
  readonly progress: OutboxProgress;
  /** Epoch ms up to which the claim goes on; undefined gives the entry back. */
  readonly leaseUntil: number | undefined;
  /** The lane's ticket over there, once it is known. */
  readonly remote?: RemoteTicket | undefined;
}

export type DeadLetterDecision =
  | { readonly type: 'retry' }
  | { readonly type: 'drop' }
  /** A person looked: it is there. `remote` is needed for a `create`. */
  | { readonly type: 'sent'; readonly remote?: RemoteTicket | undefined };

export interface OutboxStore {
  /** All of it or nothing, on disk when it resolves. */
  enqueue(batch: OutboxBatch, nowMs: number): Promise<void>;
  /**
   * The first entry that is `waiting`, due, not leased, whose connector is neither paused nor switched off, and before
   * which its lane has nothing that is `waiting` or `dead`. One statement or transaction: two nodes never get the same.
   */
  claim(nowMs: number, leaseUntil: number): Promise<OutboxClaim | undefined>;
  /** Only while the claim's token is the entry's; answers whether it was. */
  change(claim: OutboxClaim, change: ProgressChange): Promise<boolean>;
  /** Nothing of this connector is claimed before. A later time wins over an earlier one. */
  pause(tenantId: string, connectorId: string, untilMs: number): Promise<void>;
  /** Newest first. */
  list(tenantId: string, state: OutboxProgress['state'], limit: number): Promise<readonly OutboxEntry[]>;
  /** Applies `decided` to a dead entry; answers false where there is none with this id. */
  decide(tenantId: string, id: string, decision: DeadLetterDecision, nowMs: number): Promise<boolean>;
}
