import type { SettingsPage } from '../settings-page.ts';
import type { SettingsPicture } from './settings-picture.ts';

/** A part of the list of System Settings since macOS 13, as Apple's user guide names it. */
const side = [
  'Wi-Fi',
  'Bluetooth',
  'Network',
  'Notifications',
  'Sound',
  'Focus',
  'Screen Time',
  'General',
  'Appearance',
  'Accessibility',
  'Control Center',
  'Privacy & Security',
  'Desktop & Dock',
  'Displays',
  'Wallpaper',
  'Battery',
  'Lock Screen',
  'Users & Groups',
  'Keyboard',
  'Trackpad',
  'Printers & Scanners',
] as const;

const settings = (
  entry: (typeof side)[number],
  page: string | null,
  rows: SettingsPicture['rows'],
): SettingsPicture => ({ app: 'System Settings', side, entry, page, rows });

/** This app has its own line on the pages of Privacy & Security. */
const thisApp: SettingsPicture['rows'] = [
  { text: 'Alongside', control: 'switch-on', said: ['switch this app on'] },
];

/** Names from the "macOS User Guide" (support.apple.com/guide/mac-help). */
export const macPictures: Readonly<Partial<Record<SettingsPage, SettingsPicture>>> = {
  storage: settings('General', 'Storage', [
    { text: 'Applications', control: 'open' },
    { text: 'Documents', control: 'open' },
  ]),
  updates: settings('General', 'Software Update', [
    { text: 'Automatic Updates', control: 'open' },
    { text: 'Update Now', control: 'button', said: ['install what is on offer'] },
  ]),
  display: settings('Displays', null, [
    { text: 'Larger Text', control: 'open' },
    { text: 'Default', control: 'open', said: ['default size'] },
    { text: 'More Space', control: 'open' },
  ]),
  sound: settings('Sound', null, [
    { text: 'Output', control: 'open', said: ['choose the device'] },
    { text: 'Input', control: 'open', said: ['choose another one'] },
  ]),
  microphone: settings('Privacy & Security', 'Microphone', thisApp),
  'screen-recording': settings('Privacy & Security', 'Screen Recording', thisApp),
  power: settings('Battery', null, [
    { text: 'Low Power Mode', control: 'choice', value: 'Never', said: ['set it to Never'] },
  ]),
  printers: settings('Printers & Scanners', null, [
    { text: 'Your printer', control: 'open', said: ['choose your printer'] },
    { text: 'Default printer', control: 'choice', said: ['default one'] },
  ]),
  time: settings('General', 'Date & Time', [
    { text: 'Set time and date automatically', control: 'switch-on' },
  ]),
  startup: settings('General', 'Login Items', [
    { text: 'Open at Login', control: 'open' },
    { text: 'Allow in the Background', control: 'switch-off', said: ['switch off what you do not need'] },
  ]),
  firewall: settings('Network', 'Firewall', [
    { text: 'Firewall', control: 'switch-on', said: ['switch the firewall on'] },
  ]),
  encryption: settings('Privacy & Security', 'FileVault', [
    { text: 'Turn On', control: 'button', said: ['switch it on'] },
  ]),
  'screen-lock': settings('Lock Screen', null, [
    {
      text: 'Turn display off when inactive',
      control: 'choice',
      value: 'For 10 minutes',
      said: ['let the display turn off'],
    },
    {
      text: 'Require password after screen saver begins or display is turned off',
      control: 'choice',
      value: 'Immediately',
      said: ['ask for the password'],
    },
  ]),
};
