import { createSocket, type Socket } from 'node:dgram';
import { createServer as createHttp, type RequestListener } from 'node:http';
import { createServer as createNet, type AddressInfo, type Server, type Socket as TcpSocket } from 'node:net';
import { createServer as createTls } from 'node:tls';
import { onTestFinished } from 'vitest';
import type { ProbeResult } from '../../../src-shared/diagnostics/probe-result.ts';
import type { PartOf } from '../../../src-shared/diagnostics/connectivity-areas.ts';
import type { NetTarget } from '../../../src-shared/network/net-host.ts';
import {
  noSetup,
  type NetworkSetup,
  type NetworkTargets,
} from '../../../src-shared/network/network-targets.ts';
import type { NetworkTestId } from '../../../src-shared/network/network-test-id.ts';
import type { NetworkTest, TestTools } from '../../../src-main/network-tests/network-test.ts';
import { runNetworkTest } from '../../../src-main/network-tests/run-network-test.ts';
import { facts } from '../../../src-main/platform/answer.ts';
import { linuxSources } from '../../../src-main/platform/linux.ts';
import { createRunCommand } from '../../../src-main/platform/run-command.ts';
import { createSystemFiles } from '../../../src-main/platform/system-files.ts';
import { dnsAnswer, questionIn } from './dns-bytes.ts';
import type { MadeCertificate } from './make-certificate.ts';

/* Servers of the tests' own, on loopback: nothing here asks anybody else. */

export interface RunWish {
  readonly target?: NetTarget;
  readonly targets?: Partial<NetworkTargets>;
  readonly setup?: Partial<NetworkSetup>;
  /** "127.0.0.1:5353" */
  readonly dnsServers?: readonly string[];
  readonly gateway?: string;
  readonly quick?: boolean;
  readonly stop?: AbortSignal;
  readonly tools?: Partial<TestTools>;
}

/** Runs one test against servers of this test. */
export async function run<T extends NetworkTestId>(
  test: NetworkTest<T>,
  wish: RunWish = {},
): Promise<ProbeResult<unknown>> {
  const sources = {
    ...linuxSources,
    network: async () =>
      facts('test', { interfaces: [], dnsServers: wish.dnsServers ?? [], proxySet: false }),
    route: async () =>
      facts('test', { hasDefault: true, interface: 'eth0', gateway: wish.gateway ?? null, gateway6: null }),
  };
  return runNetworkTest(
    test,
    {
      files: createSystemFiles(),
      run: createRunCommand(),
      env: {},
      now: () => Date.now(),
      sources,
      setup: { ...noSetup, ...wish.setup, targets: { ...noSetup.targets, ...wish.targets } },
      watch: () => performance.now(),
      quick: wish.quick ?? true,
      progress: () => undefined,
      ...wish.tools,
    },
    { target: wish.target ?? null, stop: wish.stop ?? new AbortController().signal },
  );
}

/** The part, for a test that must answer. */
export async function partOf<T extends NetworkTestId>(
  test: NetworkTest<T>,
  wish: RunWish = {},
): Promise<PartOf<T>> {
  const result = await run(test, wish);
  if (result.status !== 'ok') throw new Error(`${test.id}: ${result.status}: ${result.reason}`);
  return result.data as PartOf<T>;
}

function portOf(server: Server): number {
  return (server.address() as AddressInfo).port;
}

async function listening<S extends Server>(server: S): Promise<S> {
  const open = new Set<TcpSocket>();
  server.on('connection', (socket: TcpSocket) => {
    open.add(socket);
    socket.on('error', () => undefined);
    socket.on('close', () => open.delete(socket));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(async () => {
    for (const socket of open) socket.destroy();
    await new Promise<void>((resolve) => server.close(() => resolve()));
  });
  return server;
}

/** A port on which somebody listens; what they say is up to `talk`. */
export async function tcpPort(talk: (socket: TcpSocket) => void = () => undefined): Promise<number> {
  return portOf(await listening(createNet(talk)));
}

/** A port on which nobody listens. */
export async function closedPort(): Promise<number> {
  const server = createNet();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const port = portOf(server);
  await new Promise<void>((resolve) => server.close(() => resolve()));
  return port;
}

export async function httpPort(answer: RequestListener): Promise<number> {
  return portOf(await listening(createHttp(answer)));
}

export async function tlsPort(leaf: MadeCertificate, ...others: readonly MadeCertificate[]): Promise<number> {
  const cert = [leaf, ...others].map(({ pem }) => pem).join('');
  const server = createTls({ key: leaf.keyPem, cert }, (socket) => socket.on('error', () => undefined));
  server.on('tlsClientError', () => undefined);
  return portOf(await listening(server));
}

async function udp(
  onMessage: (socket: Socket, bytes: Buffer, port: number, address: string) => void,
): Promise<number> {
  const socket = createSocket('udp4');
  socket.on('message', (bytes, from) => onMessage(socket, bytes, from.port, from.address));
  await new Promise<void>((resolve) => socket.bind(0, '127.0.0.1', resolve));
  onTestFinished(() => void socket.close());
  return socket.address().port;
}
export { udp as udpPort };

/** A resolver: an address of IPv4 for a name, 'nothing' for NXDOMAIN, null for silence. */
export async function dnsServer(
  answer: (name: string) => string | 'nothing' | null,
  delayMs = 0,
): Promise<number> {
  return udp((socket, bytes, port, address) => {
    const name = questionIn(bytes);
    const found = answer(name);
    if (found === null) return;
    const reply = dnsAnswer(bytes, found);
    if (delayMs === 0) socket.send(reply, port, address);
    else setTimeout(() => socket.send(reply, port, address, () => undefined), delayMs);
  });
}
