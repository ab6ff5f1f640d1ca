import { makeRtcCertificate, type RtcSessionCertificate } from './certificate.ts';
import type { PeerFactory, SessionCertificate } from './ports.ts';
import { createSimplePeerLink } from './simple-peer-link.ts';

/** Links of a real browser. */
export function createBrowserPeers(): PeerFactory {
  const made = new WeakMap<SessionCertificate, RtcSessionCertificate>();
  return {
    async makeCertificate() {
      const certificate = await makeRtcCertificate();
      made.set(certificate, certificate);
      return certificate;
    },
    warmUp: () => void warmUp(),
    createLink(options) {
      const certificate = made.get(options.certificate);
      if (certificate === undefined) throw new Error('a link needs a certificate of this factory');
      return createSimplePeerLink({ ...options, certificate });
    },
  };
}

/** Writes an offer that nobody gets: no description is set, so nothing is gathered and nothing leaves. */
async function warmUp(): Promise<void> {
  const connection = new RTCPeerConnection({ iceServers: [] });
  connection.createDataChannel('warm');
  connection.addTransceiver('video', { direction: 'sendonly' });
  await connection.createOffer().catch(() => undefined);
  connection.close();
}
