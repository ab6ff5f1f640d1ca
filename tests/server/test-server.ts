import { Writable } from 'node:stream';
import { onTestFinished } from 'vitest';
import { createServer, decodeConfig, type RunningServer, type ServerConfig } from '../../src-server/main.ts';
import { createLog } from '../../src-server/server-log.ts';

/** What a test changes of the configuration. */
export interface Overrides {
  readonly config?: Partial<ServerConfig>;
  readonly sockets?: Partial<ServerConfig['sockets']>;
  readonly rooms?: Partial<ServerConfig['rooms']>;
  readonly timing?: Partial<ServerConfig['timing']>;
}

export interface TestServer extends RunningServer {
  /** Everything it has logged, as one text. */
  readonly logged: () => string;
}

/** The real server in this process, on a free port; closed when the test ends. Limits on sockets start high. */
export async function startServer(overrides: Overrides = {}): Promise<TestServer> {
  const base = testConfig();
  let text = '';
  const sink = new Writable({
    write(chunk: Buffer, _encoding, done) {
      text += chunk.toString();
      done();
    },
  });
  const server = await createServer(
    {
      ...base,
      webRoot: '/nowhere',
      ...overrides.config,
      sockets: {
        ...base.sockets,
        maxSocketsPerIp: 1_000,
        connectsPerSecondPerIp: 10_000,
        joinsPerMinutePerIp: 10_000,
        ...overrides.sockets,
      },
      rooms: { ...base.rooms, ...overrides.rooms },
      timing: { ...base.timing, drainMs: 200, sweepMs: 20, ...overrides.timing },
    },
    createLog('debug', sink),
  );
  onTestFinished(() => server.close());
  return { ...server, logged: () => text };
}

export function testConfig(env: Readonly<Record<string, string>> = {}): ServerConfig {
  const read = decodeConfig({ ALONGSIDE_PORT: '0', ALONGSIDE_DATA_DIR: 'memory', ...env });
  if (!read.ok) throw new Error(read.error);
  return read.value;
}
