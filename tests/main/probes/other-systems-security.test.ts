import { describe, expect, it } from 'vitest';
import { areaSchemas } from '../../../src-shared/diagnostics/area-schemas.ts';
import { certificatesIn, issuerName } from '../../../src-main/platform/certificate-files.ts';
import {
  macCertificates,
  macEncryption,
  macFirmware,
  macProtection,
  parseFileVault,
  parseGatekeeper,
  parseIntegrity,
  parseLsof,
  parseMacFirewall,
  parseMacSecureBoot,
} from '../../../src-main/platform/mac/mac-security.ts';
import {
  parseBitLocker,
  parseFirmware,
  windowsFirmware,
} from '../../../src-main/platform/windows/windows-firmware.ts';
import {
  parseCertificates,
  parsePorts,
} from '../../../src-main/platform/windows/windows-network-security.ts';
import { parseProtection, windowsProtection } from '../../../src-main/platform/windows/windows-protection.ts';
import { fakeTools, fixture } from './fixtures.ts';

const json = (path: string): Record<string, unknown> => JSON.parse(fixture(path));
const protection = (change: object = {}) => parseProtection({ ...json('win32/protection.json'), ...change });
const firmware = (change: object = {}) => parseFirmware({ ...json('win32/firmware.json'), ...change });

describe('Windows, protection', () => {
  it('judges the firewall by the profile of the network in use', () => {
    expect(protection()).toMatchObject({ firewall: 'off', firewallName: 'Windows Firewall' });
    expect(protection({ n: [0] })).toMatchObject({ firewall: 'on' });
    expect(protection({ n: [] })).toMatchObject({ firewall: 'off' });
    expect(protection({ f: [{ Name: 'Private', On: 2 }] })).toMatchObject({ firewall: 'on' });
    expect(protection({ f: null })).toMatchObject({ firewall: null });
    const other = [{ displayName: 'Example Firewall', productState: 266_256 }];
    expect(protection({ w: other })).toMatchObject({ firewall: 'on', firewallName: 'Example Firewall' });
  });

  it('reads the state of antivirus products from the bits of one number', () => {
    expect(protection()?.antivirus).toEqual([
      { name: 'Windows Defender', active: true, upToDate: true, signatureAgeDays: 1 },
      { name: 'Example Antivirus', active: true, upToDate: false, signatureAgeDays: null },
    ]);
    const states = [393_472, 397_584, 262_144, 0x042000, null];
    expect(
      protection({ a: states.map((productState) => ({ displayName: 'x', productState })) })?.antivirus.map(
        ({ active, upToDate }) => [active, upToDate],
      ),
    ).toEqual([
      [false, true],
      [true, false],
      [false, true],
      [false, true],
      [null, null],
    ]);
  });

  it('asks Defender alone on servers, which keep no list', () => {
    expect(protection({ a: [], l: false })).toMatchObject({
      antivirusListed: true,
      antivirus: [{ name: 'Microsoft Defender Antivirus', active: true, signatureAgeDays: 1 }],
    });
    expect(protection({ a: [], l: false, d: null })).toMatchObject({ antivirusListed: null, antivirus: [] });
  });

  it('reads UAC and SMB 1, also without an administrator', () => {
    expect(protection()).toMatchObject({ uac: true, smb1: false });
    expect(protection({ u: 0, o: 1 })).toMatchObject({ uac: false, smb1: true });
    expect(protection({ s: true })).toMatchObject({ smb1: true });
    expect(protection({ u: null, o: null })).toMatchObject({ uac: null, smb1: null });
  });

  it('joins the answer with the hosts file, and fits the schema', async () => {
    const answer = await windowsProtection(
      fakeTools(
        { 'D:\\Win\\System32\\drivers\\etc\\hosts': '1.2.3.4 www.bing.com\r\n' },
        { 'powershell.exe': `\ufeff${fixture('win32/protection.json')}` },
        { SystemRoot: 'D:\\Win' },
      ),
    );
    expect(answer).toMatchObject({ data: { redirects: [{ name: 'www.bing.com', blocked: false }] } });
    expect(answer.status === 'ok' && areaSchemas.protection.safeParse(answer.data).success).toBe(true);
  });

  it('says why when PowerShell is refused, late or prints something else', async () => {
    const denied = { status: 'denied', reason: 'powershell.exe may not be run' } as const;
    expect(await windowsProtection(fakeTools({}, { 'powershell.exe': denied }))).toMatchObject({
      status: 'denied',
    });
    expect(await windowsProtection(fakeTools({}, { 'powershell.exe': 'Access denied' }))).toMatchObject({
      status: 'failed',
    });
    expect(await windowsProtection(fakeTools({}, { 'powershell.exe': '{"a":7}' }))).toMatchObject({
      status: 'failed',
    });
  });
});

describe('Windows, start and encryption', () => {
  it('reads firmware, Secure Boot, the new certificates and the chip', () => {
    expect(firmware()).toEqual({
      kind: 'uefi',
      secureBoot: true,
      certificates2023: 'in-progress',
      tpmPresent: true,
      tpmReady: true,
      tpmVersion: '2.0',
      madeAt: Date.UTC(2024, 2, 11),
    });
    expect(areaSchemas.firmware.safeParse(firmware()).success).toBe(true);
  });

  it.each([
    [{ UEFICA2023Status: 'Updated' }, 'updated'],
    [{ WindowsUEFICA2023Capable: 2 }, 'updated'],
    [{ UEFICA2023Status: 'InProgress', UEFICA2023Error: 5 }, 'failed'],
    [{ UEFICA2023Status: 'NotStarted' }, 'not-started'],
    [null, 'not-started'],
  ])('%o is %s', (c, state) => expect(firmware({ c })?.certificates2023).toBe(state));

  it('does not speak of certificates where Secure Boot is off or not known', () => {
    expect(firmware({ s: 0 })).toMatchObject({ secureBoot: false, certificates2023: null });
    expect(firmware({ s: null })).toMatchObject({ secureBoot: null, certificates2023: null });
    expect(firmware({ k: 1, s: null })).toMatchObject({ kind: 'bios', secureBoot: false });
  });

  it('knows the chip from the chip itself, from its device, or says that there is none', () => {
    const t = { SpecVersion: '1.2, 2, 3', IsEnabled_InitialValue: true, IsActivated_InitialValue: false };
    expect(firmware({ t })).toMatchObject({ tpmPresent: true, tpmReady: false, tpmVersion: '1.2' });
    expect(firmware({ d: [] })).toMatchObject({ tpmPresent: false });
    expect(firmware({ d: [], b: null })).toMatchObject({ tpmPresent: null });
    const d = [{ HardwareID: ['ACPI\\MSFT0101'], ConfigManagerErrorCode: 10 }];
    expect(firmware({ d })).toMatchObject({ tpmPresent: true, tpmReady: false });
  });

  it('passes on that PowerShell did not answer', async () => {
    const late = { status: 'timeout', reason: 'powershell.exe did not answer in time' } as const;
    expect(await windowsFirmware(fakeTools({}, { 'powershell.exe': late }))).toMatchObject({
      status: 'failed',
    });
  });

  it('reads the state of BitLocker', () => {
    expect([0, 1, 2, 3, 4, 5, 6, 7, 8, null].map((p) => parseBitLocker({ p }))).toEqual([
      'plain',
      'encrypted',
      'plain',
      'encrypting',
      'decrypting',
      'paused',
      'encrypted',
      null,
      'paused',
      null,
    ]);
  });
});

describe('Windows, certificates and ports', () => {
  it('names who gave a certificate out, never whose it is', () => {
    const certificates = parseCertificates(json('win32/certificates.json'));
    expect(certificates?.map(({ place, issuer, selfSigned }) => [place, issuer, selfSigned])).toEqual([
      ['person', 'Example Issuing CA', false],
      ['machine', 'Example, Inc. CA', false],
      ['person', null, true],
    ]);
    expect(certificates?.[0]?.validUntil).toBe(Date.UTC(2026, 11, 3, 12));
    expect(areaSchemas.certificates.safeParse({ certificates }).success).toBe(true);
    expect(parseCertificates({ u: 'x' })).toBeNull();
  });

  it('takes the short name, else the organisation', () => {
    expect(issuerName("C=US\nO=Let's Encrypt\nCN=R11")).toBe('R11');
    expect(issuerName('OU=x, O=Example')).toBe('Example');
    expect(issuerName('C=DE')).toBeNull();
  });

  it('lists ports with their programs and leaves out passing ones', () => {
    expect(parsePorts(json('win32/ports.json'))).toEqual([
      { protocol: 'tcp', port: 3389, reach: 'network', program: 'svchost' },
      { protocol: 'tcp', port: 3389, reach: 'network', program: 'svchost' },
      { protocol: 'tcp', port: 445, reach: 'network', program: 'System' },
      { protocol: 'tcp', port: 5939, reach: 'computer', program: 'TeamViewer_Service' },
      { protocol: 'tcp', port: 49_664, reach: 'network', program: 'lsass' },
      { protocol: 'udp', port: 5353, reach: 'network', program: 'chrome' },
    ]);
    expect(parsePorts([])).toBeNull();
  });
});

describe('macOS', () => {
  const programs = {
    '/usr/libexec/ApplicationFirewall/socketfilterfw': 'Firewall is disabled. (State = 0)\n',
    '/usr/bin/csrutil': 'System Integrity Protection status: enabled.\n',
    '/usr/sbin/spctl': 'assessments enabled\n',
    '/usr/bin/fdesetup': 'FileVault is Off.\n',
    '/usr/sbin/system_profiler': fixture('darwin/ibridge.json'),
  };

  it('reads its guards', async () => {
    expect(await macProtection(fakeTools({ '/etc/hosts': '' }, programs))).toMatchObject({
      data: { firewall: 'off', systemIntegrity: true, gatekeeper: true, hostsRead: true, smb1: null },
    });
    expect(await macEncryption(fakeTools({}, programs))).toMatchObject({ data: { state: 'plain' } });
    expect(await macFirmware(fakeTools({}, programs))).toMatchObject({
      data: { kind: 'apple', secureBoot: true },
    });
    expect(await macFirmware(fakeTools())).toMatchObject({ status: 'unavailable' });
    expect(await macCertificates(fakeTools())).toMatchObject({ status: 'unavailable' });
  });

  it('reads each state of each guard', () => {
    const states = ['(State = 0)', '(State = 1)', '(State = 2)', 'x'];
    expect(states.map((text) => parseMacFirewall(`Firewall is … ${text}`))).toEqual([
      'off',
      'on',
      'on',
      null,
    ]);
    const integrity = ['enabled.', 'disabled.', 'unknown (Custom Configuration).', 'unknown.'];
    expect(integrity.map((text) => parseIntegrity(`System Integrity Protection status: ${text}\n`))).toEqual([
      true,
      false,
      false,
      null,
    ]);
    expect(['assessments enabled', 'assessments disabled', ''].map(parseGatekeeper)).toEqual([
      true,
      false,
      null,
    ]);
    expect(
      [
        'FileVault is On.',
        'FileVault is Off.',
        'FileVault is On.\nEncryption in progress: Percent completed = 23',
        'FileVault is Off.\nDecryption in progress: Percent completed = 23',
        'Error',
      ].map(parseFileVault),
    ).toEqual(['encrypted', 'plain', 'encrypting', 'decrypting', null]);
    const boot = fixture('darwin/ibridge.json');
    expect(parseMacSecureBoot(boot.replace('Full Security', 'No Security'))).toBe(false);
    expect(parseMacSecureBoot(boot.replace('Full Security', 'Sécurité maximale'))).toBeNull();
    expect(parseMacSecureBoot('')).toBeNull();
  });

  it('reads waiting ports from lsof', () => {
    expect(parseLsof(fixture('darwin/lsof-ports.txt'))).toEqual([
      { protocol: 'tcp', port: 631, reach: 'computer', program: 'python3' },
      { protocol: 'tcp', port: 631, reach: 'computer', program: 'python3' },
      { protocol: 'tcp', port: 5900, reach: 'network', program: 'python3' },
      { protocol: 'tcp', port: 5900, reach: 'network', program: 'python3' },
      { protocol: 'udp', port: 5353, reach: 'network', program: 'python3' },
      { protocol: 'udp', port: 5353, reach: 'network', program: 'python3' },
      { protocol: 'udp', port: 45_353, reach: 'network', program: 'python3' },
    ]);
  });

  it('reads every certificate of a keychain but those of authorities', () => {
    const text = ['person.pem', 'authority.pem', 'self-signed.pem']
      .map((name) => fixture(`linux/certificates/${name}`))
      .join('\n');
    expect(certificatesIn(text, 'person', { most: 300 }).map(({ issuer }) => issuer)).toEqual([
      'Example Issuing CA',
      null,
    ]);
  });
});
