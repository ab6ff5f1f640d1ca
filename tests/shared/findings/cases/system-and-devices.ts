import { rule, type Case } from '../case.ts';
import { battery, DAY_S, display, printer, speaker, healthyAreas, type AreasPatch } from '../machine.ts';

const power = (change: object, onMains: boolean | null = true) =>
  ({ battery: { onMains, batteries: [{ ...battery, ...change }] } }) as AreasPatch;
const os = (change: object) => ({ os: change }) as AreasPatch;
const prints = (change: object) => ({ printers: { printers: [{ ...printer, ...change }] } }) as AreasPatch;
const screen = (change: object) => ({ displays: { displays: [{ ...display, ...change }] } }) as AreasPatch;
const card = (change: object, softwareRendering: boolean | null = false) =>
  ({
    graphics: { controllers: [{ ...healthyAreas.graphics.controllers[0], ...change }], softwareRendering },
  }) as AreasPatch;
const sound = (...devices: readonly object[]) =>
  ({ audio: { devices: devices.map((device) => ({ ...speaker, ...device })) } }) as AreasPatch;
const usb = (problemCode: number | null) =>
  ({
    usb: { devices: [{ name: 'Scanner', vendor: null, kind: null, serial: null, problemCode }] },
  }) as AreasPatch;

const windows = { platform: 'win32' } as const;
const mac = { platform: 'darwin' } as const;

export const systemAndDeviceCases: readonly Case[] = [
  ...rule(
    'BAT-01',
    ['80 %', power({ fullCapacity: 40_000 }), 'ok'],
    ['79 %', power({ fullCapacity: 39_500 }), 'low'],
    ['60 %', power({ fullCapacity: 30_000 }), 'low'],
    ['59 %', power({ fullCapacity: 29_500 }), 'medium'],
    ['0 from firmware', power({ designedCapacity: 0 }), 'unknown'],
    ['no battery', { battery: { onMains: true, batteries: [] } }, 'notRelevant'],
  ),
  ...rule(
    'BAT-02',
    ['999', power({ cycleCount: 999 }), 'ok'],
    ['1000', power({ cycleCount: 1000 }), 'low'],
    ['0 from firmware', power({ cycleCount: 0 }), 'unknown'],
    ['not told', power({ cycleCount: null }), 'unknown'],
  ),
  ...rule(
    'BAT-04',
    ['10 %', power({ percent: 10 }, false), 'ok'],
    ['9 %', power({ percent: 9 }, false), 'medium'],
    ['9 % on mains', power({ percent: 9 }), 'ok'],
    ['not told', power({ percent: null }, false), 'unknown'],
    ['mains not known', power({ percent: 5 }, null), 'unknown'],
  ),
  ...rule(
    'BAT-05',
    ['59 %, not charging', power({ percent: 59, state: 'not-charging' }), 'info'],
    ['60 %, not charging', power({ percent: 60, state: 'not-charging' }), 'ok'],
    ['20 %, charging', power({ percent: 20 }), 'ok'],
    ['20 %, not plugged in', power({ percent: 20, state: 'discharging' }, false), 'ok'],
    ['state not known', power({ state: null }), 'unknown'],
  ),
  ...rule(
    'UPD-01',
    ['pending', os({ restartRequired: true }), 'medium'],
    ['none', {}, 'ok'],
    ['not known', { ...os({ restartRequired: null }), updates: { restartPending: null } }, 'unknown'],
  ),
  ...rule(
    'OS-01',
    ['Debian 11, ended', os({ version: '11' }), 'high'],
    ['Debian 13', os({ version: '13' }), 'ok'],
    ['Debian 13.2', os({ version: '13.2' }), 'ok'],
    ['Fedora 43, ends in 15 days', os({ id: 'fedora', version: '43' }), 'low'],
    ['Ubuntu 24.04', os({ id: 'ubuntu', version: '24.04' }), 'ok'],
    ['Ubuntu 20.04.6', os({ id: 'ubuntu', version: '20.04.6' }), 'high'],
    [
      'Windows 10 22H2',
      os({ id: 'windows', name: 'Windows 10 Pro', version: '10.0.19045' }),
      'high',
      windows,
    ],
    ['Windows 11 25H2', os({ id: 'windows', name: 'Windows 11 Pro', version: '10.0.26200' }), 'ok', windows],
    [
      'Windows 11 24H2 Enterprise, a year longer',
      os({ id: 'windows', name: 'Windows 11 Enterprise', version: '10.0.26100' }),
      'ok',
      windows,
    ],
    [
      'Windows Server with the build of 10 1809',
      os({ id: 'windows', name: 'Windows Server 2019', version: '10.0.17763' }),
      'unknown',
      windows,
    ],
    ['macOS 12', os({ id: 'macos', version: '12.7.6' }), 'high', mac],
    ['macOS 26, no end named yet', os({ id: 'macos', version: '26.1' }), 'unknown', mac],
    ['a system not in the table', os({ id: 'arch', version: null }), 'unknown'],
  ),
  ...rule(
    'OS-02',
    ['14 days', { uptime: { seconds: 14 * DAY_S } }, 'ok'],
    ['over 14', { uptime: { seconds: 14 * DAY_S + 3600 } }, 'low'],
    ['30 days', { uptime: { seconds: 30 * DAY_S } }, 'low'],
    ['38 days', { uptime: { seconds: 38 * DAY_S + 7200 } }, 'medium'],
    ['not known', { uptime: { seconds: null } }, 'unknown'],
  ),
  ...rule(
    'OS-10',
    ['90 %', os({ filesOpen: 90_000 }), 'ok'],
    ['90.1 %', os({ filesOpen: 90_100 }), 'high'],
    ['not known', os({ filesMax: null }), 'unknown'],
    ['on Windows', os({ filesOpen: 99_999 }), 'notRelevant', windows],
  ),
  ...rule(
    'OS-12',
    ['virtual', { system: { virtual: true, virtualKind: 'KVM' } }, 'info'],
    ['real', {}, 'ok'],
    ['not known', { system: { virtual: null } }, 'unknown'],
  ),
  ...rule(
    'PRN-01',
    ['offline', prints({ status: 'offline' }), 'medium'],
    ['error', prints({ status: 'error' }), 'medium'],
    ['stopped', prints({ status: 'stopped' }), 'medium'],
    ['idle', prints({}), 'ok'],
    ['printing', prints({ status: 'printing' }), 'ok'],
    ['not told', prints({ status: null }), 'unknown'],
    [
      'another one is offline',
      { printers: { printers: [printer, { ...printer, isDefault: false, status: 'offline' }] } },
      'ok',
    ],
    ['no printer', { printers: { printers: [] } }, 'notRelevant'],
  ),
  ...rule(
    'PRN-02',
    ['5 jobs', prints({ jobs: 5, oldestJobSeconds: 60 }), 'ok'],
    ['6 jobs', prints({ jobs: 6, oldestJobSeconds: 60 }), 'medium'],
    ['6 jobs, age not known', prints({ jobs: 6 }), 'medium'],
    ['1 job, 15 min', prints({ jobs: 1, oldestJobSeconds: 900 }), 'ok'],
    ['1 job, over 15 min', prints({ jobs: 1, oldestJobSeconds: 901 }), 'medium'],
    ['1 job, age not known', prints({ jobs: 1 }), 'unknown'],
    ['no job', prints({}), 'ok'],
    ['not told', prints({ jobs: null }), 'unknown'],
  ),
  ...rule(
    'PRN-03',
    ['stopped', { printers: { serviceRunning: false } }, 'high'],
    ['runs', {}, 'ok'],
    ['not known', { printers: { serviceRunning: null } }, 'unknown'],
    ['no printer', { printers: { serviceRunning: false, printers: [] } }, 'notRelevant'],
  ),
  ...rule(
    'PRN-04',
    ['none is default', prints({ isDefault: false }), 'low'],
    ['one is', prints({}), 'ok'],
    ['not told', prints({ isDefault: null }), 'unknown'],
  ),
  ...rule(
    'DSP-01',
    ['llvmpipe', card({ model: 'llvmpipe (LLVM 15)' }), 'medium'],
    ['Basic Display Adapter', card({ model: 'Microsoft Basic Display Adapter' }), 'medium'],
    ['software rendering', card({}, true), 'medium'],
    ['software rendering in a virtual machine', { ...card({}, true), system: { virtual: true } }, 'info'],
    ['own driver', card({}), 'ok'],
    ['no card listed', { graphics: { controllers: [], softwareRendering: null } }, 'unknown'],
  ),
  ...rule(
    'DSP-04',
    ['smaller than native', screen({ widthPx: 1920, heightPx: 1080 }), 'info'],
    ['native', screen({}), 'ok'],
    ['native, turned', screen({ widthPx: 2160, heightPx: 3840 }), 'ok'],
    ['49 Hz', screen({ refreshHz: 49 }), 'info'],
    ['50 Hz', screen({ refreshHz: 50 }), 'ok'],
    ['native size not known', screen({ nativeWidthPx: null }), 'unknown'],
    ['native size not known, 30 Hz', screen({ nativeWidthPx: null, refreshHz: 30 }), 'info'],
    ['refresh not known', screen({ refreshHz: null }), 'unknown'],
    ['no screen listed', { displays: { displays: [] } }, 'unknown'],
  ),
  ...rule(
    'DSP-05',
    ['85', card({ temperatureC: 85 }), 'ok'],
    ['86', card({ temperatureC: 86 }), 'low'],
    ['no thermometer', card({ temperatureC: null }), 'unknown'],
  ),
  ...rule(
    'AUD-01',
    ['no device', sound(), 'medium'],
    ['no microphone', sound({ input: false }), 'medium'],
    ['no speaker', sound({ output: false }), 'medium'],
    ['two devices for both', sound({ input: false }, { output: false }), 'ok'],
    ['both', sound({}), 'ok'],
    ['not told', sound({ input: null }), 'unknown'],
  ),
  ...rule(
    'AUD-03',
    ['stopped', { audio: { serviceRunning: false } }, 'high'],
    ['runs', {}, 'ok'],
    ['not known', { audio: { serviceRunning: null } }, 'unknown'],
    ['nothing to play on', { audio: { serviceRunning: false, devices: [] } }, 'notRelevant'],
  ),
  ...rule(
    'USB-01',
    ['code 28', usb(28), 'medium', windows],
    ['code 0', usb(0), 'ok', windows],
    ['not told', usb(null), 'unknown', windows],
    ['on Linux', usb(28), 'notRelevant'],
  ),
];
