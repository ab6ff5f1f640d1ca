import { promises as dns } from 'node:dns';
import { isIP } from 'node:net';
import { isNetHost } from '../../src-shared/network/net-host.ts';

/** The address of a computer by the system's own way; programs are only ever given addresses, never names. */
export async function addressOf(host: string): Promise<string | null> {
  if (isIP(host) !== 0) return host;
  if (!isNetHost(host)) return null;
  try {
    const { address } = await dns.lookup(host, { verbatim: false });
    return isIP(address) === 0 ? null : address;
  } catch {
    return null;
  }
}
