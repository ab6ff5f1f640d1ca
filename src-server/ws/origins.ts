import { isLoopback, type ServerConfig } from '../config.ts';

/** The origin the desktop app's own pages have. */
export const APP_ORIGIN = 'app://ui';

/** The server's own origins, where its web console is served from. */
export function ownOrigins(config: ServerConfig, port: number): readonly string[] {
  const scheme = config.tls === undefined ? 'http' : 'https';
  const names = isLoopback(config.host) ? ['127.0.0.1', 'localhost', '[::1]'] : [hostForUrl(config.host)];
  return names.map((name) => new URL(`${scheme}://${name}:${port}`).origin);
}

/** Where the server is reached, for the log line scripts wait for. */
export function serverUrl(config: ServerConfig, port: number): string {
  return `${config.tls === undefined ? 'http' : 'https'}://${hostForUrl(config.host)}:${port}`;
}

function hostForUrl(host: string): string {
  return host.includes(':') ? `[${host}]` : host;
}

/**
 * Who a socket's Origin header says it is: exact match only, no prefixes, no subdomains. A native client sends none.
 * `undefined`: a page that has no business here. // SG-9
 */
export function originKind(
  origin: string | undefined,
  allowed: ReadonlySet<string>,
): 'app' | 'web' | undefined {
  if (origin === undefined || origin === APP_ORIGIN) return 'app';
  return allowed.has(origin) ? 'web' : undefined;
}
