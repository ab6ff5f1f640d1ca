import type { SettingsPage } from '../settings-page.ts';
import type { SettingsPicture } from './settings-picture.ts';

/** The list of Settings on Windows 11, as Microsoft's support pages name it. */
const side = [
  'Home',
  'System',
  'Bluetooth & devices',
  'Network & internet',
  'Personalization',
  'Apps',
  'Accounts',
  'Time & language',
  'Gaming',
  'Accessibility',
  'Privacy & security',
  'Windows Update',
] as const;

/** The list of the app Windows Security. */
const security = [
  'Home',
  'Virus & threat protection',
  'Account protection',
  'Firewall & network protection',
  'App & browser control',
  'Device security',
] as const;

const settings = (
  entry: (typeof side)[number],
  page: string | null,
  rows: SettingsPicture['rows'],
): SettingsPicture => ({ app: 'Settings', side, entry, page, rows });

const guard = (entry: (typeof security)[number], rows: SettingsPicture['rows']): SettingsPicture => ({
  app: 'Windows Security',
  side: security,
  entry,
  page: null,
  rows,
});

/** Names from "Windows help & learning" (support.microsoft.com) for Windows 11. */
export const windowsPictures: Readonly<Partial<Record<SettingsPage, SettingsPicture>>> = {
  storage: settings('System', 'Storage', [
    { text: 'Storage Sense', control: 'switch-on' },
    { text: 'Cleanup recommendations', control: 'open' },
  ]),
  updates: settings('Windows Update', null, [
    { text: 'Check for updates', control: 'button' },
    { text: 'Pause updates', control: 'choice', said: ['updates are paused'] },
    { text: 'Advanced options', control: 'open' },
  ]),
  display: settings('System', 'Display', [
    { text: 'Scale', control: 'choice' },
    { text: 'Display resolution', control: 'choice' },
  ]),
  sound: settings('System', 'Sound', [
    { text: 'Choose where to play sound', control: 'open', said: ['choose the device'] },
    { text: 'Choose a device for speaking or recording', control: 'open', said: ['choose another one'] },
  ]),
  microphone: settings('Privacy & security', 'Microphone', [
    { text: 'Microphone access', control: 'switch-on' },
    { text: 'Let apps access your microphone', control: 'switch-on', said: ['access for apps'] },
  ]),
  power: settings('System', 'Power & battery', [
    { text: 'Power mode', control: 'choice', value: 'Balanced', said: ['balanced'] },
  ]),
  printers: settings('Bluetooth & devices', 'Printers & scanners', [
    { text: 'Your printer', control: 'open', said: ['choose your printer'] },
    {
      text: 'Let Windows manage my default printer',
      control: 'switch-off',
    },
  ]),
  time: settings('Time & language', 'Date & time', [
    { text: 'Set time automatically', control: 'switch-on' },
    { text: 'Sync now', control: 'button' },
  ]),
  programs: settings('Apps', null, [{ text: 'Installed apps', control: 'open' }]),
  startup: {
    app: 'Task Manager',
    side: ['Processes', 'Performance', 'App history', 'Startup apps', 'Users', 'Details', 'Services'],
    entry: 'Startup apps',
    page: null,
    rows: [{ text: 'Disable', control: 'button' }],
    said: ['open the page “startup apps”'],
  },
  protection: guard('Virus & threat protection', [{ text: 'Check for updates', control: 'button' }]),
  firewall: guard('Firewall & network protection', [
    { text: 'Domain network', control: 'open' },
    { text: 'Private network (active)', control: 'open', said: ['says “active”'] },
    { text: 'Public network', control: 'open' },
  ]),
  encryption: settings('Privacy & security', 'Device encryption', [
    { text: 'Device encryption', control: 'switch-on', said: ['switch it on'] },
  ]),
  'screen-lock': {
    app: 'Screen Saver Settings',
    side: [],
    entry: null,
    page: null,
    rows: [
      { text: 'Wait', control: 'choice', value: '10 minutes' },
      { text: 'On resume, display logon screen', control: 'tick' },
    ],
    said: ['“screen saver” and open the setting'],
  },
};
