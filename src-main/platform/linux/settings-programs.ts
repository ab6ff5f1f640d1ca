import { accessSync, constants } from 'node:fs';
import { join } from 'node:path';
import type { SettingsPage } from '../../../src-shared/settings-page.ts';

/** A program that shows a page, absolute, with the words it needs; null where none is installed. */
export type LinuxSettings = (
  page: SettingsPage,
) => { readonly kind: 'program'; readonly program: string; readonly args: readonly string[] } | null;

export interface LinuxSettingsPorts {
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Where programs of the system stand; PATH is not asked, since anybody could put a program into it. */
  readonly folders: readonly string[];
}

type Words = readonly [program: string, ...args: string[]];
type Pages = Readonly<Partial<Record<SettingsPage, readonly Words[]>>>;

const panel = (name: string): readonly Words[] => [['gnome-control-center', name]];
const kcm = (name: string): readonly Words[] => [
  ['systemsettings', name],
  ['systemsettings5', name],
];
const cinnamonModule = (name: string): readonly Words[] => [['cinnamon-settings', name]];

const gnome: Pages = {
  updates: [['gnome-software', '--mode=updates']],
  network: panel('network'),
  wifi: panel('wifi'),
  proxy: panel('network'),
  vpn: panel('network'),
  display: panel('display'),
  sound: panel('sound'),
  power: panel('power'),
  printers: panel('printers'),
  bluetooth: panel('bluetooth'),
  time: [...panel('datetime'), ...panel('system')],
  programs: panel('applications'),
  'screen-lock': [...panel('privacy'), ...panel('screen')],
  about: [...panel('info-overview'), ...panel('system')],
};

const plasma: Pages = {
  updates: [['plasma-discover', '--mode', 'update']],
  network: kcm('kcm_networkmanagement'),
  wifi: kcm('kcm_networkmanagement'),
  vpn: kcm('kcm_networkmanagement'),
  proxy: kcm('kcm_proxy'),
  display: kcm('kcm_kscreen'),
  sound: kcm('kcm_pulseaudio'),
  microphone: kcm('kcm_pulseaudio'),
  power: kcm('kcm_powerdevilprofilesconfig'),
  printers: kcm('kcm_printer_manager'),
  bluetooth: kcm('kcm_bluetooth'),
  time: kcm('kcm_clock'),
  startup: kcm('kcm_autostart'),
  'screen-lock': kcm('kcm_screenlocker'),
  about: kcm('kcm_about-distro'),
};

const cinnamon: Pages = {
  updates: [['mintupdate']],
  network: cinnamonModule('network'),
  wifi: cinnamonModule('network'),
  vpn: cinnamonModule('network'),
  proxy: cinnamonModule('network'),
  display: cinnamonModule('display'),
  sound: cinnamonModule('sound'),
  power: cinnamonModule('power'),
  time: cinnamonModule('calendar'),
  startup: cinnamonModule('startup'),
  'screen-lock': cinnamonModule('screensaver'),
  about: cinnamonModule('info'),
};

const xfce: Pages = {
  display: [['xfce4-display-settings']],
  power: [['xfce4-power-manager-settings']],
  startup: [['xfce4-session-settings']],
  'screen-lock': [['xfce4-screensaver-preferences']],
  about: [['xfce4-about']],
};

const mate: Pages = {
  display: [['mate-display-properties']],
  power: [['mate-power-preferences']],
  sound: [['mate-volume-control']],
  startup: [['mate-session-properties']],
  'screen-lock': [['mate-screensaver-preferences']],
  about: [['mate-system-monitor', '--show-system-tab']],
};

/** Programs that work on any desktop; tried after the desktop's own. */
const anywhere: Pages = {
  storage: [['baobab'], ['filelight'], ['gnome-disks']],
  updates: [['update-manager'], ['gnome-software', '--mode=updates']],
  network: [['nm-connection-editor']],
  wifi: [['nm-connection-editor']],
  vpn: [['nm-connection-editor']],
  sound: [['pavucontrol']],
  microphone: [['pavucontrol', '--tab=4']],
  printers: [['system-config-printer']],
  bluetooth: [['blueman-manager']],
  firewall: [['gufw'], ['firewall-config']],
};

/** By the names that desktops give themselves in XDG_CURRENT_DESKTOP. */
const desktops: Readonly<Record<string, Pages>> = {
  gnome,
  unity: gnome,
  'gnome-classic': gnome,
  kde: plasma,
  'x-cinnamon': cinnamon,
  xfce,
  mate,
};

const systemFolders = ['/usr/bin', '/usr/local/bin', '/bin', '/run/current-system/sw/bin'];

/** Looks for the program of each page when it is asked for, so that one installed meanwhile is found. */
export function linuxSettings(
  ports: LinuxSettingsPorts = { env: process.env, folders: systemFolders },
): LinuxSettings {
  return (page) => {
    const { env } = ports;
    if (!env['DISPLAY'] && !env['WAYLAND_DISPLAY']) return null; // nowhere to show it
    const own = (env['XDG_CURRENT_DESKTOP'] ?? '')
      .toLowerCase()
      .split(':')
      .flatMap((name) => (Object.hasOwn(desktops, name) ? (desktops[name]?.[page] ?? []) : []));
    for (const [program, ...args] of [...own, ...(anywhere[page] ?? [])]) {
      const place = ports.folders.map((folder) => join(folder, program)).find(mayRun);
      if (place !== undefined) return { kind: 'program', program: place, args };
    }
    return null;
  };
}

function mayRun(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
