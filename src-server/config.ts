import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';
import { err, ok, type Result } from '../src-shared/result.ts';
import { variables } from './config-variables.ts';
import { defaultRoomLimits, MAX_OCCUPANCY, ROOM_NUMBERS, type RoomLimits } from './domain/room-limits.ts';

/** Limits on sockets; docs/protocol.md, SG-10. */
export interface SocketLimits {
  readonly maxSockets: number;
  readonly maxSocketsPerIp: number;
  readonly connectsPerSecondPerIp: number;
  readonly joinsPerMinutePerIp: number;
  readonly joinsPerMinutePerSocket: number;
  readonly framesPerSecond: number;
  readonly frameBurst: number;
  readonly bytesPerSecond: number;
  readonly sendQueueBytes: number;
}

/** Times in ms. Tests hand in shorter ones. */
export interface Timing {
  readonly pingMs: number;
  readonly deadMs: number;
  readonly firstFrameMs: number;
  readonly sweepMs: number;
  /** How long clients get to close by themselves when the server stops. */
  readonly drainMs: number;
}

export interface ServerConfig {
  readonly host: string;
  readonly port: number;
  readonly behindTlsProxy: boolean;
  readonly tls?: { readonly cert: string; readonly key: string } | undefined;
  readonly webOrigins: readonly string[];
  /** Origins of other help desks that may be private addresses or plain HTTP. // TM-16 */
  readonly connectorOrigins: readonly string[];
  /** As they are written in the environment; empty: those of a file beside the records. */
  readonly secretKeys: string;
  /** Where mail arrives; null: nowhere. */
  readonly smtp: { readonly host: string; readonly port: number; readonly name: string } | null;
  /** Mail servers, as host:port, that may be private addresses or any port. // TM-16 */
  readonly smtpServers: readonly string[];
  readonly trustProxyHops: number;
  readonly turn?:
    | { readonly urls: readonly string[]; readonly secret: string; readonly ttlS: number }
    | undefined;
  readonly stunUrls: readonly string[];
  readonly relayOnly: boolean;
  readonly logLevel: string;
  /** Folder for what is kept; null keeps it in memory. */
  readonly dataDir: string | null;
  readonly databaseUrl: string | null;
  /** Who may read `/metrics`; null: this machine only. */
  readonly metricsToken: string | null;
  readonly apiCallsPerMinute: number;
  readonly webRoot: string;
  readonly version: string;
  readonly sockets: SocketLimits;
  readonly rooms: RoomLimits;
  readonly timing: Timing;
}

const defaultTiming: Timing = {
  pingMs: 20_000,
  deadMs: 45_000,
  firstFrameMs: 5_000,
  sweepMs: 1_000,
  drainMs: 1_000,
};

const flag = z.enum(['0', '1', 'true', 'false']).transform((text) => text === '1' || text === 'true');
const list = z.string().transform((text) =>
  text
    .split(',')
    .map((part) => part.trim())
    .filter((part) => part !== ''),
);
const whole = (min: number, max: number) => z.coerce.number().int().min(min).max(max);
const origin = z
  .string()
  .refine((text) => URL.canParse(text) && new URL(text).origin === text, 'is no origin');
const iceUrls = (scheme: string) =>
  list.pipe(z.array(z.string().regex(new RegExp(`^${scheme}s?:[^\\s/@]{1,280}$`))).max(6));

const environmentSchema = z.object({
  host: z.string().min(1).max(255),
  port: whole(0, 65_535),
  behindTlsProxy: flag,
  tlsCert: z.string(),
  tlsKey: z.string(),
  webOrigins: list.pipe(z.array(origin).max(50)),
  connectorOrigins: list.pipe(z.array(origin).max(50)),
  secretKeys: z.string().max(10_000),
  smtpPort: z.union([z.literal(''), whole(0, 65_535)]),
  smtpHost: z.string().min(1).max(255),
  smtpName: z.string().regex(/^[A-Za-z0-9.-]{1,255}$/, 'is no name of a server'),
  smtpServers: list.pipe(z.array(z.string().regex(/^\S{1,255}:\d{1,5}$/, 'is no host:port')).max(50)),
  trustProxy: whole(0, 10),
  turnUrls: iceUrls('turn'),
  turnSecret: z.string(),
  turnTtl: whole(60, 86_400),
  stunUrls: iceUrls('stun'),
  relayOnly: flag,
  logLevel: z.enum(['fatal', 'error', 'warn', 'info', 'debug', 'silent']),
  webRoot: z.string(),
  dataDir: z.string().max(1_000),
  databaseUrl: z.string().regex(/^(?:postgres(?:ql)?:\/\/\S+)?$/, 'is no address of a PostgreSQL database'),
  metricsToken: z.string().regex(/^(?:\S{16,200})?$/, 'has fewer than 16 characters, or spaces'),
  apiCallsPerMinute: whole(1, 100_000_000),
  maxSockets: whole(1, 1_000_000),
  maxSocketsPerIp: whole(1, 1_000_000),
  connectsPerSecondPerIp: whole(1, 1_000_000),
  joinsPerMinutePerIp: whole(1, 1_000_000),
  joinsPerMinutePerSocket: whole(1, 1_000_000),
  maxRooms: whole(1, ROOM_NUMBERS * MAX_OCCUPANCY),
});
type Environment = z.infer<typeof environmentSchema>;

/** Decodes the environment, once. The error is a sentence for whoever starts the server. */
export function decodeConfig(
  env: Readonly<Record<string, string | undefined>>,
): Result<ServerConfig, string> {
  const raw = Object.fromEntries(
    Object.entries(variables).map(([key, { name, fallback }]) => [key, env[name]?.trim() || fallback]),
  );
  const read = environmentSchema.safeParse(raw);
  if (!read.success) return err(read.error.issues.map(explain).join('\n'));
  const refusal = refuse(read.data);
  return refusal === undefined ? ok(toConfig(read.data)) : err(refusal);
}

function explain(issue: { readonly path: readonly PropertyKey[]; readonly message: string }): string {
  const found = Object.entries(variables).find(([key]) => key === issue.path[0]);
  return `${found?.[1].name ?? 'environment'}: ${issue.message}`;
}

/** What the values rule out together. // SG-11 */
function refuse(env: Environment): string | undefined {
  const hasTls = env.tlsCert !== '' && env.tlsKey !== '';
  if ((env.tlsCert === '') !== (env.tlsKey === ''))
    return 'ALONGSIDE_TLS_CERT and ALONGSIDE_TLS_KEY are needed together.';
  if (!isLoopback(env.host) && !hasTls && !env.behindTlsProxy) {
    return [
      `Refusing plain HTTP on ${env.host}: anybody on the way could change the web console.`,
      'Do one of these:',
      '  - set ALONGSIDE_TLS_CERT and ALONGSIDE_TLS_KEY to PEM files, or',
      '  - put a proxy that ends TLS in front and set ALONGSIDE_BEHIND_TLS_PROXY=1, or',
      '  - set ALONGSIDE_HOST=127.0.0.1 to serve this machine only.',
    ].join('\n');
  }
  if (env.turnUrls.length > 0 !== (env.turnSecret !== ''))
    return 'ALONGSIDE_TURN_URLS and ALONGSIDE_TURN_SECRET are needed together.';
  const missing = [env.tlsCert, env.tlsKey].find((path) => path !== '' && !existsSync(path));
  return missing === undefined ? undefined : 'A TLS file named in ALONGSIDE_TLS_CERT or _KEY does not exist.';
}

/** Whether an address can be reached from this machine only. */
export function isLoopback(host: string): boolean {
  return host === 'localhost' || host === '::1' || /^127\.\d{1,3}\.\d{1,3}\.\d{1,3}$/.test(host);
}

function toConfig(env: Environment): ServerConfig {
  const {
    maxSockets,
    maxSocketsPerIp,
    connectsPerSecondPerIp,
    joinsPerMinutePerIp,
    joinsPerMinutePerSocket,
  } = env;
  return {
    host: env.host,
    port: env.port,
    behindTlsProxy: env.behindTlsProxy,
    tls: env.tlsCert === '' ? undefined : { cert: env.tlsCert, key: env.tlsKey },
    webOrigins: env.webOrigins,
    connectorOrigins: env.connectorOrigins,
    secretKeys: env.secretKeys,
    smtp: env.smtpPort === '' ? null : { host: env.smtpHost, port: env.smtpPort, name: env.smtpName },
    smtpServers: env.smtpServers.map((server) => server.toLowerCase()),
    trustProxyHops: env.trustProxy,
    turn:
      env.turnSecret === '' ? undefined : { urls: env.turnUrls, secret: env.turnSecret, ttlS: env.turnTtl },
    stunUrls: env.stunUrls,
    relayOnly: env.relayOnly,
    logLevel: env.logLevel,
    dataDir: env.dataDir === 'memory' ? null : env.dataDir,
    databaseUrl: env.databaseUrl === '' ? null : env.databaseUrl,
    metricsToken: env.metricsToken === '' ? null : env.metricsToken,
    apiCallsPerMinute: env.apiCallsPerMinute,
    webRoot: env.webRoot === '' ? webRootIn(fileURLToPath(new URL('..', import.meta.url))) : env.webRoot,
    version: packageVersion(),
    sockets: {
      maxSockets,
      maxSocketsPerIp,
      connectsPerSecondPerIp,
      joinsPerMinutePerIp,
      joinsPerMinutePerSocket,
      framesPerSecond: 30,
      frameBurst: 60,
      bytesPerSecond: 262_144,
      sendQueueBytes: 1_048_576,
    },
    rooms: { ...defaultRoomLimits, maxCodes: env.maxRooms },
    timing: defaultTiming,
  };
}

/** The console as packages have it; the development one, with its handles for tests, only where there is no other. // TM-9 */
export function webRootIn(folder: string): string {
  const released = join(folder, 'out-package', 'renderer');
  return existsSync(join(released, 'index.html')) ? released : join(folder, 'out', 'renderer');
}

function packageVersion(): string {
  const text = readFileSync(new URL('../package.json', import.meta.url), 'utf8');
  return z.object({ version: z.string() }).parse(JSON.parse(text)).version;
}
