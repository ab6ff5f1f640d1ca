import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { WebSocket } from 'ws';
import {
  serverFrameSchema,
  type ClientFrame,
  type ServerFrame,
} from '../../src-shared/protocol/signalling.ts';
import { startChild, type Child } from '../stage/child.ts';

/** One figure of a benchmark. */
interface Row {
  readonly scene: string;
  readonly metric: string;
  readonly value: number;
  readonly unit: string;
}

const PAIRS = 10;
const BOX = 'A'.repeat(1_000);
const PACED_MS = 5_000;
const PACED_EVERY_MS = 50;
const FLAT_OUT_MS = 4_000;
const IN_FLIGHT = 16;
const JOINS_A_MINUTE = 1_000;
const JOINS = 250;
const IDLE_PEERS = 10_000;
const SID = '00112233445566778899aabbccddeeff';

/** The broker's relay and joins, beside a bare ws echo in the same run. About a minute. */
export const bench = { name: 'broker', run };

async function run(): Promise<Row[]> {
  const [relay, echo] = [await start('relay'), await start('echo')];
  try {
    const pairs = await Promise.all(Array.from({ length: PAIRS }, () => connectPair(relay.url)));
    const loops = await Promise.all(Array.from({ length: PAIRS }, () => connectLoop(echo.url)));
    const paced = { relay: await measurePaced(pairs), echo: await measurePaced(loops) };
    const flat = { relay: await measureFlatOut(pairs), echo: await measureFlatOut(loops) };
    for (const { from, to } of [...pairs, ...loops]) for (const socket of [from, to]) socket.close();
    return [
      ...delayRows('relay, 10 pairs at 20 frames a second', paced.relay),
      ...delayRows('bare ws echo, the same', paced.echo),
      { scene: 'relay against echo', metric: 'one way p50', value: ratio(paced, 0.5), unit: 'x' },
      { scene: 'relay, flat out', metric: 'frames a second', value: round(flat.relay), unit: '1/s' },
      { scene: 'bare ws echo, flat out', metric: 'frames a second', value: round(flat.echo), unit: '1/s' },
      {
        scene: 'relay against echo',
        metric: 'frames a second',
        value: round(flat.relay / flat.echo),
        unit: 'x',
      },
      ...(await measureJoins(relay.url)),
      ...(await measureIdle(relay)),
    ];
  } finally {
    await Promise.all([relay.child.kill(), echo.child.kill()]);
  }
}

/** A way for one frame: sent at `from`, seen at `to`. */
interface Lane {
  readonly from: WebSocket;
  readonly to: WebSocket;
  readonly text: string;
}

interface Server {
  readonly child: Child;
  readonly url: string;
}

async function start(what: 'relay' | 'echo'): Promise<Server> {
  const child = startChild(process.execPath, [join(import.meta.dirname, 'broker-child.ts'), what]);
  const url = await child.line((line) => /^\{"url":"([^"]+)"\}$/.exec(line)?.[1] ?? null);
  return { child, url: url.replace('http', 'ws') };
}

async function connectLoop(url: string): Promise<Lane> {
  const socket = new WebSocket(url, { perMessageDeflate: false });
  await once(socket, 'open');
  return { from: socket, to: socket, text: JSON.stringify(relayFrame) };
}

const relayFrame: ClientFrame = { type: 'relay', kind: 's', box: BOX };

async function connectPair(url: string): Promise<Lane> {
  const [host, technician] = [await connect(url), await connect(url)];
  send(host, { type: 'room.open', v: 1, sidHost: SID });
  const opened = await answer(host, 'room.opened');
  send(technician, { type: 'room.join', v: 1, room: opened.room });
  await Promise.all([answer(technician, 'room.joined'), answer(host, 'peer.joined')]);
  return { from: technician, to: host, text: JSON.stringify(relayFrame) };
}

async function connect(url: string): Promise<WebSocket> {
  const socket = new WebSocket(`${url}/v1/signal`, 'alongside.1', { perMessageDeflate: false });
  await answer(socket, 'hello');
  return socket;
}

function send(socket: WebSocket, frame: ClientFrame): void {
  socket.send(JSON.stringify(frame));
}

/** The next frame of a type; other frames are passed over. */
function answer<T extends ServerFrame['type']>(
  socket: WebSocket,
  type: T,
): Promise<Extract<ServerFrame, { type: T }>> {
  return new Promise((resolve, reject) => {
    const read = (data: unknown): void => {
      const frame = serverFrameSchema.parse(JSON.parse(String(data)));
      if (!isType(frame, type)) return;
      socket.off('message', read);
      resolve(frame);
    };
    socket.on('message', read);
    socket.once('error', reject);
  });
}

function isType<T extends ServerFrame['type']>(
  frame: ServerFrame,
  type: T,
): frame is Extract<ServerFrame, { type: T }> {
  return frame.type === type;
}

/** Delays in ms, sorted, of frames sent at a steady rate on all lanes. Frames of a lane arrive in order. */
async function measurePaced(lanes: readonly Lane[]): Promise<readonly number[]> {
  const delays: number[] = [];
  const stops = lanes.map(({ to }) => {
    const read = (): void => void delays.push(performance.now() - (sentAt.get(to)?.shift() ?? Number.NaN));
    to.on('message', read);
    return () => to.off('message', read);
  });
  const sentAt = new Map(lanes.map(({ to }): [WebSocket, number[]] => [to, []]));
  const rounds = PACED_MS / PACED_EVERY_MS;
  const begin = performance.now();
  for (let n = 0; n < rounds; n++) {
    for (const { from, to, text } of lanes) {
      sentAt.get(to)?.push(performance.now());
      from.send(text);
    }
    await sleep(Math.max(0, begin + (n + 1) * PACED_EVERY_MS - performance.now()));
  }
  while (delays.length < rounds * lanes.length) await sleep(5);
  for (const stop of stops) stop();
  return delays.toSorted((a, b) => a - b);
}

/** Frames a second with a fixed number of frames under way on each lane. */
async function measureFlatOut(lanes: readonly Lane[]): Promise<number> {
  let arrived = 0;
  let running = true;
  const stops = lanes.map(({ from, to, text }) => {
    const read = (): void => {
      arrived++;
      if (running) from.send(text);
    };
    to.on('message', read);
    for (let n = 0; n < IN_FLIGHT; n++) from.send(text);
    return () => to.off('message', read);
  });
  const begin = performance.now();
  await sleep(FLAT_OUT_MS);
  const rate = (arrived / (performance.now() - begin)) * 1_000;
  running = false;
  await sleep(200); // what is still under way must not count for the next scene
  for (const stop of stops) stop();
  return rate;
}

/** Whole introductions at a steady rate: connect, open, join, four handshake frames. */
async function measureJoins(url: string): Promise<Row[]> {
  const [joins, relays]: [number[], number[]] = [[], []];
  const begin = performance.now();
  const every = 60_000 / JOINS_A_MINUTE;
  const all: Promise<void>[] = [];
  for (let n = 0; n < JOINS; n++) {
    all.push(introduce(url, joins, relays));
    await sleep(Math.max(0, begin + (n + 1) * every - performance.now()));
  }
  await Promise.all(all);
  const perMinute = (JOINS / (performance.now() - begin)) * 60_000;
  const scene = `joins, ${JOINS_A_MINUTE} a minute aimed at`;
  return [
    { scene, metric: 'reached', value: round(perMinute), unit: '1/min' },
    { scene, metric: 'join p95', value: quantile(joins.toSorted(ascending), 0.95), unit: 'ms' },
    { scene, metric: 'relayed frame p95', value: quantile(relays.toSorted(ascending), 0.95), unit: 'ms' },
  ];
}

async function introduce(url: string, joins: number[], relays: number[]): Promise<void> {
  const [host, technician] = await Promise.all([connect(url), connect(url)]);
  send(host, { type: 'room.open', v: 1, sidHost: SID });
  const { room } = await answer(host, 'room.opened');
  const asked = performance.now();
  send(technician, { type: 'room.join', v: 1, room });
  await Promise.all([answer(technician, 'room.joined'), answer(host, 'peer.joined')]);
  joins.push(performance.now() - asked);
  for (const kind of ['m1', 'm2', 'm3', 'm4'] as const) {
    const [from, to] = kind === 'm1' || kind === 'm3' ? [technician, host] : [host, technician];
    const arrives = answer(to, 'relay');
    const sent = performance.now();
    send(from, { type: 'relay', kind, box: BOX.slice(0, 200) });
    await arrives;
    relays.push(performance.now() - sent);
  }
  for (const socket of [host, technician]) socket.close();
}

/** The server's memory with many peers that do nothing. Where the system does not say (no /proc) there is no row. */
async function measureIdle({ child, url }: Server): Promise<Row[]> {
  const before = residentMiB(child);
  if (before === undefined) return [];
  const sockets: WebSocket[] = [];
  while (sockets.length < IDLE_PEERS) {
    const more = await Promise.all(Array.from({ length: 100 }, () => connect(url)));
    for (const socket of more) send(socket, { type: 'room.close' }); // a first frame, or it would be closed
    sockets.push(...more);
  }
  const after = residentMiB(child) ?? Number.NaN;
  for (const socket of sockets) socket.terminate();
  const scene = `${IDLE_PEERS} idle peers`;
  return [
    { scene, metric: 'resident memory', value: round(after), unit: 'MiB' },
    { scene, metric: 'memory for each', value: round(((after - before) * 1_024) / IDLE_PEERS), unit: 'KiB' },
  ];
}

function residentMiB(child: Child): number | undefined {
  try {
    const status = readFileSync(`/proc/${child.process.pid}/status`, 'utf8');
    return Number(/^VmRSS:\s+(\d+) kB$/m.exec(status)?.[1]) / 1_024;
  } catch {
    return undefined;
  }
}

function delayRows(scene: string, delays: readonly number[]): Row[] {
  return [
    { scene, metric: 'one way p50', value: quantile(delays, 0.5), unit: 'ms' },
    { scene, metric: 'one way p95', value: quantile(delays, 0.95), unit: 'ms' },
  ];
}

function ratio(paced: { relay: readonly number[]; echo: readonly number[] }, at: number): number {
  return round(quantile(paced.relay, at) / quantile(paced.echo, at));
}

function quantile(sorted: readonly number[], at: number): number {
  return round(sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * at))] ?? Number.NaN);
}

function ascending(a: number, b: number): number {
  return a - b;
}

function round(value: number): number {
  return value >= 100 ? Math.round(value) : Math.round(value * 100) / 100;
}
