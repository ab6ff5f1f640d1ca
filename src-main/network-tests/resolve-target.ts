import dns from 'node:dns';
import { isIP, type LookupFunction } from 'node:net';
import { placeOfHost } from '../../src-shared/network/host-place.ts';
import { isNetHost } from '../../src-shared/network/net-host.ts';

/** The address of a computer by the system's own way; programs are only ever given addresses, never names. */
export async function addressOf(host: string): Promise<string | null> {
  if (isIP(host) !== 0) return host;
  if (!isNetHost(host)) return null;
  try {
    const { address } = await dns.promises.lookup(host, { verbatim: false });
    return isIP(address) === 0 ? null : address;
  } catch {
    return null;
  }
}

/**
 * True for a name that leads to this very computer, or to where secrets are kept, without saying so: the person agreed
 * to a computer somewhere else. Whoever owns a name decides where it leads.
 */
export async function leadsAstray(host: string): Promise<boolean> {
  if (isIP(host) !== 0 || !isNetHost(host)) return false;
  try {
    const found = await dns.promises.lookup(host, { all: true });
    return found.some(({ address }) => isHidden(host, address));
  } catch {
    return false; // the test itself finds that there is no such name
  }
}

/** The system's way, for a name that a technician gave: asked again at the connection, it may lead elsewhere by then. */
export const lookUpAsTold: LookupFunction = (host, options, done) => {
  dns.lookup(host, options, (error, found, family) => {
    const addresses = Array.isArray(found) ? found.map(({ address }) => address) : [found];
    const hidden = error === null && addresses.some((address) => isHidden(host, address));
    done(hidden ? new Error('leads astray') : error, found, family);
  });
};

function isHidden(name: string, address: string): boolean {
  const place = placeOfHost(address);
  return (place === 'this-computer' || place === 'special') && placeOfHost(name) !== place;
}
