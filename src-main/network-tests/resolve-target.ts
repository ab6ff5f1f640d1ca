import { promises as dns } from 'node:dns';
import { isIP } from 'node:net';

/** The address of a computer by the system's own way; programs are only ever given addresses, never names. */
export async function addressOf(host: string): Promise<string | null> {
  if (isIP(host) !== 0) return host;
  try {
    const { address } = await dns.lookup(host, { verbatim: false });
    return isIP(address) === 0 ? null : address;
  } catch {
    return null;
  }
}
