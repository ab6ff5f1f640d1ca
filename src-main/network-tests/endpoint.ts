/** "192.0.2.1:53", "[2001:db8::1]:53". */
export function hostAndPort(host: string, port: number): string {
  return host.includes(':') ? `[${host}]:${port}` : `${host}:${port}`;
}

/** Such an IPv6 address means something only together with the card behind which it stands, so nobody is asked there. */
export function isLinkLocal(address: string): boolean {
  return /^fe[89ab]/i.test(address);
}
