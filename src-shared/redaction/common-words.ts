/**
 * Names that point to nobody: accounts every system has, factory texts, folders and volume labels everybody has.
 * They are not learnt as secrets, because hiding "home" or "system" everywhere would hide the facts.
 */
const commonNames = new Set(
  (
    'root admin administrator user users guest system default public owner home office work local localhost ' +
    'localdomain local workgroup computer desktop laptop notebook server client windows linux macos debian ubuntu fedora ' +
    'network internet wifi wi-fi wlan lan service support test none unknown generic standard shared ' +
    'corp inc ltd gmbh llc com net org int ' +
    'host label domain serial uuid mac ssid mail sid printer display screen audio usb disk drive data'
  ).split(' '),
);

const factoryTexts = new Set([
  'to be filled by o.e.m.',
  'default string',
  'none',
  'not specified',
  'not applicable',
  'n/a',
  'system serial number',
  'chassis serial number',
  'base board serial number',
  'unknown',
  'invalid',
  '0',
  '-',
  '.',
  '123456789',
  '0123456789',
  '00000000',
  '000000000000',
  '0000000000',
  'o.e.m.',
  'serial',
  'oem',
  'not available',
  'no asset information',
]);

const commonSegments = new Set(
  (
    'home users media mnt run boot efi esp var tmp srv opt usr lib lib64 log cache local root volumes system data snap ' +
    'docker containers containerd overlay2 dev shm sys proc etc private vm preboot update library applications ' +
    'recovery windows program files programdata shared public default storage backup nix store gnu varlib'
  ).split(' '),
);

const commonLabels = new Set([
  'system',
  'windows',
  'os',
  'data',
  'boot',
  'efi',
  'esp',
  'recovery',
  'root',
  'home',
  'swap',
  'local disk',
  'macintosh hd',
  'macintosh hd - data',
  'system reserved',
  'win re tools',
  'winretools',
  'rootfs',
  'bootfs',
  'firmware',
  'backup',
  'untitled',
  'new volume',
  'usb',
  'usb drive',
  'usb disk',
  'no name',
  'pdf',
  'microsoft print to pdf',
  'microsoft xps document writer',
  'fax',
  'onenote',
  'onenote (desktop)',
  'onenote for windows 10',
  'printer',
  'cups-pdf',
]);

export const isCommonName = (value: string): boolean => commonNames.has(value.trim().toLowerCase());
export const isFactoryText = (value: string): boolean => factoryTexts.has(value.trim().toLowerCase());
export const isCommonLabel = (value: string): boolean => commonLabels.has(value.trim().toLowerCase());

/** A folder everybody has, a drive letter, or nothing. */
export function isCommonSegment(value: string): boolean {
  return value === '' || /^[A-Za-z]:$/.test(value) || commonSegments.has(value.toLowerCase());
}
