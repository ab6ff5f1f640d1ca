import { connect as connectTls } from 'node:tls';
import { isIP, type Socket } from 'node:net';
import { facts, unavailable } from '../platform/answer.ts';
import { close, tryConnect } from './connect.ts';
import type { NetworkTest, TestTools } from './network-test.ts';

/** Can the support server be reached, and does it speak as a web server does? */
export const serviceTest: NetworkTest<'service'> = {
  id: 'service',
  limitMs: 10_000,
  quickMs: 2300,
  run: async (tools) => {
    const { server } = tools.setup;
    if (server === null) return unavailable('net.connect', 'no support server is set');
    const { host, port, secure } = server;
    const tried = await tryConnect({ ...tools, host, port, limitMs: tools.quick ? 1500 : 5000 });
    const head = { host, port, secure };
    if (!tried.ok)
      return facts('net.connect', {
        ...head,
        connects: false,
        answers: null,
        timeMs: null,
        failure: tried.failure,
      });
    const socket = secure
      ? connectTls({ socket: tried.socket, ...(isIP(host) === 0 ? { servername: host } : {}) })
      : tried.socket;
    const answers = await speaks(tools, socket, host);
    close(socket);
    return facts(secure ? 'tls.connect' : 'net.connect', {
      ...head,
      connects: true,
      answers,
      timeMs: tried.ms,
      failure: answers ? null : 'not-understood',
    });
  },
};

/** Anything that begins like HTTP: which page the server has is its own business. */
function speaks({ wait, quick, signal }: TestTools, socket: Socket, host: string): Promise<boolean> {
  return new Promise((resolve) => {
    for (const event of ['error', 'close'] as const) socket.once(event, () => resolve(false));
    socket.once('data', (bytes) => resolve(bytes.toString('latin1', 0, 16).startsWith('HTTP/1.')));
    signal.addEventListener('abort', () => resolve(false), { once: true });
    void wait(quick ? 1000 : 4000).then(() => resolve(false));
    socket.write(`GET /healthz HTTP/1.1\r\nHost: ${host}\r\nConnection: close\r\n\r\n`);
  });
}
