/**
 * RA-PAKE v1 (docs/protocol.md, PR): two machines without clock, sockets or randomness of their own. Bodies travel in
 * the broker's `relay` frames as base64url (base64url.ts).
 *
 * Both sides first:  certificate = await RTCPeerConnection.generateCertificate(…)
 *   fingerprint = parseFingerprint(certificate.getFingerprints()[…'sha-256'].value)
 *
 * Host:
 *   1. send `room.open {sidHost: hex(random 16)}`; on `room.opened`: code = makeCode(room, random 32); show
 *      formatCode(code)
 *   2. machine = createHostHandshake({ secret: {by:'code', code}, sidHost, fingerprint, version, features: 0,
 *      scalarRandom: random 64 })
 *   3. each relay of kind m1, m3, fail: step = machine.receive({kind, body}); relay all of step.send
 *   4. step.state.name === 'burn' (after m1): write down that the code is burned, forget it on screen, then
 *      step = machine.confirmBurned(); relay step.send (m2). Nothing is answered before that call. // PR-3
 *   5. 'paired': step.state.paired has peerFingerprint, sealer, opener, finKey, resumeKey and `technician` (the card)
 *   6. 'failed': step.state.error; send step.send first (a `fail` frame), then close the room
 *
 * Technician:
 *   1. code = parseCode(text) (never sent when it is mistyped); send `room.join {room: code.room}`
 *   2. on `room.joined {sidHost}`: machine = createTechnicianHandshake({ secret: {by:'code', code}, sidHost,
 *      sidTechnician: random 16, fingerprint, version, features: 0, scalarRandom: random 64, introduction })
 *   3. step = machine.start() (m1); each relay of kind m2, m4, fail: step = machine.receive({kind, body})
 *   4. 'paired' or 'failed' as above; `host` tells the host app's version
 *
 * Both, once paired: every simple-peer signal object goes through createSdpGate (sdp-gate.ts) and then as
 *   relay {kind:'s', box: toBase64Url(sealer.seal('s', utf8(JSON)))}; incoming: opener.open('s', fromBase64Url(box))
 *
 * Resume after a lost link: new certificate; both send `room.resume {rendezvous: rendezvousName(resumeKey), role}`,
 *   the host with a fresh sidHost, which the technician gets in `peer.joined`; then the same machines with
 *   secret {by:'resume', resumeKey}. Keep the old resumeKey until both FINs of the new link have verified.
 */
export { createHostHandshake, type HostHandshake, type HostPaired } from './host-handshake.ts';
export {
  createTechnicianHandshake,
  type TechnicianHandshake,
  type TechnicianPaired,
} from './technician-handshake.ts';
export type { HandshakeKind, HandshakeMessage, PairingSecret, SideFacts } from './handshake-wire.ts';
export type { HandshakeState, HandshakeStep, Paired } from './handshake-run.ts';
