import type {
  Answer,
  Connector,
  ConnectorCapabilities,
  RemoteTicket,
  SendContext,
} from '../../../src-server/domain/connector.ts';
import type { OutboxStore } from '../../../src-server/domain/outbox-entry.ts';
import { createOutbox, type Outbox } from '../../../src-server/domain/outbox.ts';
import { trouble, uncertainTrouble } from '../../../src-shared/helpdesk/connector-trouble.ts';
import { err, ok } from '../../../src-shared/result.ts';
import { createMemoryStore } from './memory-store.ts';

/*
 * A help desk on paper, a clock that is turned by hand, and nodes that lose the network or are killed at any call: the
 * outbox's whole world, one decision of chance a call.
 */

/** What happens at one call: of the store or of the help desk. */
export type Mishap =
  | 'fine'
  | 'killed-before'
  | 'killed-after'
  | 'killed-while-it-is-late' // the request is on its way when the node dies
  | 'no-network' // surely not done
  | 'request-lost' // not done, but nobody knows
  | 'answer-lost' // done, but nobody knows
  | 'late' // nobody knows yet; done minutes later
  | 'too-many'
  | 'token-refused'
  | 'stalled'; // the node stands still until its lease is over

export class Killed extends Error {}

export interface World {
  readonly store: ReturnType<typeof createMemoryStore>;
  readonly remote: PaperDesk;
  node(): Outbox;
  now(): number;
  /** Turns the clock, wakes who stood still, and lets late requests arrive. */
  pass(ms: number): void;
}

interface Made {
  readonly marker: string;
  readonly idempotencyKey: string;
  readonly at: number;
}

/** What the help desk has in the end. */
export interface PaperDesk {
  readonly tickets: Made[];
  /** Everything in the order it was done: "note [session:…]". */
  readonly log: string[];
}

/** Nearly as long as a lease: a request may be under way that long. */
const LATE_MS = 170_000;

export function createWorld(capabilities: ConnectorCapabilities, mishaps: readonly Mishap[]): World {
  const remote: PaperDesk = { tickets: [], log: [] };
  const late: { at: number; arrive: () => void }[] = [];
  const stalled: (() => void)[] = [];
  const script = [...mishaps];
  let now = 1_000_000;
  const call: Call = async (kind, effect) => {
    const mishap = script.shift() ?? 'fine';
    await Promise.resolve();
    if (mishap === 'killed-before') throw new Killed();
    if (kind === 'store') return atStore(mishap, effect, () => new Promise((go) => stalled.push(go)));
    if (mishap === 'late' || mishap === 'killed-while-it-is-late') {
      late.push({ at: now + LATE_MS, arrive: () => void effect() });
      if (mishap === 'killed-while-it-is-late') throw new Killed();
      return uncertain;
    }
    return atRemote(mishap, effect);
  };
  const store = createMemoryStore();
  const world: World = {
    store,
    remote,
    now: () => now,
    node: () =>
      createOutbox({
        store: withMishaps(store, call),
        clock: { now: () => now, after: () => () => {}, every: () => () => {} },
        chance: () => 0.5,
        readFile: async () => new Uint8Array([1]),
        connectorFor: async () => paperConnector({ capabilities, remote, call, now: () => now }),
      }),
    pass(ms) {
      const until = now + ms;
      for (const request of late.filter(({ at }) => at <= until).toSorted((a, b) => a.at - b.at)) {
        late.splice(late.indexOf(request), 1);
        now = request.at;
        request.arrive();
      }
      now = until;
      for (const wake of stalled.splice(0)) wake();
    },
  };
  return world;
}

type Call = <T>(kind: 'store' | 'remote', effect: () => T) => Promise<T | typeof uncertain | Refused>;
const uncertain = 'uncertain';
type Refused = 'no-network' | 'too-many' | 'token-refused';

async function atStore<T>(mishap: Mishap, effect: () => T, stall: () => Promise<void>): Promise<T> {
  if (mishap === 'stalled') await stall();
  const value = await effect();
  if (mishap.startsWith('killed')) throw new Killed();
  return value;
}

async function atRemote<T>(mishap: Mishap, effect: () => T): Promise<T | typeof uncertain | Refused> {
  if (mishap === 'no-network' || mishap === 'too-many' || mishap === 'token-refused') return mishap;
  if (mishap === 'request-lost') return uncertain;
  const value = effect();
  if (mishap === 'killed-after') throw new Killed();
  return mishap === 'answer-lost' ? uncertain : value;
}

/** Only `claim` and `change` are called by nodes; standing still is bad only while an entry is held. */
function withMishaps(store: OutboxStore, call: Call): OutboxStore {
  const through = async <T>(effect: () => Promise<T>): Promise<T> => {
    const value = await call('store', effect);
    if (value === uncertain || value === 'no-network' || value === 'too-many' || value === 'token-refused')
      throw new Error('a store answers or throws');
    return value;
  };
  return {
    ...store,
    claim: (...args) => through(() => store.claim(...args)),
    change: (...args) => through(() => store.change(...args)),
    pause: (...args) => through(() => store.pause(...args)),
  };
}

interface PaperParts {
  readonly capabilities: ConnectorCapabilities;
  readonly remote: PaperDesk;
  readonly call: Call;
  readonly now: () => number;
}

const aTicket: RemoteTicket = { id: '1', number: '1', url: 'https://desk.example/1' };

function paperConnector({ capabilities, remote, call, now }: PaperParts): Connector {
  const answer = async <T>(effect: () => T): Promise<Answer<T>> => {
    const value = await call('remote', effect);
    if (value === uncertain) return err(uncertainTrouble('no answer'));
    if (value === 'no-network') return err(trouble('transient', 'no route'));
    if (value === 'too-many') return err(trouble('rate_limited', 'too many', { retryAfterMs: 45_000 }));
    if (value === 'token-refused') return err(trouble('auth', 'no'));
    return ok(value);
  };
  const say = (what: string, context: SendContext, span: number) =>
    answer(() => {
      write(remote, { what, context, at: now(), span });
      return undefined;
    });
  const { create, message } = capabilities.idempotentMs;
  return {
    kind: 'webhook',
    capabilities,
    testConnection: async () => ({ works: true, checks: [] }),
    createTicket: (_ticket, context) =>
      answer(() => {
        write(remote, { what: 'create', context, at: now(), span: create });
        return aTicket;
      }),
    addNote: (_to, _note, context) => say('note', context, message),
    addReply: (_to, _reply, context) => say('reply', context, message),
    setStatus: (_of, state) =>
      answer(() => {
        if (remote.log.at(-1) !== `state ${state}`) remote.log.push(`state ${state}`);
        return undefined;
      }),
    findByMarker: (marker) =>
      answer(() => {
        // the index is as late as the capabilities allow
        const seen = now() - capabilities.settleMs.create;
        return remote.tickets.some((made) => made.marker === marker && made.at <= seen) ? aTicket : undefined;
      }),
    hasMessage: (_on, marker) =>
      answer(() => remote.log.some((line) => line === `note ${marker}` || line === `reply ${marker}`)),
  };
}

interface Write {
  readonly what: string;
  readonly context: SendContext;
  readonly at: number;
  /** How long the desk knows a key again. */
  readonly span: number;
}

const seenKeys = new WeakMap<PaperDesk, Made[]>();

function write(remote: PaperDesk, { what, context, at, span }: Write): void {
  const seen = seenKeys.get(remote) ?? [];
  seenKeys.set(remote, seen);
  const known = seen.some((made) => made.idempotencyKey === context.idempotencyKey && at - made.at <= span);
  if (known && span > 0) return;
  const made = { ...context, at };
  seen.push(made);
  if (what === 'create') remote.tickets.push(made);
  remote.log.push(`${what} ${context.marker}`);
}
