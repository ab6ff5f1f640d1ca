import { request as plainRequest, type ClientRequest } from 'node:http';
import { request as secureRequest } from 'node:https';
import type { PartOf } from '../../src-shared/diagnostics/connectivity-areas.ts';
import { facts, unavailable } from '../platform/answer.ts';
import { failureOf, limitBytes, talkFailureOf } from './connect.ts';
import type { NetworkTest, TestTools } from './network-test.ts';
import { lookUpAsTold } from './resolve-target.ts';

type Site = PartOf<'http'>['sites'][number];
const LONGEST_BYTES = 1_000_000;
const LIMIT_MS = 12_000;

/** What a page spends its time on: finding, reaching, securing, waiting, loading. The body is counted, not kept. */
export const httpTest: NetworkTest<'http'> = {
  id: 'http',
  limitMs: 15_000,
  quickMs: null,
  run: async (tools, target) => {
    if (target === null) return unavailable('http', 'no computer was named');
    const port = target.port ?? 443;
    const site = await timePage(tools, target.host, port, port !== 80);
    // A port that speaks no TLS may speak plain HTTP.
    const isOther = site.failure === 'not-understood' && !tools.signal.aborted;
    const again = isOther ? await timePage(tools, target.host, port, false) : site;
    return facts(port === 80 || again !== site ? 'http.get' : 'https.get', { sites: [again] });
  },
};

function timePage(tools: TestTools, host: string, port: number, secure: boolean): Promise<Site> {
  const { watch, signal } = tools;
  const began = watch();
  const at: { lookup: number | null; connect: number | null; secure: number | null; first: number | null } = {
    lookup: null,
    connect: null,
    secure: null,
    first: null,
  };
  const since = () => Math.round((watch() - began) * 10) / 10;
  return new Promise((resolve) => {
    const end = (status: number | null, failure: Site['failure']) => {
      clearTimeout(timer);
      const connectFrom = at.lookup ?? 0;
      const left = (to: number | null, from: number | null) =>
        to === null ? null : Math.max(0, Math.round((to - (from ?? 0)) * 10) / 10);
      resolve({
        host,
        status,
        failure,
        lookupMs: at.lookup,
        connectMs: left(at.connect, connectFrom),
        secureMs: secure ? left(at.secure, at.connect) : null,
        firstByteMs: left(at.first, at.secure ?? at.connect),
        totalMs: failure === null ? since() : null,
      });
      asked.destroy();
    };
    const asked: ClientRequest = (secure ? secureRequest : plainRequest)({
      host,
      port,
      path: '/',
      method: 'GET',
      agent: false,
      lookup: lookUpAsTold,
      // Only timed: whether the certificate is good is the business of the TLS test.
      ...(secure ? { rejectUnauthorized: false } : {}),
      maxHeaderSize: 32_768,
      headers: { 'User-Agent': 'Alongside network test' },
    });
    limitBytes(asked, 2 * LONGEST_BYTES);
    const timer = setTimeout(() => end(null, 'timeout'), LIMIT_MS);
    signal.addEventListener('abort', () => asked.destroy(), { once: true });
    asked.on('socket', (socket) => {
      socket.once('lookup', () => (at.lookup = since()));
      socket.once('connect', () => (at.connect = since()));
      socket.once('secureConnect', () => (at.secure = since()));
    });
    asked.on('error', (error) => end(null, at.connect === null ? failureOf(error) : talkFailureOf(error)));
    asked.on('response', (answer) => {
      at.first = since();
      let bytes = 0;
      const done = () => end(answer.statusCode ?? null, null);
      answer.on('data', (piece: Buffer) => {
        bytes += piece.length;
        if (bytes >= LONGEST_BYTES) done();
      });
      answer.on('end', done);
      answer.on('error', () => end(answer.statusCode ?? null, 'reset'));
    });
    asked.end();
  });
}
