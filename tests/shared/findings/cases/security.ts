import { rule, type Case } from '../case.ts';
import { certificate, guard, healthyAreas, listener, NOW, type AreasPatch } from '../machine.ts';

const DAY = 86_400_000;
const windows = { platform: 'win32' } as const;
const mac = { platform: 'darwin' } as const;

const protection = (change: object) => ({ protection: change }) as AreasPatch;
const guards = (...changes: readonly object[]) =>
  protection({ antivirus: changes.map((change) => ({ ...guard, ...change })) });
const disk = (change: object, chassis: string | null = 'Notebook') =>
  ({
    encryption: change,
    system: { chassis },
    battery: { batteries: chassis === 'Notebook' ? healthyAreas.battery.batteries : [] },
  }) as AreasPatch;
const start = (change: object) => ({ firmware: change }) as AreasPatch;
const chip = (change: object, version: string | null = '10.0.26200') =>
  ({ firmware: change, os: { id: 'windows', version } }) as AreasPatch;
const ends = (days: number, change: object = {}) =>
  ({
    certificates: {
      certificates: [{ ...certificate, validUntil: NOW - 1000 + Math.round(days * DAY), ...change }],
    },
  }) as AreasPatch;
const waits = (change: object) => ({ listening: { listeners: [{ ...listener, ...change }] } }) as AreasPatch;

export const securityCases: readonly Case[] = [
  ...rule(
    'NET-27',
    ['one redirected', protection({ redirects: [{ name: 'paypal.com', blocked: false }] }), 'medium'],
    [
      'two, one blocked',
      protection({
        redirects: [
          { name: 'google.com', blocked: true },
          { name: 'www.bing.com', blocked: false },
        ],
      }),
      'medium',
    ],
    ['none', {}, 'ok'],
    ['not readable', protection({ hostsRead: false }), 'unknown'],
  ),
  ...rule(
    'SEC-01',
    ['off on Linux', protection({ firewall: 'off', firewallName: null }), 'medium'],
    ['off on Windows', protection({ firewall: 'off' }), 'high', windows],
    ['off on a Mac', protection({ firewall: 'off' }), 'high', mac],
    ['on', {}, 'ok'],
    ['only an administrator may know', protection({ firewall: 'hidden' }), 'unknown'],
    ['not known', protection({ firewall: null }), 'unknown'],
  ),
  ...rule(
    'SEC-02',
    ['plain in a laptop', disk({ state: 'plain', method: null }), 'medium'],
    ['plain in a desktop', disk({ state: 'plain', method: null }, 'Desktop'), 'info'],
    ['plain, kind of case not known', disk({ state: 'plain', method: null }, null), 'info'],
    ['paused', disk({ state: 'paused', method: 'BitLocker' }), 'medium', windows],
    ['being decrypted', disk({ state: 'decrypting' }), 'medium'],
    ['being encrypted', disk({ state: 'encrypting' }), 'ok'],
    ['encrypted', {}, 'ok'],
    ['plain, own files encrypted', disk({ state: 'plain', homeEncrypted: true }), 'ok'],
    ['virtual', { ...disk({ state: 'plain' }), system: { virtual: true } }, 'notRelevant'],
    ['not known', disk({ state: null }), 'unknown'],
  ),
  ...rule(
    'SEC-03',
    ['7 days old', guards({ signatureAgeDays: 7 }), 'ok', windows],
    ['8 days old', guards({ signatureAgeDays: 8 }), 'high', windows],
    ['says it is out of date', guards({ upToDate: false, signatureAgeDays: null }), 'high', windows],
    ['off', guards({ active: false }), 'high', windows],
    ['none at all', protection({ antivirus: [] }), 'high', windows],
    ['one off, one on', guards({ active: false }, { name: 'Other' }), 'ok', windows],
    ['one old, one current', guards({ upToDate: false }, { name: 'Other' }), 'ok', windows],
    ['does not say', guards({ active: null }), 'unknown', windows],
    ['age not known', guards({ upToDate: null, signatureAgeDays: null }), 'unknown', windows],
    ['no list', protection({ antivirusListed: null }), 'unknown', windows],
    ['on Linux', guards({ active: false }), 'notRelevant'],
  ),
  ...rule(
    'SEC-04',
    ['one', {}, 'ok', windows],
    ['two', guards({}, { name: 'Other' }), 'medium', windows],
    ['three', guards({}, { name: 'Other' }, { name: 'Third' }), 'medium', windows],
    ['two, one off', guards({}, { name: 'Other', active: false }), 'ok', windows],
    ['one, another does not say', guards({}, { name: 'Other', active: null }), 'unknown', windows],
    ['no list', protection({ antivirusListed: null }), 'unknown', windows],
  ),
  ...rule(
    'SEC-05',
    ['off', start({ secureBoot: false }), 'low'],
    ['off on a Mac', start({ kind: 'apple', secureBoot: false }), 'low', mac],
    ['on', {}, 'ok'],
    ['BIOS', start({ kind: 'bios', secureBoot: false }), 'notRelevant'],
    ['virtual', { ...start({ secureBoot: false }), system: { virtual: true } }, 'notRelevant'],
    ['not known', start({ secureBoot: null }), 'unknown'],
  ),
  ...rule(
    'SEC-06',
    ['not begun', start({ certificates2023: 'not-started' }), 'medium', windows],
    ['under way', start({ certificates2023: 'in-progress' }), 'medium', windows],
    ['failed', start({ certificates2023: 'failed' }), 'medium', windows],
    ['there', {}, 'ok', windows],
    ['Secure Boot off', start({ secureBoot: false, certificates2023: null }), 'notRelevant', windows],
    ['not known', start({ certificates2023: null }), 'unknown', windows],
    ['on Linux', start({ certificates2023: 'not-started' }), 'notRelevant'],
  ),
  ...rule(
    'SEC-07',
    ['SIP off', protection({ systemIntegrity: false }), 'high', mac],
    ['Gatekeeper off', protection({ gatekeeper: false }), 'high', mac],
    ['both off', protection({ systemIntegrity: false, gatekeeper: false }), 'high', mac],
    ['both on', {}, 'ok', mac],
    ['one not known', protection({ gatekeeper: null }), 'unknown', mac],
    ['one off, the other not known', protection({ systemIntegrity: false, gatekeeper: null }), 'high', mac],
  ),
  ...rule(
    'SEC-08',
    ['off', protection({ uac: false }), 'high', windows],
    ['on', {}, 'ok', windows],
    ['not known', protection({ uac: null }), 'unknown', windows],
  ),
  ...rule(
    'SEC-09',
    ['one runs', { processes: { remoteTools: [{ name: 'AnyDesk' }] } }, 'medium'],
    ['one waits', waits({ port: 5900, reach: 'network', program: null, remoteTool: 'VNC' }), 'medium'],
    [
      'one waits for this computer only',
      waits({ port: 5900, program: 'x11vnc', remoteTool: 'VNC' }),
      'medium',
    ],
    [
      'one runs, another waits',
      {
        processes: { remoteTools: [{ name: 'AnyDesk' }] },
        ...waits({ port: 3389, reach: 'network', remoteTool: 'Remote desktop (RDP)' }),
      },
      'medium',
    ],
    ['none', {}, 'ok'],
    ['programs not known', { processes: { total: null } }, 'unknown'],
  ),
  ...rule(
    'SEC-10',
    ['no chip', chip({ tpmPresent: false, tpmReady: null, tpmVersion: null }), 'low', windows],
    ['not ready', chip({ tpmReady: false }), 'low', windows],
    ['1.2', chip({ tpmVersion: '1.2' }), 'low', windows],
    ['2.0', chip({}), 'ok', windows],
    ['Windows 10', chip({ tpmPresent: false }, '10.0.19045'), 'notRelevant', windows],
    ['the last build before Windows 11', chip({ tpmPresent: false }, '10.0.21999'), 'notRelevant', windows],
    ['the first of Windows 11', chip({ tpmPresent: false }, '10.0.22000'), 'low', windows],
    ['Windows not known', chip({}, null), 'unknown', windows],
    ['chip not known', chip({ tpmPresent: null }), 'unknown', windows],
    ['does not say', chip({ tpmReady: null }), 'unknown', windows],
  ),
  ...rule(
    'SEC-12',
    ['14 days', ends(14), 'ok'],
    ['under 14', ends(13.9), 'medium'],
    ['7 days', ends(7), 'medium'],
    ['under 7', ends(6.9), 'high'],
    ['ended yesterday', ends(-1), 'high'],
    ['ended 60 days ago', ends(-60), 'high'],
    ['ended long ago', ends(-61), 'ok'],
    ['lives for a day and is renewed by itself', ends(0.5, { validFrom: NOW - DAY / 2 }), 'ok'],
    ['lives for 8 days', ends(3, { validFrom: NOW - 1000 - 5 * DAY }), 'ok'],
    ['lives for 9 days', ends(3, { validFrom: NOW - 1000 - 6 * DAY }), 'high'],
    [
      'two, the worse one counts',
      {
        certificates: {
          certificates: [
            { ...certificate, validUntil: NOW + 10 * DAY },
            { ...certificate, validUntil: NOW + 2 * DAY },
          ],
        },
      },
      'high',
    ],
    ['end not known', ends(3, { validUntil: null }), 'unknown'],
    ['none', { certificates: { certificates: [] } }, 'notRelevant'],
  ),
  ...rule(
    'SEC-14',
    ['on', protection({ smb1: true }), 'medium', windows],
    ['on, Linux', protection({ smb1: true }), 'medium'],
    ['off', {}, 'ok', windows],
    ['not known', protection({ smb1: null }), 'unknown', windows],
    ['on a Mac', protection({ smb1: true }), 'notRelevant', mac],
  ),
];
