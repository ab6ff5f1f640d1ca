import type { Clock } from '../../src-shared/clock.ts';
import { trouble, type ConnectorTrouble } from '../../src-shared/helpdesk/connector-trouble.ts';
import { err, ok } from '../../src-shared/result.ts';
import type { Answer, Connector, OutgoingFile, RemoteTicket, SendContext } from './connector.ts';
import type { FileRef, OutboxClaim, OutboxEntry, OutboxProgress, OutboxStore } from './outbox-entry.ts';
import { afterTrouble, dead, done, isPossible, nextStep, notThere, sending } from './outbox-steps.ts';
import { markerOf } from './session-marker.ts';
import { createTokenBucket, type TokenBucket } from './token-bucket.ts';

export interface OutboxOptions {
  readonly store: OutboxStore;
  readonly clock: Clock;
  /** In [0, 1). */
  readonly chance: () => number;
  /** A connector made for one action: whatever it does ends with `signal`. Undefined: it was removed. */
  readonly connectorFor: (
    tenantId: string,
    connectorId: string,
    signal: AbortSignal,
  ) => Promise<Connector | undefined>;
  /** Undefined where the attachment was erased since. */
  readonly readFile: (tenantId: string, file: FileRef) => Promise<Uint8Array | undefined>;
  /** Hears of every entry that was tried, with ids and codes only. */
  readonly onTried?: (entry: OutboxEntry, progress: OutboxProgress) => void;
  readonly timing?: Partial<OutboxTiming>;
}

/** In ms. A lease is longer than an action may take, or another node would begin while the first still sends. */
export interface OutboxTiming {
  readonly actionMs: number;
  readonly leaseMs: number;
  readonly pollMs: number;
}

const defaultTiming: OutboxTiming = { actionMs: 120_000, leaseMs: 180_000, pollMs: 5_000 };

export interface Outbox {
  /** Takes one entry a step further. Answers whether there was one. */
  workOnce(): Promise<boolean>;
  /** Works until it is stopped; resolves the stop when nothing is under way any more. */
  start(onError: (error: unknown) => void): () => Promise<void>;
}

type Deps = OutboxOptions & { readonly timing: OutboxTiming; readonly buckets: Map<string, TokenBucket> };

export function createOutbox(options: OutboxOptions): Outbox {
  const timing = { ...defaultTiming, ...options.timing };
  if (timing.leaseMs <= timing.actionMs) throw new Error('a lease must outlast an action');
  const deps: Deps = { ...options, timing, buckets: new Map() };
  const workOnce = async (): Promise<boolean> => {
    const nowMs = deps.clock.now();
    const claim = await deps.store.claim(nowMs, nowMs + timing.leaseMs);
    if (claim !== undefined) await work(deps, claim);
    return claim !== undefined;
  };
  return { workOnce, start: (onError) => loop(deps, workOnce, onError) };
}

async function work(deps: Deps, claim: OutboxClaim): Promise<void> {
  const controller = new AbortController();
  const cancel = deps.clock.after(deps.timing.actionMs, () => controller.abort());
  try {
    const { tenantId, connectorId } = claim.entry;
    const connector = await deps.connectorFor(tenantId, connectorId, controller.signal);
    if (connector === undefined)
      return await end(deps, claim, gone('This connection was removed, or its keys can not be opened.'));
    if (!isPossible(claim.entry.action, connector.capabilities))
      return await end(deps, claim, trouble('validation', 'This system can not do that.'));
    if (claim.entry.action.type !== 'create' && claim.remote === undefined)
      return await end(deps, claim, gone('Its ticket was not made in that system.'));
    if (await waitsForBudget(deps, claim, connector)) return;
    await step(deps, claim, connector);
  } finally {
    cancel();
  }
}

function gone(detail: string): ConnectorTrouble {
  return trouble('not_found', detail);
}

async function end(deps: Deps, claim: OutboxClaim, reason: ConnectorTrouble): Promise<void> {
  await put(deps, claim, dead(claim.entry.progress, reason));
}

/** Our own limit, below the system's. It costs no attempt. */
async function waitsForBudget(deps: Deps, claim: OutboxClaim, connector: Connector): Promise<boolean> {
  const { tenantId, connectorId, progress } = claim.entry;
  const perMinute = connector.capabilities.actionsPerMinute;
  const name = JSON.stringify([tenantId, connectorId]);
  const bucket = deps.buckets.get(name) ?? createTokenBucket(perMinute / 60, Math.max(1, perMinute / 6));
  deps.buckets.set(name, bucket);
  const nowMs = deps.clock.now();
  if (bucket.take(1, nowMs)) return false;
  await deps.store.pause(tenantId, connectorId, nowMs + Math.ceil(60_000 / perMinute));
  await deps.store.change(claim, { progress, leaseUntil: undefined });
  return true;
}

async function step(deps: Deps, claim: OutboxClaim, connector: Connector): Promise<void> {
  const { entry } = claim;
  const at = { nowMs: deps.clock.now(), leaseMs: deps.timing.leaseMs };
  const next = nextStep(entry, connector.capabilities, at);
  switch (next.type) {
    case 'send':
      return send(deps, claim, connector, entry.progress);
    case 'look':
      return look(deps, claim, connector);
    case 'wait':
      return put(deps, claim, { ...entry.progress, notBefore: next.until });
    case 'stop':
      return put(deps, claim, dead(entry.progress, next.trouble));
  }
}

/** Asks whether an earlier try was done, and sends only when it surely was not. */
async function look(deps: Deps, claim: OutboxClaim, connector: Connector): Promise<void> {
  const { entry } = claim;
  const found = await findEarlier(claim, connector);
  if (!found.ok) {
    // looking changes nothing: whatever went wrong, the earlier try is as uncertain as before
    const asked = { ...found.error, mayHaveHappened: false };
    return fail(deps, claim, { before: entry.progress, sent: entry.progress, reason: asked });
  }
  if (found.value !== undefined) return put(deps, claim, done(entry.progress), found.value);
  return send(deps, claim, connector, notThere(entry.progress));
}

async function findEarlier(
  { entry, remote }: OutboxClaim,
  connector: Connector,
): Promise<Answer<RemoteTicket | undefined>> {
  const marker = markerOf(entry.key);
  if (entry.action.type === 'create' || remote === undefined) return connector.findByMarker(marker);
  const has = await connector.hasMessage(remote, marker);
  return has.ok ? ok(has.value ? remote : undefined) : err(has.error);
}

async function send(
  deps: Deps,
  claim: OutboxClaim,
  connector: Connector,
  before: OutboxProgress,
): Promise<void> {
  const files = await readFiles(deps, claim.entry);
  const sent = await markSending(deps, claim, before);
  if (sent === undefined) return;
  const answer = await perform(claim, connector, files);
  if (!answer.ok) return fail(deps, claim, { before, sent, reason: answer.error });
  await put(deps, claim, done(sent), answer.value);
}

/**
 * Writes that it may happen from now on, before anything leaves: after a crash the next node looks first. Undefined:
 * another node has the entry. A node that stood still meanwhile writes again, or its lease would be over while it sends.
 */
async function markSending(
  { store, clock, timing }: Deps,
  claim: OutboxClaim,
  before: OutboxProgress,
): Promise<OutboxProgress | undefined> {
  for (;;) {
    const nowMs = clock.now();
    const sent = sending(before, nowMs);
    const held = await store.change(claim, { progress: sent, leaseUntil: nowMs + timing.leaseMs });
    if (!held) return undefined;
    if (clock.now() - nowMs <= timing.leaseMs - timing.actionMs) return sent;
  }
}

async function readFiles(deps: Deps, { tenantId, action }: OutboxEntry): Promise<readonly OutgoingFile[]> {
  if (action.type === 'state') return [];
  const refs = action.type === 'create' ? action.ticket.files : action.note.files;
  const files: OutgoingFile[] = [];
  for (const ref of refs) {
    const bytes = await deps.readFile(tenantId, ref);
    if (bytes !== undefined) files.push({ name: ref.name, type: ref.type, bytes });
  }
  return files;
}

async function perform(
  { entry, remote }: OutboxClaim,
  connector: Connector,
  files: readonly OutgoingFile[],
): Promise<Answer<RemoteTicket | undefined>> {
  const { action } = entry;
  const context: SendContext = {
    marker: markerOf(entry.key),
    idempotencyKey: `${entry.tenantId}.${entry.id}`,
  };
  if (action.type === 'create') return connector.createTicket({ ...action.ticket, files }, context);
  if (remote === undefined) return err(gone('Its ticket was not made in that system.'));
  if (action.type === 'state') return connector.setStatus(remote, action.state, context);
  const note = { ...action.note, files };
  return action.type === 'note'
    ? connector.addNote(remote, note, context)
    : connector.addReply(remote, note, context);
}

interface Failure {
  readonly before: OutboxProgress;
  readonly sent: OutboxProgress;
  readonly reason: ConnectorTrouble;
}

async function fail(deps: Deps, claim: OutboxClaim, { before, sent, reason }: Failure): Promise<void> {
  const { tenantId, connectorId } = claim.entry;
  const after = afterTrouble(before, sent, reason, { nowMs: deps.clock.now(), chance: deps.chance() });
  if (after.pauseUntil !== undefined) await deps.store.pause(tenantId, connectorId, after.pauseUntil);
  await put(deps, claim, after.progress);
}

/** Writes how far it is and gives the entry back. */
async function put(
  deps: Deps,
  claim: OutboxClaim,
  progress: OutboxProgress,
  remote?: RemoteTicket,
): Promise<void> {
  const held = await deps.store.change(claim, { progress, leaseUntil: undefined, remote });
  if (held) deps.onTried?.(claim.entry, progress);
}

function loop(
  { clock, timing }: Deps,
  workOnce: () => Promise<boolean>,
  onError: (error: unknown) => void,
): () => Promise<void> {
  const stopping = new AbortController();
  let wake: () => void = () => {};
  const pause = () =>
    new Promise<void>((resolve) => {
      const cancel = clock.after(timing.pollMs, resolve);
      wake = () => {
        cancel();
        resolve();
      };
    });
  const run = async (): Promise<void> => {
    while (!stopping.signal.aborted) {
      const worked = await workOnce().catch((error: unknown) => {
        onError(error); // the store failed: nothing is lost, the entry's lease runs out
        return false;
      });
      if (!worked && !stopping.signal.aborted) await pause();
    }
  };
  const running = run();
  return async () => {
    stopping.abort();
    wake();
    await running;
  };
}
