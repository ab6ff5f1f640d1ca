/** Which name passkeys are made for, and the pages that may ask for one. From the server's settings, never from a request. */
export interface RelyingParty {
  readonly id: string;
  readonly origins: readonly string[];
}

/**
 * The first origin that browsers take passkeys for: over TLS, or on `localhost`. Passkeys belong to a name, so a server
 * that is known by an IP number only has none: null. Origins of names below it may ask, too. // HD-11
 */
export function relyingPartyOf(origins: readonly string[]): RelyingParty | null {
  const able = origins.map((origin) => new URL(origin)).filter(takesPasskeys);
  const [first] = able;
  if (first === undefined) return null;
  const id = first.hostname;
  const near = able.filter(({ hostname }) => hostname === id || hostname.endsWith(`.${id}`));
  return { id, origins: near.map(({ origin }) => origin) };
}

function takesPasskeys({ protocol, hostname }: URL): boolean {
  if (hostname === 'localhost') return true;
  return protocol === 'https:' && !hostname.startsWith('[') && !/^[\d.]+$/.test(hostname);
}
