import type { SettingsPage } from '../settings-page.ts';
import type { SettingsPicture } from './settings-picture.ts';

/** A part of the list of Settings since GNOME 46, as GNOME's help names it. */
const side = [
  'Wi-Fi',
  'Network',
  'Bluetooth',
  'Displays',
  'Sound',
  'Power',
  'Multitasking',
  'Appearance',
  'Apps',
  'Notifications',
  'Search',
  'Mouse & Touchpad',
  'Keyboard',
  'Printers',
  'Accessibility',
  'Privacy & Security',
  'System',
] as const;

const settings = (
  entry: (typeof side)[number],
  page: string | null,
  rows: SettingsPicture['rows'],
): SettingsPicture => ({ app: 'Settings', side, entry, page, rows });

/** Names from "GNOME Help" (help.gnome.org). */
export const gnomePictures: Readonly<Partial<Record<SettingsPage, SettingsPicture>>> = {
  display: settings('Displays', null, [
    { text: 'Orientation', control: 'choice' },
    { text: 'Resolution', control: 'choice' },
    { text: 'Refresh Rate', control: 'choice' },
  ]),
  sound: settings('Sound', null, [
    { text: 'Output Device', control: 'choice', said: ['choose the device'] },
    { text: 'Input Device', control: 'choice', said: ['choose another one'] },
  ]),
  power: settings('Power', null, [
    { text: 'Power Mode', control: 'choice', value: 'Balanced', said: ['balanced'] },
  ]),
  printers: settings('Printers', null, [
    { text: 'Your printer', control: 'open', said: ['choose your printer', 'jobs of your printer'] },
  ]),
  time: settings('System', 'Date & Time', [{ text: 'Automatic Date & Time', control: 'switch-on' }]),
  'screen-lock': settings('Privacy & Security', 'Screen Lock', [
    { text: 'Automatic Screen Lock', control: 'switch-on', said: ['switch on the lock'] },
    { text: 'Automatic Screen Lock Delay', control: 'choice', said: ['let it lock after'] },
  ]),
};
