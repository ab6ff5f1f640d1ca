import { request } from 'node:http';
import { failureOf, limitBytes } from './connect.ts';
import type { Failure } from '../../src-shared/diagnostics/connectivity-areas.ts';

export type Page =
  | {
      readonly ok: true;
      readonly status: number;
      readonly text: string;
      readonly isHtml: boolean;
      readonly date: string | null;
    }
  | { readonly ok: false; readonly failure: Failure };

export interface GetOptions {
  readonly host: string;
  readonly port: number;
  readonly path: string;
  readonly limitMs: number;
  readonly signal: AbortSignal;
}

const LONGEST = 4096;
/** With its head and everything around it. */
const MOST_BYTES = 100_000;

/** One plain page: no redirect is followed, no cookie kept, and only its beginning is read. */
export function getPage({ host, port, path, limitMs, signal }: GetOptions): Promise<Page> {
  return new Promise((resolve) => {
    const asked = request({
      host,
      port,
      path,
      method: 'GET',
      agent: false,
      maxHeaderSize: 16_384,
      signal,
      headers: { 'User-Agent': 'Alongside network test', 'Cache-Control': 'no-cache' },
    });
    limitBytes(asked, MOST_BYTES);
    const timer = setTimeout(() => asked.destroy(new Error('late')), limitMs);
    const end = (page: Page) => {
      clearTimeout(timer);
      resolve(page);
      asked.destroy();
    };
    asked.on('error', (error) =>
      end({ ok: false, failure: error.message === 'late' || signal.aborted ? 'timeout' : failureOf(error) }),
    );
    asked.on('response', (answer) => {
      let text = '';
      const done = () =>
        end({
          ok: true,
          status: answer.statusCode ?? 0,
          text,
          isHtml: /html/i.test(String(answer.headers['content-type'] ?? '')),
          date: answer.headers.date ?? null,
        });
      answer.setEncoding('latin1');
      answer.on('data', (piece: string) => {
        text += piece;
        if (text.length >= LONGEST) {
          text = text.slice(0, LONGEST);
          done();
        }
      });
      answer.on('end', done);
      answer.on('error', () => end({ ok: false, failure: 'reset' }));
    });
    asked.end();
  });
}
