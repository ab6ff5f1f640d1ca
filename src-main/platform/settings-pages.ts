import type { Platform } from '../../src-shared/diagnostics/snapshot.ts';
import type { SettingsPage } from '../../src-shared/settings-page.ts';
import { linuxSettings, type LinuxSettings } from './linux/settings-programs.ts';

/** What opens a page: an address of the system's own, or a program with its words. Both are fixed here. */
export type SettingsTarget =
  | { readonly kind: 'address'; readonly address: string }
  | { readonly kind: 'program'; readonly program: string; readonly args: readonly string[] };

/** Microsoft, "Launch Windows Settings": the ms-settings: addresses of Windows 10 and 11. */
const windows: Readonly<Partial<Record<SettingsPage, string>>> = {
  storage: 'ms-settings:storagesense',
  updates: 'ms-settings:windowsupdate',
  network: 'ms-settings:network-status',
  wifi: 'ms-settings:network-wifi',
  proxy: 'ms-settings:network-proxy',
  vpn: 'ms-settings:network-vpn',
  display: 'ms-settings:display',
  sound: 'ms-settings:sound',
  microphone: 'ms-settings:privacy-microphone',
  camera: 'ms-settings:privacy-webcam',
  power: 'ms-settings:powersleep',
  printers: 'ms-settings:printers',
  bluetooth: 'ms-settings:bluetooth',
  time: 'ms-settings:dateandtime',
  startup: 'ms-settings:startupapps',
  programs: 'ms-settings:appsfeatures',
  protection: 'ms-settings:windowsdefender',
  firewall: 'ms-settings:windowsdefender',
  encryption: 'ms-settings:deviceencryption',
  'screen-lock': 'ms-settings:signinoptions',
  about: 'ms-settings:about',
};

/** The pages of System Settings, macOS 13 and later; an address that is not known opens its front page. */
const mac: Readonly<Partial<Record<SettingsPage, string>>> = {
  storage: 'x-apple.systempreferences:com.apple.settings.Storage',
  updates: 'x-apple.systempreferences:com.apple.Software-Update-Settings.extension',
  network: 'x-apple.systempreferences:com.apple.Network-Settings.extension',
  wifi: 'x-apple.systempreferences:com.apple.wifi-settings-extension',
  proxy: 'x-apple.systempreferences:com.apple.Network-Settings.extension?Proxies',
  vpn: 'x-apple.systempreferences:com.apple.NetworkExtensionSettingsUI.NESettingsUIExtension',
  display: 'x-apple.systempreferences:com.apple.Displays-Settings.extension',
  sound: 'x-apple.systempreferences:com.apple.Sound-Settings.extension',
  microphone: 'x-apple.systempreferences:com.apple.preference.security?Privacy_Microphone',
  camera: 'x-apple.systempreferences:com.apple.preference.security?Privacy_Camera',
  'screen-recording': 'x-apple.systempreferences:com.apple.preference.security?Privacy_ScreenCapture',
  power: 'x-apple.systempreferences:com.apple.Battery-Settings.extension',
  printers: 'x-apple.systempreferences:com.apple.Print-Scan-Settings.extension',
  bluetooth: 'x-apple.systempreferences:com.apple.BluetoothSettings',
  time: 'x-apple.systempreferences:com.apple.Date-Time-Settings.extension',
  startup: 'x-apple.systempreferences:com.apple.LoginItems-Settings.extension',
  protection: 'x-apple.systempreferences:com.apple.settings.PrivacySecurity.extension',
  firewall: 'x-apple.systempreferences:com.apple.Network-Settings.extension?Firewall',
  encryption: 'x-apple.systempreferences:com.apple.preference.security?FileVault',
  'screen-lock': 'x-apple.systempreferences:com.apple.Lock-Screen-Settings.extension',
  about: 'x-apple.systempreferences:com.apple.SystemProfiler.AboutExtension',
};

/** What opens the page here; null where this computer has nothing for it, and then no button is shown. */
export function settingsTarget(
  page: SettingsPage,
  platform: Platform,
  linux: LinuxSettings = linuxSettings(),
): SettingsTarget | null {
  switch (platform) {
    case 'win32':
      return addressOf(windows[page]);
    case 'darwin':
      return addressOf(mac[page]);
    case 'linux':
      return linux(page);
    case 'other':
      return null;
  }
}

function addressOf(address: string | undefined): SettingsTarget | null {
  return address === undefined ? null : { kind: 'address', address };
}
