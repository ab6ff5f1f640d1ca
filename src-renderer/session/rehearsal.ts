import { areaIds } from '../../src-shared/diagnostics/area.ts';
import { canonicalDigest } from '../../src-shared/diagnostics/canonical-json.ts';
import { emptySnapshot, mergePart } from '../../src-shared/diagnostics/snapshot.ts';
import { judge } from '../../src-shared/findings/judge.ts';
import { createHostHandshake, createTechnicianHandshake } from '../../src-shared/pairing/handshake.ts';
import type { HandshakeMessage } from '../../src-shared/pairing/handshake.ts';
import { makeFin } from '../../src-shared/pairing/fin.ts';
import type { SessionEnv } from './session-env.ts';

/** The first screen is drawn by then, and nobody has read it yet. */
export const REHEARSE_AFTER_MS = 600;

/**
 * Runs the pairing once against itself, with a made-up code and nobody listening, while the person is still reading:
 * code like this is slow when it runs for the first time, and that time would fall between the code and the first
 * finding. Everything it makes is thrown away.
 */
export function rehearsePairing({ random }: Pick<SessionEnv, 'random'>): boolean {
  const common = {
    secret: { by: 'code', code: { room: '0000', secret: '0000000' } },
    sidHost: random(16),
  } as const;
  const side = () => ({
    ...common,
    fingerprint: random(32),
    version: '0',
    features: 0,
    scalarRandom: random(64),
  });
  const host = createHostHandshake(side());
  const technician = createTechnicianHandshake({
    ...side(),
    sidTechnician: random(16),
    introduction: { name: 'rehearsal', client: 'app', version: '0' },
  });
  const toTechnician = (messages: readonly HandshakeMessage[]) =>
    messages.flatMap((one) => technician.receive(one).send);
  const toHost = (messages: readonly HandshakeMessage[]) =>
    messages.flatMap((one) => {
      const step = host.receive(one);
      return step.state.name === 'burn' ? host.confirmBurned().send : step.send;
    });
  const m2 = toHost(technician.start().send);
  const m4 = toHost(toTechnician(m2));
  toTechnician(m4);
  if (host.state.name !== 'paired' || technician.state.name !== 'paired') return false;
  const { paired } = host.state;
  makeFin('host', {
    sid: paired.sid,
    finKey: paired.finKey,
    technicianFingerprint: paired.peerFingerprint,
    hostFingerprint: random(32),
    offerSdp: 'v=0\r\n'.repeat(400),
    answerSdp: 'v=0\r\n'.repeat(400),
  });
  const box = paired.sealer.seal('s', random(3000));
  technician.state.paired.opener.open('s', box);
  return true;
}

/** The same for what turns the first part of a diagnosis into a finding. */
export function rehearseDiagnosis(): number {
  const empty = emptySnapshot({ takenAt: 0, app: { version: '', runtime: '' }, platform: 'linux' });
  const failed = { status: 'unavailable', reason: 'rehearsal', ms: 0, at: 0, source: '' };
  const whole = areaIds.reduce((snapshot, area) => {
    const merged = mergePart(snapshot, area, failed);
    return merged.ok ? merged.value : snapshot;
  }, empty);
  canonicalDigest(whole);
  return judge(whole, { now: 0 }).counts.unknown;
}
