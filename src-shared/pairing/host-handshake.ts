import type { Technician } from '../session/technician.ts';
import { equalConstantTime } from './bytes.ts';
import { isUsablePoint, type CpaceShare } from './cpace.ts';
import {
  failedByPeer,
  failWith,
  sessionId,
  startRun,
  wrongSecret,
  type HandshakeState,
  type HandshakeStep,
  type Paired,
  type RunOptions,
} from './handshake-run.ts';
import {
  confirmation,
  decodeConfirm,
  decodeM1,
  decodeSide,
  encodeConfirm,
  encodeM2,
  encodeSide,
  type HandshakeMessage,
  type SideFacts,
} from './handshake-wire.ts';
import { decodeIntroduction, encodeHostHello } from './introduction.ts';
import type { PairingKeys } from './key-schedule.ts';
import { createOpener, createSealer, type Opener } from './sealing.ts';

export interface HostPaired extends Paired {
  /** Who the technician says they are, cleaned for the screen; nobody vouches for it yet. */
  readonly technician: Technician;
}

type Step = HandshakeStep<HostPaired>;

/** The host's side. One M1 ever: the code is burned before it is even looked at (PR-3). */
export interface HostHandshake {
  readonly state: HandshakeState<HostPaired>;
  receive(message: HandshakeMessage): Step;
  /** The caller has written down that the code is used up. Only now M1 is read and answered. */
  confirmBurned(): Step;
}

interface Confirming {
  readonly sid: Uint8Array;
  readonly keys: PairingKeys;
  readonly ownShare: CpaceShare;
  readonly technicianShare: CpaceShare;
  readonly facts: SideFacts;
}

export function createHostHandshake(options: RunOptions): HostHandshake {
  let state: HandshakeState<HostPaired> = { name: 'waiting', for: 'm1' };
  let m1: Uint8Array | undefined;
  let confirming: Confirming | undefined;

  const take = (step: Step): Step => {
    state = step.state;
    return step;
  };
  return {
    get state() {
      return state;
    },
    receive(message) {
      if (state.name === 'burn') return take(failWith('PEER_PROTOCOL', `${message.kind} out of turn`));
      if (state.name !== 'waiting') return { send: [], state };
      if (message.kind === 'fail') return take(failedByPeer(message.body, 'PAIRING_TAMPERED'));
      if (message.kind !== state.for) return take(failWith('PEER_PROTOCOL', `${message.kind} out of turn`));
      if (message.kind === 'm3' && confirming !== undefined)
        return take(finishWithM3(options, confirming, message.body));
      m1 = message.body;
      return take({ send: [], state: { name: 'burn' } });
    },
    confirmBurned() {
      if (state.name === 'failed') return { send: [], state };
      if (state.name !== 'burn' || m1 === undefined) throw new Error('there is no code to burn');
      const answer = answerM1(options, m1);
      confirming = answer.confirming;
      return take(answer.step);
    },
  };
}

/** M1 → M2. */
function answerM1(options: RunOptions, body: Uint8Array): { step: Step; confirming?: Confirming } {
  const m1 = decodeM1(body);
  const facts = m1 === undefined ? 'malformed' : decodeSide('T', m1.share.ad);
  if (facts === 'version') return { step: failWith('PEER_VERSION') };
  if (m1 === undefined || facts === 'malformed') return { step: failWith('PEER_PROTOCOL', 'm1') };
  const technicianShare = m1.share;
  // No certificate of ours, and a real point that is not the identity. // PR-6
  if (equalConstantTime(options.fingerprint, facts.fingerprint))
    return { step: failWith('PAIRING_TAMPERED', 'both ends have one fingerprint') };
  if (!isUsablePoint(technicianShare.point)) return { step: failWith('PAIRING_TAMPERED', 'point') };

  const run = startRun(options, m1.sidTechnician, encodeSide('H', options));
  const keys = run.finish(technicianShare, run.share, technicianShare);
  if (keys === undefined) return { step: failWith('PAIRING_TAMPERED', 'point') };
  const sid = sessionId(options.sidHost, m1.sidTechnician);
  return {
    step: { send: [{ kind: 'm2', body: encodeM2(run.share) }], state: { name: 'waiting', for: 'm3' } },
    confirming: { sid, keys, ownShare: run.share, technicianShare, facts },
  };
}

/** M3 → M4 and paired. */
function finishWithM3(options: RunOptions, run: Confirming, body: Uint8Array): Step {
  const m3 = decodeConfirm(body);
  const expected = confirmation(run.keys.confirmTechnician, 'T', run.technicianShare, run.ownShare);
  if (m3 === undefined || !equalConstantTime(m3.mac, expected)) return failWith(wrongSecret(options.secret));
  const opener = createOpener({ key: run.keys.sealToHost, sid: run.sid, direction: 'TH' });
  const opened = opener.open('m3', m3.box);
  if (!opened.ok) return failWith('PAIRING_TAMPERED', 'm3 box');
  const technician = decodeIntroduction(opened.value);
  if (technician === undefined) return failWith('PEER_PROTOCOL', 'm3 introduction');
  return confirmWithM4(options, run, opener, technician);
}

function confirmWithM4(options: RunOptions, run: Confirming, opener: Opener, technician: Technician): Step {
  const sealer = createSealer({ key: run.keys.sealToTechnician, sid: run.sid, direction: 'HT' });
  const mac = confirmation(run.keys.confirmHost, 'H', run.ownShare, run.technicianShare);
  const m4 = encodeConfirm(mac, sealer.seal('m4', encodeHostHello({ version: options.version })));
  const paired: HostPaired = {
    sid: run.sid,
    ownFingerprint: options.fingerprint,
    peerFingerprint: run.facts.fingerprint,
    peerFeatures: run.facts.features,
    sealer,
    opener,
    finKey: run.keys.fin,
    resumeKey: run.keys.resume,
    technician,
  };
  return { send: [{ kind: 'm4', body: m4 }], state: { name: 'paired', paired } };
}
