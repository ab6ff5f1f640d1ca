import { arch, hostname, release, userInfo } from 'node:os';
import type { AreaDataOf } from '../../../src-shared/diagnostics/area-schemas.ts';
import { facts, type Answer } from '../answer.ts';
import { countOf, nameOf } from '../clean.ts';
import type { ClockState, SourceTools } from '../sources.ts';
import { chassisName } from './chassis.ts';
import { keyValues } from './parse-text.ts';

const dmi = '/sys/class/dmi/id';

/** Firmware's own description; serial and UUID need root and are null otherwise. */
export async function linuxSystem({
  files,
  run,
  signal,
}: SourceTools): Promise<Answer<AreaDataOf['system']>> {
  const read = async (name: string) => nameOf(await files.text(`${dmi}/${name}`));
  const names = [
    'sys_vendor',
    'product_name',
    'product_version',
    'product_serial',
    'product_uuid',
    'chassis_type',
    'board_vendor',
    'board_name',
    'bios_vendor',
    'bios_version',
    'bios_date',
  ] as const;
  const [
    vendor,
    product,
    version,
    serial,
    uuid,
    chassis,
    boardVendor,
    boardName,
    biosVendor,
    biosVersion,
    biosDate,
  ] = await Promise.all(names.map(read));
  const virtual = await virtualKind({ files, run, signal });
  const tree = nameOf(await files.text('/proc/device-tree/model')); // single-board computers have no DMI
  return facts(`${dmi}, systemd-detect-virt`, {
    manufacturer: vendor ?? null,
    // Lenovo writes its part number into the name and the name into the version.
    model: (/lenovo/i.test(vendor ?? '') ? version : null) ?? product ?? tree,
    serial: serial ?? nameOf(await files.text('/proc/device-tree/serial-number')),
    uuid: uuid ?? null,
    chassis: chassisName(chassis),
    virtual: virtual === null ? null : virtual !== 'none',
    virtualKind: virtual === 'none' ? null : virtual,
    boardManufacturer: boardVendor ?? null,
    boardModel: boardName ?? null,
    biosVendor: biosVendor ?? null,
    biosVersion: biosVersion ?? null,
    biosDate: biosDate ?? null,
  });
}

/** "kvm", "docker" …, "none", or null when nothing tells. */
async function virtualKind({
  files,
  run,
  signal,
}: Pick<SourceTools, 'files' | 'run' | 'signal'>): Promise<string | null> {
  const outcome = await run('systemd-detect-virt', [], { limitMs: 1000, signal });
  const said = outcome.status === 'ok' ? outcome.text.trim() : '';
  if (said !== '' && said !== 'none') return nameOf(said);
  const cpu = await files.text('/proc/cpuinfo');
  if (cpu !== null && /^flags\s*:.*\bhypervisor\b/m.test(cpu)) return 'hypervisor';
  return said === 'none' || cpu !== null ? 'none' : null;
}

export async function linuxOs({ files, env }: SourceTools): Promise<Answer<AreaDataOf['os']>> {
  const text = (await files.text('/etc/os-release')) ?? (await files.text('/usr/lib/os-release')) ?? '';
  const info = keyValues(text);
  const debianLike = /\b(?:debian|ubuntu)\b/.test(`${info.get('ID') ?? ''} ${info.get('ID_LIKE') ?? ''}`);
  const marked =
    (await files.exists('/run/reboot-required')) || (await files.exists('/var/run/reboot-required'));
  const [open, , max] = ((await files.text('/proc/sys/fs/file-nr')) ?? '').trim().split(/\s+/);
  const host = hostname();
  return facts('/etc/os-release, /proc/sys/fs/file-nr', {
    name: nameOf(info.get('NAME')),
    id: nameOf(info.get('ID')?.toLowerCase()),
    version: nameOf(info.get('VERSION_ID')),
    codename: nameOf(info.get('VERSION_CODENAME')),
    build: nameOf(info.get('BUILD_ID')),
    kernel: nameOf(release()),
    arch: arch(),
    hostName: nameOf(host),
    userName: nameOf(userNameOf()),
    domain: domainOf(host, await files.text('/proc/sys/kernel/domainname')),
    sessionType:
      nameOf(env['XDG_SESSION_TYPE']) ?? (env['WAYLAND_DISPLAY'] ? 'wayland' : env['DISPLAY'] ? 'x11' : null),
    desktop: nameOf(env['XDG_CURRENT_DESKTOP']),
    // Only the Debian family leaves this mark, so its absence says something only there.
    restartRequired: marked ? true : debianLike ? false : null,
    filesOpen: countOf(open),
    filesMax: fileLimit(max),
  });
}

/** Clock state from timesyncd; null where the system does not use it. */
export async function linuxClock({ files, run, signal }: SourceTools): Promise<Answer<ClockState>> {
  const outcome = await run('timedatectl', ['show', '-p', 'NTP', '-p', 'NTPSynchronized'], {
    limitMs: 1500,
    signal,
  });
  const said = keyValues(outcome.status === 'ok' ? outcome.text : '');
  const marked = (await files.exists('/run/systemd/timesync/synchronized')) ? true : null;
  return facts('timedatectl show', {
    synchronised: yesNo(said.get('NTPSynchronized')) ?? marked,
    serviceActive: yesNo(said.get('NTP')),
  });
}

export function userNameOf(): string | null {
  try {
    return userInfo().username;
  } catch {
    return null; // an account without an entry in the user database
  }
}

function domainOf(host: string, kernelDomain: string | null): string | null {
  const [, ...rest] = host.split('.');
  if (rest.length > 0) return nameOf(rest.join('.'));
  const domain = nameOf(kernelDomain);
  return domain === '(none)' ? null : domain;
}

// The kernel writes 2^63-1 for "no limit".
function fileLimit(text: string | undefined): number | null {
  const limit = countOf(text);
  return limit !== null && limit < 1e12 ? limit : null;
}

function yesNo(text: string | undefined): boolean | null {
  return text === 'yes' ? true : text === 'no' ? false : null;
}
