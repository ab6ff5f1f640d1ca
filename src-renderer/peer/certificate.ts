import { parseFingerprint } from '../../src-shared/pairing/fingerprint.ts';
import { sha256 } from '@noble/hashes/sha2.js';
import type { SessionCertificate } from './ports.ts';

export interface RtcSessionCertificate extends SessionCertificate {
  readonly rtc: RTCCertificate;
}

/** A fresh ECDSA P-256 certificate: one session, one certificate. // PR-6 */
export async function makeRtcCertificate(): Promise<RtcSessionCertificate> {
  const algorithm: EcKeyGenParams = { name: 'ECDSA', namedCurve: 'P-256' };
  const rtc = await RTCPeerConnection.generateCertificate(algorithm);
  const named = rtc.getFingerprints().find((one) => one.algorithm?.toLowerCase() === 'sha-256');
  const fingerprint = parseFingerprint(named?.value ?? '');
  if (fingerprint === undefined)
    throw new Error('this browser names no SHA-256 fingerprint of its certificate');
  return { rtc, fingerprint };
}

/** Fingerprint of the certificate the other side showed in DTLS; null where the browser does not hand it out. */
export function remoteFingerprintOf(connection: RTCPeerConnection): Uint8Array | null {
  const transport = connection.sctp?.transport;
  if (transport === undefined || !('getRemoteCertificates' in transport)) return null;
  const [der] = transport.getRemoteCertificates();
  return der === undefined ? null : sha256(new Uint8Array(der));
}
