import dns from 'node:dns';
import { afterEach, describe, expect, test, vi } from 'vitest';
import { httpTest } from '../../../src-main/network-tests/http-test.ts';
import { mtuTest } from '../../../src-main/network-tests/mtu-test.ts';
import type { NetworkTest } from '../../../src-main/network-tests/network-test.ts';
import { pathTest } from '../../../src-main/network-tests/path-test.ts';
import { tcpTest } from '../../../src-main/network-tests/tcp-test.ts';
import { tlsTest } from '../../../src-main/network-tests/tls-test.ts';
import { run, tcpPort } from './rig.ts';

/* A technician owns a name, shows it to the person, and lets it lead somewhere the person was not told of. */

afterEach(() => void vi.restoreAllMocks());
const tests: readonly NetworkTest[] = [tcpTest, tlsTest, httpTest, pathTest, mtuTest];

function leadTo(first: string, then: string): void {
  const answer = (address: string, all: boolean | undefined) =>
    all === true ? [{ address, family: 4 }] : { address, family: 4 };
  vi.spyOn(dns.promises, 'lookup').mockImplementation((async (_host: string, options: { all?: boolean }) =>
    answer(first, options.all)) as never);
  vi.spyOn(dns, 'lookup').mockImplementation(((
    _host: string,
    { all }: { all?: boolean },
    done: (...args: unknown[]) => void,
  ) => (all === true ? done(null, [{ address: then, family: 4 }]) : done(null, then, 4))) as never);
}

describe.each(tests.map((one) => [one.id, one] as const))('the test %s', (_id, one) => {
  test.each(['127.0.0.1', '169.254.169.254', '0.0.0.0'])(
    'goes nowhere when a name leads to %s',
    async (to) => {
      let visited = 0;
      const port = await tcpPort(() => (visited += 1));
      leadTo(to, to);
      const result = await run(one, { target: { host: 'printer.example', port } });
      expect(result).toMatchObject({
        status: 'denied',
        reason: expect.stringContaining('leads to this computer'),
      });
      expect(visited).toBe(0);
    },
  );
});

test.each([tcpTest, tlsTest, httpTest].map((one) => [one.id, one] as const))(
  'a name that changes its mind between the question and the connection gets no further: %s',
  async (_id, one: NetworkTest) => {
    let visited = 0;
    const port = await tcpPort(() => (visited += 1));
    leadTo('192.0.2.1', '127.0.0.1');
    await run(one, { target: { host: 'printer.example', port } });
    expect(visited).toBe(0);
  },
);

test('what the person was told is tested: this computer by its name or address', async () => {
  for (const host of ['localhost', '127.0.0.1']) {
    const port = await tcpPort();
    expect(await run(tcpTest, { target: { host, port } })).toMatchObject({ status: 'ok' });
  }
});
