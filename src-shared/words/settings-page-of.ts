import type { RuleId } from '../findings/rule-ids.ts';
import type { SettingsPage } from '../settings-page.ts';

/**
 * The page of the system's settings on which a person can do what the steps say, by catalogue id. Rules about the
 * hardware itself, and those that only a helper can act on, have none.
 */
const pages: Readonly<Record<string, SettingsPage>> = {
  'DISK-01': 'storage',
  'DISK-02': 'storage',
  'DISK-03': 'storage',
  'DISK-04': 'storage',
  'DISK-06': 'storage',
  'CPU-09': 'power',
  'BAT-04': 'power',
  'BAT-05': 'power',
  'NET-01': 'network',
  'NET-02': 'network',
  'NET-03': 'network',
  'NET-07': 'network',
  'NET-08': 'network',
  'NET-11': 'wifi',
  'NET-13': 'proxy',
  'NET-14': 'proxy',
  'NET-16': 'network',
  'NET-19': 'wifi',
  'NET-20': 'wifi',
  'NET-21': 'wifi',
  'NET-22': 'vpn',
  'TIME-01': 'time',
  'TIME-02': 'time',
  'TIME-03': 'time',
  'UPD-01': 'updates',
  'UPD-02': 'updates',
  'UPD-03': 'updates',
  'UPD-04': 'updates',
  'UPD-05': 'updates',
  'OS-01': 'updates',
  'OS-04': 'startup',
  'OS-06': 'programs',
  'SEC-01': 'firewall',
  'SEC-02': 'encryption',
  'SEC-03': 'protection',
  'SEC-04': 'programs',
  'SEC-06': 'updates',
  'SEC-07': 'protection',
  'SEC-09': 'programs',
  'SEC-11': 'screen-lock',
  'PRN-01': 'printers',
  'PRN-02': 'printers',
  'PRN-03': 'printers',
  'PRN-04': 'printers',
  'DSP-01': 'updates',
  'DSP-02': 'updates',
  'DSP-04': 'display',
  'DSP-07': 'screen-recording',
  'AUD-01': 'sound',
  'AUD-02': 'microphone',
  'AUD-03': 'sound',
  'AUD-04': 'sound',
  'CAM-01': 'camera',
  'BT-01': 'bluetooth',
};

export function settingsPageOf(id: RuleId): SettingsPage | null {
  return pages[id] ?? null;
}
