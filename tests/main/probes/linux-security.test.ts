import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { areaSchemas } from '../../../src-shared/diagnostics/area-schemas.ts';
import { parseHosts } from '../../../src-main/platform/hosts-file.ts';
import { firmwareDate } from '../../../src-main/platform/firmware-date.ts';
import { linuxCertificates, parseConnection } from '../../../src-main/platform/linux/certificates.ts';
import { linuxEncryption, parseMountinfo } from '../../../src-main/platform/linux/encryption.ts';
import {
  filtersInput,
  linuxFirewall,
  parseIsActive,
  parseRuleset,
  parseUfw,
  savedRulesFilter,
} from '../../../src-main/platform/linux/firewall.ts';
import { linuxFirmware, parseSecureBoot } from '../../../src-main/platform/linux/firmware.ts';
import { linuxOpenPorts, parseSockets } from '../../../src-main/platform/linux/listening.ts';
import { linuxProtection, parseSamba } from '../../../src-main/platform/linux/protection.ts';
import { listeningFrom } from '../../../src-main/probes/listening-probe.ts';
import { remoteToolAt } from '../../../src-main/probes/remote-tools.ts';
import { fakeTools, fixture } from './fixtures.ts';

const certificateFile = (name: string) =>
  new Uint8Array(readFileSync(new URL(`../../fixtures/linux/certificates/${name}`, import.meta.url)));

describe('Linux, firewall', () => {
  it('takes a refusal without a condition for a firewall, and the refusal of one sender for none', () => {
    expect(parseRuleset(fixture('linux/nft-drop.json'))).toBe(true);
    expect(parseRuleset(fixture('linux/nft-reject.json'))).toBe(true);
    expect(parseRuleset(fixture('linux/nft-one-sender.json'))).toBe(false);
    expect(parseRuleset(fixture('linux/nft-open.json'))).toBe(false);
    expect(parseRuleset('{"nftables": []}')).toBe(false);
    expect(parseRuleset('Error: cache initialization failed: Operation not permitted')).toBeNull();
  });

  it('follows chains that lead to each other in a circle, and comes back', () => {
    const jump = (chain: string, target: string) => ({
      rule: { family: 'ip', table: 't', chain, expr: [{ jump: { target } }] },
    });
    const input = { chain: { family: 'ip', table: 't', name: 'a', hook: 'input', policy: 'accept' } };
    expect(parseRuleset(JSON.stringify({ nftables: [input, jump('a', 'b'), jump('b', 'a')] }))).toBe(false);
  });

  it('reads the settings of ufw, nftables and iptables', () => {
    expect(parseUfw('# comment\nENABLED=yes\nLOGLEVEL=low\n')).toBe(true);
    expect(parseUfw('ENABLED=no')).toBe(false);
    expect(parseUfw(null)).toBeNull();
    expect(filtersInput(fixture('linux/nftables.conf.txt'))).toBe(true);
    expect(filtersInput('chain input { type filter hook input priority 0; }\n# policy drop')).toBe(false);
    expect(filtersInput('chain f { type filter hook forward priority 0; policy drop; }')).toBe(false);
    expect(savedRulesFilter('*filter\n:INPUT DROP [0:0]\n')).toBe(true);
    expect(savedRulesFilter(':INPUT ACCEPT [0:0]\n-A INPUT -s 203.0.113.9/32 -j DROP\n')).toBe(false);
    expect(savedRulesFilter(':INPUT ACCEPT [0:0]\n-A INPUT -j REJECT --reject-with x\n')).toBe(true);
  });

  it('reads one line a unit, and nothing where systemd does not run', () => {
    expect([...(parseIsActive('inactive\nactive\n', ['a', 'b']) ?? [])]).toEqual(['b']);
    expect(parseIsActive('', ['a', 'b'])).toBeNull();
  });

  const none = 'inactive\ninactive\ninactive\ninactive\n';
  const units = (place: number) =>
    none
      .trim()
      .split('\n')
      .map((line, i) => (i === place ? 'active' : line))
      .join('\n');
  it.each([
    ['ufw is on', { '/etc/ufw/ufw.conf': 'ENABLED=yes' }, none, 'on', 'ufw'],
    ['ufw is off', { '/etc/ufw/ufw.conf': 'ENABLED=no' }, none, 'off', 'ufw'],
    ['nothing is there', {}, none, 'off', null],
    ['firewalld runs', {}, units(0), 'on', 'firewalld'],
    [
      'nftables runs',
      { '/etc/nftables.conf': fixture('linux/nftables.conf.txt') },
      units(1),
      'on',
      'nftables',
    ],
    ['nftables runs, unreadable', {}, units(1), 'hidden', 'nftables'],
    ['iptables runs, unreadable', {}, units(3), 'hidden', 'iptables'],
    ['systemd does not run', {}, '', null, null],
  ])('knows that %s', async (_, files, systemctl, firewall, firewallName) => {
    expect(await linuxFirewall(fakeTools(files, { systemctl }))).toEqual({ firewall, firewallName });
  });
});

describe('Linux, protection', () => {
  it('says what it knows and leaves the matters of other systems open', async () => {
    const answer = await linuxProtection(
      fakeTools(
        {
          '/etc/ufw/ufw.conf': 'ENABLED=yes',
          '/etc/hosts': '127.0.0.1 localhost\n203.0.113.9 www.paypal.com\n',
        },
        {},
      ),
    );
    expect(answer.status === 'ok' && areaSchemas.protection.safeParse(answer.data).success).toBe(true);
    expect(answer).toMatchObject({
      data: {
        firewall: 'on',
        antivirusListed: null,
        uac: null,
        smb1: false,
        hostsRead: true,
        redirects: [{ name: 'www.paypal.com', blocked: false }],
      },
    });
  });

  it('knows SMB 1 of a Samba server by the last line that names a version', () => {
    expect(parseSamba('[global]\n server min protocol = SMB2\n')).toBe(false);
    expect(parseSamba('[global]\n min protocol = NT1\n')).toBe(true);
    expect(parseSamba('server min protocol = NT1\nserver min protocol = SMB2_10')).toBe(false);
    expect(parseSamba('# server min protocol = NT1')).toBe(false);
  });
});

describe('the hosts file', () => {
  it('gives only names that everybody knows, once each', () => {
    const text = [
      '127.0.0.1 localhost margarete-laptop',
      '10.0.0.5 intranet.corp.example # google.com',
      '0.0.0.0 ads.google.com facebook.com www.facebook.com',
      '203.0.113.9\tWWW.PayPal.com. paypal.com',
      '203.0.113.10 paypal.com',
      '::1 update.microsoft.com',
      'nonsense',
    ].join('\n');
    expect(parseHosts(text)).toEqual([
      { name: 'facebook.com', blocked: true },
      { name: 'www.facebook.com', blocked: true },
      { name: 'www.paypal.com', blocked: false },
      { name: 'paypal.com', blocked: false },
      { name: 'update.microsoft.com', blocked: true },
    ]);
  });

  it('is read in no time when it is a blocker’s list of 100,000 names', () => {
    const text = Array.from({ length: 100_000 }, (_, i) => `0.0.0.0 ad${i}.example`).join('\n');
    expect(parseHosts(text)).toEqual([]);
  });
});

describe('Linux, encryption', () => {
  const mountinfo = fixture('linux/mountinfo.txt');
  const luks = {
    '/proc/self/mountinfo': mountinfo.replace('254:0 / / ', '253:1 / / '),
    '/sys/dev/block/253:1->': '../../devices/virtual/block/dm-1',
    '/sys/class/block/dm-1/dm/uuid': 'LVM-aaaa\n',
    '/sys/class/block/dm-1/slaves/dm-0/x': '',
    '/sys/class/block/dm-0/dm/uuid': 'CRYPT-LUKS2-0123456789abcdef-crypt\n',
  };
  const linked = (files: Record<string, string>) =>
    fakeTools(
      Object.fromEntries(
        Object.entries(files).map(([path, text]) => [
          path,
          path.endsWith('->') ? (text.split('/').at(-1) ?? '') : text,
        ]),
      ),
    );

  it('finds the layer below a logical volume', async () => {
    expect(await linuxEncryption(linked(luks))).toMatchObject({
      data: { state: 'encrypted', method: 'LUKS 2', homeEncrypted: null },
    });
  });

  it('knows a plain disk, and a drive for people’s files that is encrypted', async () => {
    const plain = { '/proc/self/mountinfo': mountinfo, '/sys/dev/block/254:0->': '../block/vda' };
    expect(await linuxEncryption(linked(plain))).toMatchObject({
      data: { state: 'plain', method: null, homeEncrypted: null },
    });
    const home = {
      ...plain,
      '/proc/self/mountinfo': `${mountinfo}50 27 253:0 / /home rw - ext4 /dev/mapper/home rw\n`,
      '/sys/dev/block/253:0->': '../block/dm-0',
      '/sys/class/block/dm-0/dm/uuid': 'CRYPT-LUKS1-1-home\n',
    };
    expect(await linuxEncryption(linked(home))).toMatchObject({ data: { homeEncrypted: true } });
  });

  it('takes a mirror for encrypted only when each of its disks is', async () => {
    const mirror = {
      '/proc/self/mountinfo': '27 1 0:21 / / rw - btrfs /dev/md0 rw\n',
      '/sys/class/block/md0/slaves/dm-0/x': '',
      '/sys/class/block/md0/slaves/sdb/x': '',
      '/sys/class/block/dm-0/dm/uuid': 'CRYPT-LUKS2-1-x',
    };
    expect(await linuxEncryption(linked(mirror))).toMatchObject({ data: { state: 'plain' } });
  });

  it('says why where it cannot know', async () => {
    const overlay = { '/proc/self/mountinfo': '27 1 0:21 / / rw - overlay overlay rw\n' };
    expect(await linuxEncryption(linked(overlay))).toMatchObject({ status: 'unavailable' });
    const zfs = { '/proc/self/mountinfo': '27 1 0:21 / / rw - zfs rpool/root rw\n' };
    expect(await linuxEncryption(linked(zfs))).toMatchObject({
      status: 'unavailable',
      reason: 'the system does not tell what its disk is (zfs)',
    });
  });

  it('reads mountinfo with and without optional fields', () => {
    expect(parseMountinfo('36 35 98:0 /mnt1 /mnt2 rw,noatime master:1 - ext3 /dev/root rw\n')).toEqual([
      { mount: '/mnt2', number: '98:0', fsType: 'ext3', device: '/dev/root' },
    ]);
    expect(parseMountinfo('nonsense - x\n')).toEqual([]);
  });
});

describe('Linux, firmware', () => {
  const variable = '/sys/firmware/efi/efivars/SecureBoot-8be4df61-93ca-11d2-aa0d-00e098032b8c';

  it('reads Secure Boot, the chip and the date', async () => {
    const answer = await linuxFirmware(
      fakeTools({
        [variable]: new Uint8Array([6, 0, 0, 0, 1]),
        '/sys/class/tpm/tpm0/tpm_version_major': '2\n',
        '/dev/tpmrm0': '',
        '/sys/class/dmi/id/bios_date': '03/11/2024\n',
      }),
    );
    expect(answer).toMatchObject({
      data: {
        kind: 'uefi',
        secureBoot: true,
        tpmPresent: true,
        tpmReady: true,
        tpmVersion: '2.0',
        madeAt: Date.UTC(2024, 2, 11),
      },
    });
  });

  it('knows the old way of starting, where nothing can be protected', async () => {
    expect(
      await linuxFirmware(fakeTools({ '/sys/firmware/acpi/x': '', '/sys/class/net/x': '' })),
    ).toMatchObject({
      data: { kind: 'bios', secureBoot: false, tpmPresent: false },
    });
    expect(await linuxFirmware(fakeTools())).toMatchObject({ status: 'unavailable' });
  });

  it('takes only the variable’s own shape', () => {
    expect(parseSecureBoot(new Uint8Array([6, 0, 0, 0, 0]))).toBe(false);
    expect(parseSecureBoot(new Uint8Array([1]))).toBeNull();
    expect(parseSecureBoot(null)).toBeNull();
    expect(['04/01/2014', '2024-03-11', '13/45/2020', 'soon', null].map(firmwareDate)).toEqual([
      Date.UTC(2014, 3, 1),
      Date.UTC(2024, 2, 11),
      null,
      null,
      null,
    ]);
  });
});

describe('Linux, open ports', () => {
  const tables = Object.fromEntries(
    ['tcp', 'tcp6', 'udp', 'udp6'].map((table) => [
      `/proc/net/${table}`,
      fixture(`linux/proc-net-${table}.txt`),
    ]),
  );

  it('reads what waits, for whom, and leaves out connections and passing ports', () => {
    const tcp = parseSockets(tables['/proc/net/tcp'] ?? '', 'tcp', 32_768);
    expect(tcp.map(({ port, reach }) => [port, reach])).toEqual([
      [631, 'computer'],
      [5900, 'network'],
    ]);
    const tcp6 = parseSockets(tables['/proc/net/tcp6'] ?? '', 'tcp', 32_768);
    expect(tcp6.map(({ port, reach }) => [port, reach])).toEqual([
      [631, 'computer'],
      [5900, 'network'],
    ]);
    const udp = parseSockets(tables['/proc/net/udp'] ?? '', 'udp', 32_768);
    expect(udp.map(({ port, reach }) => [port, reach])).toEqual([[5353, 'network']]);
  });

  it('names the program where its files may be seen, and nobody where not', async () => {
    const inode = parseSockets(tables['/proc/net/tcp'] ?? '', 'tcp', 32_768)[1]?.inode ?? '';
    const answer = await linuxOpenPorts(
      fakeTools({
        ...tables,
        '/proc/sys/net/ipv4/ip_local_port_range': '32768\t60999\n',
        '/proc/77/fd/3': '',
        '/proc/77/fd/3->': `socket:[${inode}]`,
        '/proc/77/exe->': 'x11vnc',
        '/proc/78/comm': 'other\n',
      }),
    );
    if (answer.status !== 'ok') throw new Error(answer.reason);
    expect(answer.data.filter(({ port }) => port === 5900)).toEqual([
      { protocol: 'tcp', port: 5900, reach: 'network', program: 'x11vnc' },
      { protocol: 'tcp', port: 5900, reach: 'network', program: null },
    ]);
  });

  it('says so where the system lists nothing', async () => {
    expect(await linuxOpenPorts(fakeTools())).toMatchObject({ status: 'unavailable' });
  });

  it('become one entry a port and program, those that others can call first, remote control before all', () => {
    const port = (number: number, change: object = {}) =>
      ({ protocol: 'tcp', port: number, reach: 'network', program: 'a', ...change }) as const;
    const listing = listeningFrom([
      port(631, { reach: 'computer' }),
      port(8080, { reach: 'computer' }),
      port(8080),
      port(8080),
      port(5900, { reach: 'computer', program: 'x11vnc' }),
      ...Array.from({ length: 200 }, (_, i) => port(10_000 + i)),
    ]);
    expect(listing.total).toBe(203);
    expect(listing.listeners).toHaveLength(100);
    expect(listing.listeners.slice(0, 2)).toEqual([
      { protocol: 'tcp', port: 5900, reach: 'computer', program: 'x11vnc', remoteTool: 'VNC' },
      { protocol: 'tcp', port: 8080, reach: 'network', program: 'a', remoteTool: null },
    ]);
    expect(areaSchemas.listening.safeParse(listing).success).toBe(true);
  });

  it.each([
    ['tcp', 5900, 'network', null, 'VNC'],
    ['tcp', 5900, 'network', 'launchd', 'VNC'],
    ['tcp', 5900, 'computer', null, null],
    ['tcp', 5900, 'network', 'my-server', null],
    ['tcp', 3389, 'network', 'svchost', 'Remote desktop (RDP)'],
    ['udp', 5900, 'network', null, null],
    ['tcp', 7070, 'network', 'anydesk', 'AnyDesk'],
  ] as const)('%s %d for %s by %s is %s', (protocol, port, reach, program, tool) => {
    expect(remoteToolAt({ protocol, port, reach, program })).toBe(tool);
  });
});

describe('Linux, certificates', () => {
  it('reads those of people and machines, once each, the next to end first', async () => {
    const answer = await linuxCertificates(
      fakeTools(
        {
          '/etc/openvpn/client/work.crt': certificateFile('person.pem'),
          '/etc/openvpn/client/ca.crt': certificateFile('authority.pem'),
          '/home/m/.pki/copy.der': certificateFile('person.der'),
          '/etc/ssl/certs/authority.pem': certificateFile('authority.pem'),
          '/etc/ssl/certs/own.pem': certificateFile('self-signed.pem'),
          '/etc/ssl/certs/broken.pem': new Uint8Array([45, 45, 45]),
        },
        {},
        { HOME: '/home/m' },
      ),
    );
    if (answer.status !== 'ok') throw new Error(answer.reason);
    expect(answer.data.certificates).toEqual([
      {
        place: 'person',
        issuer: 'Example Issuing CA',
        selfSigned: false,
        validFrom: Date.UTC(2026, 0, 1),
        validUntil: Date.UTC(2026, 11, 3, 12),
      },
      {
        place: 'vpn',
        issuer: null,
        selfSigned: true,
        validFrom: Date.UTC(2024, 0, 1),
        validUntil: Date.UTC(2034, 0, 1),
      },
      {
        place: 'machine',
        issuer: null,
        selfSigned: true,
        validFrom: Date.UTC(2025, 0, 1),
        validUntil: Date.UTC(2035, 0, 1),
      },
    ]);
    expect(JSON.stringify(answer)).not.toMatch(/margarete|ellison/i);
  });

  it('leaves out links in folders of authorities', async () => {
    const answer = await linuxCertificates(
      fakeTools({
        '/etc/ssl/certs/own.pem': certificateFile('self-signed.pem'),
        '/etc/ssl/certs/own.pem->': 'elsewhere.pem',
      }),
    );
    expect(answer).toMatchObject({ status: 'unavailable' });
  });

  it('reads which files a connection names as its own', () => {
    const text =
      '[connection]\nid=Work\ntype=vpn\n[vpn]\nca=/home/m/ca.pem\ncert=/home/m/cert.pem\nkey=/home/m/key.pem\n';
    expect(parseConnection(text)).toEqual([{ path: '/home/m/cert.pem', place: 'vpn' }]);
    const wifi = '[connection]\ntype=wifi\n[802-1x]\nclient-cert=file:///home/m/c.pem\n';
    expect(parseConnection(wifi)).toEqual([{ path: '/home/m/c.pem', place: 'wifi' }]);
  });
});
