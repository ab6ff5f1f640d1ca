/** A variable of the environment: its name, what it does, its default. `--help` and the decoder both read this table. */
export interface Variable {
  readonly name: string;
  readonly text: string;
  readonly fallback: string;
}

/** Every variable the server reads. Limits are those of docs/protocol.md, SG-10. */
export const variables = {
  host: v('ALONGSIDE_HOST', 'address to listen on', '127.0.0.1'),
  port: v('ALONGSIDE_PORT', 'port to listen on; 0 takes any free one', '7480'),
  behindTlsProxy: v('ALONGSIDE_BEHIND_TLS_PROXY', '1 when a proxy in front of the server ends TLS', '0'),
  tlsCert: v('ALONGSIDE_TLS_CERT', 'PEM file with the certificate chain', ''),
  tlsKey: v('ALONGSIDE_TLS_KEY', 'PEM file with the private key', ''),
  webOrigins: v(
    'ALONGSIDE_WEB_ORIGINS',
    'origins whose pages may connect, as in https://help.example.org',
    '',
  ),
  dataDir: v(
    'ALONGSIDE_DATA_DIR',
    'folder of tickets, articles and people; `memory` keeps them until the server stops',
    'alongside-data',
  ),
  databaseUrl: v(
    'DATABASE_URL',
    'PostgreSQL instead of the folder, as in postgres://user:password@db.example.org/alongside',
    '',
  ),
  trustProxy: v('ALONGSIDE_TRUST_PROXY', 'number of proxies in front whose X-Forwarded-For is believed', '0'),
  turnUrls: v('ALONGSIDE_TURN_URLS', 'TURN servers, as in turn:turn.example.org:3478?transport=udp', ''),
  turnSecret: v('ALONGSIDE_TURN_SECRET', "coturn's static-auth-secret", ''),
  turnTtl: v('ALONGSIDE_TURN_TTL', 'seconds a TURN credential is valid', '600'),
  stunUrls: v('ALONGSIDE_STUN_URLS', 'STUN servers, as in stun:stun.example.org:3478', ''),
  relayOnly: v('ALONGSIDE_RELAY_ONLY', '1 makes the web console use TURN only', '0'),
  logLevel: v('ALONGSIDE_LOG_LEVEL', 'fatal, error, warn, info, debug or silent', 'info'),
  webRoot: v(
    'ALONGSIDE_WEB_ROOT',
    'folder of the web console; by itself out-package/renderer, else out/renderer',
    '',
  ),
  metricsToken: v(
    'ALONGSIDE_METRICS_TOKEN',
    'whoever sends it as Bearer reads /metrics; without it only this machine does, when it is not behind a proxy',
    '',
  ),
  apiCallsPerMinute: v(
    'ALONGSIDE_API_CALLS_PER_MINUTE',
    'calls of the help desk a minute by one member, or by one address where nobody is signed in',
    '3000',
  ),
  connectorOrigins: v(
    'ALONGSIDE_CONNECTOR_ORIGINS',
    'help desks in your own network that may be connected, as in https://rt.example,http://127.0.0.1:8080',
    '',
  ),
  secretKeys: v(
    'ALONGSIDE_SECRET_KEYS',
    'keys that seal the keys to other systems, newest first, as in k2:BASE64,k1:BASE64; by itself a file in the data folder',
    '',
  ),
  smtpPort: v('ALONGSIDE_SMTP_PORT', 'port that mail for the help desk arrives on; without it none does', ''),
  smtpHost: v('ALONGSIDE_SMTP_HOST', 'address to listen on for mail', '127.0.0.1'),
  smtpName: v('ALONGSIDE_SMTP_NAME', 'name this server greets other mail servers with', 'localhost'),
  smtpServers: v(
    'ALONGSIDE_SMTP_SERVERS',
    'mail servers in your own network that mail may be sent through, as in mail.example.org:25',
    '',
  ),
  maxSockets: v('ALONGSIDE_MAX_SOCKETS', 'sockets in all', '2000'),
  maxSocketsPerIp: v('ALONGSIDE_MAX_SOCKETS_PER_IP', 'sockets of one address', '20'),
  connectsPerSecondPerIp: v('ALONGSIDE_CONNECTS_PER_SECOND', 'new sockets a second of one address', '10'),
  joinsPerMinutePerIp: v('ALONGSIDE_JOINS_PER_MINUTE', 'tries to join a minute of one address', '20'),
  joinsPerMinutePerSocket: v('ALONGSIDE_JOINS_PER_MINUTE_PER_SOCKET', 'the same of one socket', '5'),
  maxRooms: v('ALONGSIDE_MAX_CODES', 'codes that wait for a technician at one time; at most 4000', '2000'),
} as const satisfies Record<string, Variable>;

function v(name: string, text: string, fallback: string): Variable {
  return { name, text, fallback };
}

/** What `--help` prints. */
export function helpText(): string {
  const rows = Object.values(variables).map(
    ({ name, text, fallback }) => `  ${name.padEnd(40)}${text}${fallback === '' ? '' : ` [${fallback}]`}`,
  );
  return [
    'Alongside server: introduces two apps to each other, serves the web console, and is the help desk.',
    '',
    'Usage: npm run server            everything is set by environment variables',
    '       npm run server -- backup FILE              the records into one file, also while the server runs',
    '       npm run server -- restore FILE [--replace] the records from such a file',
    '       npm run server -- move-to-postgres         from ALONGSIDE_DATA_DIR to DATABASE_URL',
    '       npm run server -- verify [FILE]            reads everything, and says what is wrong',
    '       npm run server -- verify-audit FILE [OLDER] an exported audit chain, held against one kept before',
    '',
    ...rows,
    '',
    'Lists are separated by commas. Away from loopback the server needs TLS: either ALONGSIDE_TLS_CERT and',
    'ALONGSIDE_TLS_KEY, or a proxy that ends TLS and ALONGSIDE_BEHIND_TLS_PROXY=1.',
    'Name the address people type in their browser in ALONGSIDE_WEB_ORIGINS, or its pages cannot connect.',
    'It writes JSON lines; the one with "msg":"listening" has the address in "url".',
  ].join('\n');
}
