import { createSocket } from 'node:dgram';
import { isIP } from 'node:net';
import { facts, unavailable } from '../platform/answer.ts';
import { median } from './answer-times.ts';
import type { NetworkTest, TestTools } from './network-test.ts';
import { getPage } from './plain-get.ts';
import { addressOf } from './resolve-target.ts';

/** Seconds from 1900, where the time of the network begins, to 1970. */
const NTP_TO_UNIX_S = 2_208_988_800;

/** This clock beside others: by SNTP, and where UDP does not pass by the date that web servers send. */
export const clockTest: NetworkTest<'clock'> = {
  id: 'clock',
  limitMs: 9000,
  quickMs: null,
  run: async (tools) => {
    const { time, portals } = tools.setup.targets;
    const offsets = present(await Promise.all(time.map((server) => askSntp(tools, server))));
    if (offsets.length > 0)
      return facts('SNTP', { how: 'sntp', offsetMs: median(offsets), answers: offsets.length });
    const { server } = tools.setup;
    const pages = [
      ...portals,
      ...(server !== null && !server.secure ? [{ ...server, path: '/healthz' }] : []),
    ];
    const dates = present(await Promise.all(pages.map((page) => askDate(tools, page))));
    if (dates.length > 0)
      return facts('Date header', { how: 'date', offsetMs: median(dates), answers: dates.length });
    return unavailable('SNTP, Date header', 'no trusted clock answered');
  },
};

async function askSntp(
  tools: TestTools,
  { host, port }: { host: string; port: number },
): Promise<number | null> {
  const address = await addressOf(host);
  if (address === null) return null;
  const socket = createSocket(isIP(address) === 6 ? 'udp6' : 'udp4');
  return new Promise((resolve) => {
    let done = false;
    const end = (offset: number | null) => {
      if (done) return;
      done = true;
      socket.close();
      resolve(offset);
    };
    const sentAt = tools.now();
    socket.on('error', () => end(null));
    socket.on('message', (bytes, from) => {
      if (from.address === address && from.port === port) end(offsetOf(bytes, sentAt, tools.now()));
    });
    tools.signal.addEventListener('abort', () => end(null), { once: true });
    void tools.wait(3000).then(() => end(null));
    const question = new Uint8Array(48);
    question[0] = 0x23; // version 4, client
    socket.send(question, port, address);
  });
}

/** This clock minus the server's, ms; null for an answer that is none. */
export function offsetOf(bytes: Uint8Array, sentAt: number, heardAt: number): number | null {
  if (bytes.length < 48) return null;
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
  const mode = view.getUint8(0) & 7;
  const stratum = view.getUint8(1);
  const received = stampAt(view, 32);
  const sent = stampAt(view, 40);
  // Stratum 0 is "go away", 16 a clock that is not set itself.
  if (mode !== 4 || stratum === 0 || stratum > 15 || received === null || sent === null) return null;
  return Math.round((sentAt - received + (heardAt - sent)) / 2);
}

function stampAt(view: DataView, at: number): number | null {
  const seconds = view.getUint32(at);
  return seconds === 0 ? null : (seconds - NTP_TO_UNIX_S) * 1000 + (view.getUint32(at + 4) / 2 ** 32) * 1000;
}

/** Good to about a second: a server cuts its date to whole ones. */
async function askDate(
  tools: TestTools,
  { host, port, path }: { host: string; port: number; path: string },
): Promise<number | null> {
  const sentAt = tools.now();
  const page = await getPage({ host, port, path, limitMs: 4000, signal: tools.signal });
  const date = page.ok && page.date !== null ? Date.parse(page.date) : Number.NaN;
  return Number.isFinite(date) ? Math.round((sentAt + tools.now()) / 2 - (date + 500)) : null;
}

function present(values: readonly (number | null)[]): readonly number[] {
  return values.filter((value): value is number => value !== null);
}
