import { z } from 'zod';

/**
 * Pages of the system's own settings that a fix card may open, by name. What each name opens on which system stands in
 * main alone (src-main/platform/settings-pages.ts): a window can only choose from this list, and no text that came
 * from a machine or another computer ever takes part.
 */
export const settingsPageSchema = z.enum([
  'storage',
  'updates',
  'network',
  'wifi',
  'proxy',
  'vpn',
  'display',
  'sound',
  'microphone',
  'camera',
  'screen-recording',
  'power',
  'printers',
  'bluetooth',
  'time',
  'startup',
  'programs',
  'protection',
  'firewall',
  'encryption',
  'screen-lock',
  'about',
]);
export type SettingsPage = z.infer<typeof settingsPageSchema>;
export const settingsPages: readonly SettingsPage[] = settingsPageSchema.options;
