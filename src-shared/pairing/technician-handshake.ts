import { equalConstantTime } from './bytes.ts';
import { isUsablePoint, type CpaceShare } from './cpace.ts';
import {
  failedByPeer,
  failWith,
  sessionId,
  startRun,
  wrongSecret,
  type CpaceRun,
  type HandshakeState,
  type HandshakeStep,
  type Paired,
  type RunOptions,
} from './handshake-run.ts';
import {
  confirmation,
  decodeConfirm,
  decodeM2,
  decodeSide,
  encodeConfirm,
  encodeM1,
  encodeSide,
  type HandshakeMessage,
  type SideFacts,
} from './handshake-wire.ts';
import { decodeHostHello, encodeIntroduction, type HostHello, type Introduction } from './introduction.ts';
import type { PairingKeys } from './key-schedule.ts';
import { createOpener, createSealer, type Sealer } from './sealing.ts';

export interface TechnicianPaired extends Paired {
  readonly host: HostHello;
}

export interface TechnicianOptions extends RunOptions {
  readonly sidTechnician: Uint8Array;
  readonly introduction: Introduction;
}

type Step = HandshakeStep<TechnicianPaired>;

/** The technician's side: confirms first, so that a guessing broker has to commit its one guess (PR-9). */
export interface TechnicianHandshake {
  readonly state: HandshakeState<TechnicianPaired>;
  /** M1. Once. */
  start(): Step;
  /** Whatever the other side sent; after the end nothing changes any more. */
  receive(message: HandshakeMessage): Step;
}

interface Confirming {
  readonly keys: PairingKeys;
  readonly hostShare: CpaceShare;
  readonly facts: SideFacts;
  readonly sealer: Sealer;
}

export function createTechnicianHandshake(options: TechnicianOptions): TechnicianHandshake {
  const sid = sessionId(options.sidHost, options.sidTechnician);
  const run = startRun(options, options.sidTechnician, encodeSide('T', options));
  let state: HandshakeState<TechnicianPaired> = { name: 'waiting', for: 'start' };
  let confirming: Confirming | undefined;

  const take = (step: Step): Step => {
    state = step.state;
    return step;
  };
  return {
    get state() {
      return state;
    },
    start() {
      if (state.name !== 'waiting' || state.for !== 'start')
        throw new Error('the pairing has started already');
      const body = encodeM1(options.sidTechnician, run.share);
      return take({ send: [{ kind: 'm1', body }], state: { name: 'waiting', for: 'm2' } });
    },
    receive(message) {
      if (state.name !== 'waiting') return { send: [], state };
      if (message.kind === 'fail') return take(failedByPeer(message.body, wrongSecret(options.secret)));
      if (message.kind !== state.for) return take(failWith('PEER_PROTOCOL', `${message.kind} out of turn`));
      if (message.kind === 'm4' && confirming !== undefined)
        return take(finishWithM4(options, sid, run.share, confirming, message.body));
      const answer = answerM2(options, sid, run, message.body);
      confirming = answer.confirming;
      return take(answer.step);
    },
  };
}

/** M2 → M3. */
function answerM2(
  options: TechnicianOptions,
  sid: Uint8Array,
  run: CpaceRun,
  body: Uint8Array,
): { step: Step; confirming?: Confirming } {
  const hostShare = decodeM2(body);
  const facts = hostShare === undefined ? 'malformed' : decodeSide('H', hostShare.ad);
  if (facts === 'version') return { step: failWith('PEER_VERSION') };
  if (hostShare === undefined || facts === 'malformed') return { step: failWith('PEER_PROTOCOL', 'm2') };
  const refused = refusePeer(options, run.share, hostShare, facts);
  if (refused !== undefined) return { step: failWith('PAIRING_TAMPERED', refused) };
  const keys = run.finish(run.share, hostShare, hostShare);
  if (keys === undefined) return { step: failWith('PAIRING_TAMPERED', 'point') };

  const sealer = createSealer({ key: keys.sealToHost, sid, direction: 'TH' });
  const mac = confirmation(keys.confirmTechnician, 'T', run.share, hostShare);
  const m3 = encodeConfirm(mac, sealer.seal('m3', encodeIntroduction(options.introduction)));
  return {
    step: { send: [{ kind: 'm3', body: m3 }], state: { name: 'waiting', for: 'm4' } },
    confirming: { keys, hostShare, facts, sealer },
  };
}

/** Our own words coming back are no other side: same point or same certificate (PR-6). */
export function refusePeer(
  own: SideFacts,
  ownShare: CpaceShare,
  peer: CpaceShare,
  facts: SideFacts,
): string | undefined {
  if (equalConstantTime(own.fingerprint, facts.fingerprint)) return 'both ends have one fingerprint';
  if (equalConstantTime(ownShare.point, peer.point)) return 'our own point came back';
  return isUsablePoint(peer.point) ? undefined : 'point';
}

/** M4 → paired. */
function finishWithM4(
  options: TechnicianOptions,
  sid: Uint8Array,
  ownShare: CpaceShare,
  { keys, hostShare, facts, sealer }: Confirming,
  body: Uint8Array,
): Step {
  const m4 = decodeConfirm(body);
  const expected = confirmation(keys.confirmHost, 'H', hostShare, ownShare);
  // The host has verified our MAC, so it knew the code: a wrong one here is somebody in between. // PR-9
  if (m4 === undefined || !equalConstantTime(m4.mac, expected)) return failWith('PAIRING_TAMPERED', 'm4');
  const opener = createOpener({ key: keys.sealToTechnician, sid, direction: 'HT' });
  const opened = opener.open('m4', m4.box);
  if (!opened.ok) return failWith('PAIRING_TAMPERED', 'm4 box');
  const host = decodeHostHello(opened.value);
  if (host === undefined) return failWith('PEER_PROTOCOL', 'm4 hello');
  const paired: TechnicianPaired = {
    sid,
    ownFingerprint: options.fingerprint,
    peerFingerprint: facts.fingerprint,
    peerFeatures: facts.features,
    sealer,
    opener,
    finKey: keys.fin,
    resumeKey: keys.resume,
    host,
  };
  return { send: [], state: { name: 'paired', paired } };
}
