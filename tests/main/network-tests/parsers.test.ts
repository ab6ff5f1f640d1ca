import { describe, expect, it } from 'vitest';
import { parseBands } from '../../../src-main/network-tests/bands-test.ts';
import { parseArp, parseIpNeigh, parseProcArp } from '../../../src-main/network-tests/neighbour-table.ts';
import { doubledIn } from '../../../src-main/network-tests/neighbours-test.ts';
import { parseHops } from '../../../src-main/network-tests/path-test.ts';
import { parsePing, ping } from '../../../src-main/network-tests/ping.ts';
import { parseProxies } from '../../../src-main/network-tests/proxy-test.ts';
import { parseRelayUrl } from '../../../src-main/network-tests/relay-test.ts';
import { isNetHost, parseTarget } from '../../../src-shared/network/net-host.ts';
import { fakeRun, fixture } from '../probes/fixtures.ts';

const asked = (text: string, count = 3) =>
  ping({
    address: '198.18.2.2',
    count,
    everyS: 0.2,
    platform: 'linux',
    run: fakeRun({ ping: text }),
    signal: new AbortController().signal,
  });

describe('what ping says', () => {
  it('is read in times and losses', async () => {
    expect(await asked(fixture('linux/network/ping-answers.txt'))).toMatchObject({
      sent: 3,
      lost: 0,
      rttMs: 0.1,
    });
    expect(await asked(fixture('linux/network/ping-unreachable.txt'))).toMatchObject({
      sent: 3,
      lost: 3,
      rttMs: null,
    });
    expect(await asked(fixture('linux/network/ping-too-long.txt'), 2)).toMatchObject({ sent: 2, lost: 2 });
  });

  it('is no answer at all where it may not send, or is not there', async () => {
    expect(await asked('')).toBeNull();
    expect(await asked('ping: socket: Operation not permitted\n')).toBeNull();
    expect(
      await ping({
        address: '198.18.2.2',
        count: 1,
        everyS: 1,
        platform: 'linux',
        run: fakeRun({}),
        signal: new AbortController().signal,
      }),
    ).toBeNull();
  });

  it('is read in any language of Windows, and on macOS', () => {
    expect(parsePing(fixture('win32/ping-german.txt'))).toEqual([12, 1]);
    expect(parsePing(fixture('darwin/ping.txt'))).toEqual([11.305, 10.872]);
  });

  it('never is asked about a name', async () => {
    const calls: string[] = [];
    const run = async (program: string) => {
      calls.push(program);
      return { status: 'ok' as const, text: '', code: 0 };
    };
    const signal = new AbortController().signal;
    for (const address of ['example.org', '-f', '--help', '$(id)', '1.2.3.4;id'])
      expect(await ping({ address, count: 1, everyS: 1, platform: 'linux', run, signal })).toBeNull();
    expect(calls).toEqual([]);
  });
});

describe('the table of neighbours', () => {
  it('is read on each system', () => {
    expect(parseIpNeigh(fixture('linux/network/ip-neigh.json'))).toEqual([
      { address: '198.18.1.1', mac: 'e2:96:eb:5e:cc:e2', state: 'stale' },
      { address: '198.18.1.77', mac: null, state: 'failed' },
    ]);
    expect(parseProcArp(fixture('linux/network/proc-arp.txt'))).toEqual([
      { address: '198.18.1.1', mac: 'e2:96:eb:5e:cc:e2', state: 'stale' },
      { address: '198.18.1.77', mac: null, state: 'failed' },
    ]);
    expect(parseArp(fixture('win32/arp-german.txt')).map(({ address, mac }) => `${address} ${mac}`)).toEqual([
      '192.168.1.1 3c:a6:2f:01:02:03',
      '192.168.1.30 3c:a6:2f:0a:0b:0c',
    ]);
    expect(parseArp(fixture('darwin/arp.txt'))).toEqual([
      { address: '192.168.1.1', mac: '3c:a6:2f:01:02:03', state: 'stale' },
      { address: '192.168.1.44', mac: null, state: 'failed' },
    ]);
  });

  it('shows one address of two devices, and our own at somebody else', () => {
    const one = { address: '192.0.2.5', state: 'stale' as const };
    const table = [
      { ...one, mac: '02:00:00:00:00:01' },
      { ...one, mac: '02:00:00:00:00:02' },
      { ...one, address: '192.0.2.9', mac: '02:00:00:00:00:03' },
    ];
    expect(doubledIn(table, [])).toEqual([{ address: '192.0.2.5', devices: 2, ownAddress: false }]);
    expect(doubledIn(table, [{ address: '192.0.2.9', mac: '02:00:00:00:00:ff' }])).toContainEqual({
      address: '192.0.2.9',
      devices: 2,
      ownAddress: true,
    });
    expect(doubledIn(table.slice(2), [{ address: '192.0.2.9', mac: '02:00:00:00:00:03' }])).toEqual([]);
  });
});

describe('the way, station by station', () => {
  it('is read from each program', () => {
    expect(parseHops(fixture('linux/network/traceroute.txt'))).toEqual([
      { hop: 1, address: '198.18.1.1', rttMs: 0.04 },
      { hop: 2, address: '198.18.2.2', rttMs: 0.029 },
    ]);
    expect(parseHops(fixture('linux/network/traceroute-stars.txt')).slice(1)).toEqual([
      { hop: 2, address: null, rttMs: null },
      { hop: 3, address: null, rttMs: null },
    ]);
    expect(parseHops(fixture('linux/network/tracepath.txt'))).toEqual([
      { hop: 1, address: '198.18.1.1', rttMs: 0.051 },
      { hop: 2, address: '198.18.2.2', rttMs: 0.025 },
    ]);
    expect(parseHops(fixture('win32/tracert.txt'))).toEqual([
      { hop: 1, address: '192.0.2.1', rttMs: 1 },
      { hop: 2, address: '198.51.100.1', rttMs: 9 },
      { hop: 3, address: null, rttMs: null },
      { hop: 4, address: '198.51.100.7', rttMs: 14 },
    ]);
  });
});

describe('Wi-Fi bands', () => {
  it('are those of the same name only, which may hold colons', () => {
    const text = '*:My\\:net:2437 MHz:80\n :My\\:net:5180 MHz:62\n :Other:5180 MHz:99\n ::5180 MHz:100\n';
    expect(parseBands(text)).toEqual({ onSlowBand: true, fastBandDbm: -69 });
    expect(parseBands(' :Other:5180 MHz:99\n')).toBeNull();
    expect(parseBands('*:A:5180 MHz:70\n')).toEqual({ onSlowBand: false, fastBandDbm: -65 });
  });
});

describe('names that others give', () => {
  it('of computers are letters, digits, dots and dashes, or an address', () => {
    for (const good of [
      'example.org',
      'a',
      'xn--bcher-kva.example',
      '192.0.2.1',
      '::1',
      '2001:db8::7',
      'A-1.b',
    ])
      expect(isNetHost(good), good).toBe(true);
    for (const bad of [
      '',
      '-f',
      '--help',
      'a b',
      'a;b',
      '$(id)',
      '`id`',
      'a/../b',
      '127.1',
      '0x7f.1.',
      '1.2.3.4.5',
      '256.1.1.1',
      ':::',
      '1::2::3',
      'a..b',
      '.a',
      'a-.b',
      'a\u0000b',
      'a\nb',
      'exämple.org',
      `${'a'.repeat(64)}.org`,
      'a.'.repeat(150),
      'fe80::1%eth0',
    ])
      expect(isNetHost(bad), bad).toBe(false);
  });

  it('are read as people paste them', () => {
    expect(parseTarget('https://Example.org/path?x')).toEqual({ host: 'example.org', port: null });
    expect(parseTarget('example.org:8443')).toEqual({ host: 'example.org', port: 8443 });
    expect(parseTarget('[2001:db8::1]:443')).toEqual({ host: '2001:db8::1', port: 443 });
    expect(parseTarget('2001:db8::1')).toEqual({ host: '2001:db8::1', port: null });
    expect(parseTarget('example.org:0')).toBeNull();
    expect(parseTarget('user@example.org')).toBeNull();
    expect(parseTarget('a b')).toBeNull();
  });

  it('of relays and proxies are read strictly', () => {
    expect(parseRelayUrl('turn:relay.example:3478?transport=udp')).toMatchObject({
      transport: 'udp',
      turn: true,
    });
    expect(parseRelayUrl('turns:relay.example')).toMatchObject({ port: 5349, transport: 'tls' });
    expect(parseRelayUrl('stun:[2001:db8::1]:3478')).toMatchObject({ host: '2001:db8::1', turn: false });
    expect(parseRelayUrl('turn:relay.example:99999')).toBeNull();
    expect(parseRelayUrl('http://relay.example')).toBeNull();
    expect(parseProxies('PROXY a.example:8080; SOCKS5 b.example:1080; DIRECT')).toHaveLength(2);
    expect(parseProxies('DIRECT')).toEqual([]);
    expect(parseProxies('PROXY $(id):80; PROXY a b:1')).toEqual([]);
  });
});

describe('hostile output', () => {
  const bad = [
    '',
    '\u0000'.repeat(1000),
    'x'.repeat(1_000_000),
    '\u001b[2J\u202e',
    '[{"dst":"x"}]',
    '[[[[',
    `${'time=1 ms TTL=1 '.repeat(50_000)}\n`,
    '1 '.repeat(100_000),
    'Antwort von '.repeat(50_000),
    ' : : : '.repeat(100_000),
    '\ud800',
  ];
  it('is read in little time and gives nothing that is not there', () => {
    for (const text of bad) {
      const began = performance.now();
      for (const parse of [
        parsePing,
        parseArp,
        parseIpNeigh,
        parseProcArp,
        parseHops,
        parseBands,
        parseProxies,
      ])
        expect(() => parse(text)).not.toThrow();
      expect(performance.now() - began).toBeLessThan(2000);
    }
  });
});
