import type { SessionCertificate } from '../peer/ports.ts';
import type { SessionEnv } from './session-env.ts';

/** One certificate for each pairing, made before it is wanted. */
export interface Certificates {
  take(): Promise<SessionCertificate>;
}

export function createCertificates({ peers }: Pick<SessionEnv, 'peers'>): Certificates {
  let next = peers.makeCertificate();
  return {
    take() {
      const taken = next;
      next = taken.then(() => peers.makeCertificate());
      return taken;
    },
  };
}
