import { appError, type AppError } from '../errors.ts';
import { err, ok, type Result } from '../result.ts';
import { candidateType, checkSdp, hideRelatedAddress, stripToRelay } from './sdp-rules.ts';
import { peerSignalSchema, type PeerSignal } from './signal-schema.ts';

const MINUTE_MS = 60_000;
const MAX_CANDIDATES = 100;
const MAX_RENEGOTIATE_PER_MINUTE = 6;
/** Offers and answers a minute, each way: an ICE restart every few seconds fits, a flood does not. */
const MAX_DESCRIPTIONS_PER_MINUTE = 30;

export interface SdpGateOptions {
  readonly ownFingerprint: Uint8Array;
  readonly peerFingerprint: Uint8Array;
  /** Whether our simple-peer is the initiator (the host's is). Only it offers; only the other answers (SD-6). */
  readonly initiator: boolean;
  /** Keep every candidate but relay ones from passing, either way (SD-7). */
  readonly relayOnly?: boolean;
}

/** What passes: the signal to hand on (as it is, or without addresses), or nothing where it is to be dropped. */
export type GateResult = Result<PeerSignal | undefined>;

/**
 * Stands between simple-peer and the wire, both ways; one for each peer and session. `nowMs` is any clock that does
 * not jump back. An error ends the session.
 */
export interface SdpGate {
  /** From our simple-peer's `signal` event, before sealing. */
  outgoing(signal: unknown, nowMs: number): GateResult;
  /** From the other side, before `peer.signal()`. */
  incoming(signal: unknown, nowMs: number): GateResult;
  /** The first offer and answer as they travelled, for the FIN; `undefined` until both have passed. */
  firstExchange(): { readonly offerSdp: string; readonly answerSdp: string } | undefined;
}

/** Counts of one direction. */
interface Flow {
  readonly fingerprint: Uint8Array;
  readonly initiator: boolean;
  readonly who: 'own' | 'peer';
  candidates: number;
  renegotiations: readonly number[];
  descriptions: readonly number[];
}

/** What both directions share. */
interface Exchange {
  readonly relayOnly: boolean;
  openOffers: number;
  /** The DTLS role the answers state; fixed by the first (SD-4). */
  answerSetup?: string;
  firstOffer?: string;
  firstAnswer?: string;
}

export function createSdpGate(options: SdpGateOptions): SdpGate {
  const { initiator, relayOnly = false } = options;
  const none = { candidates: 0, renegotiations: [], descriptions: [] };
  const own: Flow = { ...none, fingerprint: options.ownFingerprint, initiator, who: 'own' };
  const peer: Flow = { ...none, fingerprint: options.peerFingerprint, initiator: !initiator, who: 'peer' };
  const exchange: Exchange = { relayOnly, openOffers: 0 };
  return {
    outgoing: (signal, nowMs) => pass(signal, nowMs, own, exchange),
    incoming: (signal, nowMs) => pass(signal, nowMs, peer, exchange),
    firstExchange() {
      const { firstOffer, firstAnswer } = exchange;
      if (firstOffer === undefined || firstAnswer === undefined) return undefined;
      return { offerSdp: firstOffer, answerSdp: firstAnswer };
    },
  };
}

function pass(signal: unknown, nowMs: number, flow: Flow, exchange: Exchange): GateResult {
  const read = peerSignalSchema.safeParse(signal);
  if (!read.success) return refuse(flow, 'signal shape'); // SD-1
  const value = read.data;
  switch (value.type) {
    case 'offer':
    case 'answer':
      return passDescription(value, nowMs, flow, exchange);
    case 'candidate':
      return passCandidate(value, flow, exchange);
    case 'renegotiate':
      return passRenegotiate(value, nowMs, flow);
  }
}

function passDescription(
  signal: PeerSignal & { type: 'offer' | 'answer' },
  nowMs: number,
  flow: Flow,
  exchange: Exchange,
): GateResult {
  const { type, sdp } = signal;
  if ((type === 'offer') !== flow.initiator) return refuse(flow, `${type} from the wrong side`); // SD-6
  if (type === 'answer' && exchange.openOffers === 0) return refuse(flow, 'answer without offer');
  flow.descriptions = recent(flow.descriptions, nowMs);
  if (flow.descriptions.length > MAX_DESCRIPTIONS_PER_MINUTE) return refuse(flow, 'too many descriptions');

  const facts = checkSdp(type, sdp, flow.fingerprint);
  if ('refused' in facts) return refuse(flow, facts.refused, facts.refused === 'fingerprint');
  if (facts.candidates > MAX_CANDIDATES) return refuse(flow, 'too many candidates');
  if (type === 'answer' && facts.setup !== (exchange.answerSetup ?? facts.setup))
    return refuse(flow, 'setup changed'); // SD-4
  flow.candidates = facts.candidates; // a new negotiation counts anew // SD-5
  const passed = exchange.relayOnly ? stripToRelay(sdp) : sdp;
  note(type, flow.who === 'own' ? passed : sdp, facts.setup, exchange);
  return ok({ type, sdp: passed });
}

/** What travelled: our own after stripping, the other side's before. */
function note(type: 'offer' | 'answer', travelled: string, setup: string, exchange: Exchange): void {
  if (type === 'offer') {
    exchange.openOffers++;
    exchange.firstOffer ??= travelled;
    return;
  }
  exchange.openOffers--;
  exchange.answerSetup ??= setup;
  exchange.firstAnswer ??= travelled;
}

function passCandidate(
  signal: PeerSignal & { type: 'candidate' },
  flow: Flow,
  exchange: Exchange,
): GateResult {
  flow.candidates++;
  if (flow.candidates > MAX_CANDIDATES) return refuse(flow, 'too many candidates'); // SD-5
  const { candidate } = signal.candidate;
  if (candidate === '') return ok(signal); // end of candidates
  const kind = candidateType(candidate);
  if (kind === undefined) return refuse(flow, 'candidate');
  if (!exchange.relayOnly) return ok(signal);
  if (kind !== 'relay') return ok(undefined); // SD-7
  const hidden = { ...signal.candidate, candidate: hideRelatedAddress(candidate) };
  return ok({ type: 'candidate', candidate: hidden });
}

function passRenegotiate(signal: PeerSignal, nowMs: number, flow: Flow): GateResult {
  if (flow.initiator) return refuse(flow, 'renegotiate from the wrong side'); // SD-6
  flow.renegotiations = recent(flow.renegotiations, nowMs);
  if (flow.renegotiations.length > MAX_RENEGOTIATE_PER_MINUTE) return refuse(flow, 'too many renegotiations');
  return ok(signal);
}

/** The times of the last minute, with this one. */
function recent(times: readonly number[], nowMs: number): readonly number[] {
  return [...times.filter((time) => nowMs - time < MINUTE_MS), nowMs];
}

function refuse(
  flow: Flow,
  detail: string,
  tampered = false,
): { readonly ok: false; readonly error: AppError } {
  const code = tampered ? 'PAIRING_TAMPERED' : 'PEER_PROTOCOL';
  return err(appError(code, `${flow.who === 'own' ? 'own' : "the other side's"} signal: ${detail}`));
}
