import { describe, expect, test } from 'vitest';
import { placeOfHost, type HostPlace } from '../../../src-shared/network/host-place.ts';
import { isNetHost } from '../../../src-shared/network/net-host.ts';

const places: readonly (readonly [HostPlace, readonly string[]])[] = [
  [
    'this-computer',
    [
      'localhost',
      'LOCALHOST',
      'a.localhost',
      '127.0.0.1',
      '127.9.9.9',
      '0.0.0.0',
      '::1',
      '::',
      '0:0:0:0:0:0:0:1',
      '::ffff:7f00:1',
      '::7f00:1',
      '64:ff9b::7f00:1',
      '2002:7f00:1::',
    ],
  ],
  [
    'own-network',
    [
      'router',
      'nas.local',
      'a.home.arpa',
      '10.1.2.3',
      '172.16.0.1',
      '172.31.255.1',
      '192.168.0.1',
      '100.64.0.1',
      'fe80::1',
      'fd12:3456::1',
      '::ffff:c0a8:1',
    ],
  ],
  [
    'special',
    [
      '169.254.169.254',
      'metadata.google.internal',
      '100.100.100.200',
      'fd00:ec2::254',
      '::ffff:a9fe:a9fe',
      '224.0.0.1',
      '255.255.255.255',
      'ff02::1',
    ],
  ],
  [
    'elsewhere',
    [
      'example.org',
      '8.8.8.8',
      '172.32.0.1',
      '100.128.0.1',
      '2001:db8::1',
      '64:ff9b::808:808',
      'local.example',
    ],
  ],
];

describe('where a computer is that a technician names', () => {
  test.each(places)('%s', (place, hosts) => {
    expect(Object.fromEntries(hosts.map((host) => [host, placeOfHost(host)]))).toEqual(
      Object.fromEntries(hosts.map((host) => [host, place])),
    );
  });
});

describe('the name of a computer', () => {
  test('is never an address in a disguise that a resolver reads as one', () => {
    for (const host of [
      '0x7f000001',
      '0x7f.1',
      '127.0x1',
      '1.2.3.0xA9',
      '127.1',
      '2130706433',
      '0177.0.0.1',
      'x.7',
    ])
      expect([host, isNetHost(host)]).toEqual([host, false]);
    for (const host of ['0x7f.example', '1and1.com', '3.pool.example', 'xn--bcher-kva.example', '7.x7'])
      expect([host, isNetHost(host)]).toEqual([host, true]);
  });

  test('holds nothing that a program could take for an option, a path or a second argument', () => {
    const bad = [
      '-c',
      '--help',
      '-oProxyCommand=x',
      'a -c 9',
      'a\u0000b',
      'a\nb',
      'a;b',
      '$(a)',
      'a/b',
      'a\\b',
      '@a',
      'a@b',
    ];
    const unicode = [
      'b\u00fccher.example',
      '\u0435xample.org',
      'a\u202eb',
      'example\u3002org',
      '\uff11\uff12\uff17.0.0.1',
      '::1%eth0',
    ];
    for (const host of [...bad, ...unicode, '.', '', 'a..b', 'a.', `${'a'.repeat(64)}.example`])
      expect([host, isNetHost(host)]).toEqual([host, false]);
  });
});
