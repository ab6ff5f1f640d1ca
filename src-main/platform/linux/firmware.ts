import type { AreaDataOf } from '../../../src-shared/diagnostics/area-schemas.ts';
import { facts, unavailable, type Answer } from '../answer.ts';
import { nameOf } from '../clean.ts';
import { firmwareDate } from '../firmware-date.ts';
import type { SourceTools } from '../sources.ts';
import type { SystemFiles } from '../system-files.ts';

const source = '/sys/firmware, /sys/class/tpm, /sys/class/dmi/id';
/** EFI's own number, in the names of its variables. */
const GLOBAL = '8be4df61-93ca-11d2-aa0d-00e098032b8c';

export async function linuxFirmware({ files }: SourceTools): Promise<Answer<AreaDataOf['firmware']>> {
  const [kind, secureBoot, tpm, madeAt] = await Promise.all([
    kindOf(files),
    secureBootOf(files),
    tpmOf(files),
    files.text('/sys/class/dmi/id/bios_date').then(firmwareDate),
  ]);
  if (kind === null && tpm.tpmPresent !== true && madeAt === null)
    return unavailable(source, 'the system does not show its firmware');
  return facts(source, {
    kind,
    secureBoot: kind === 'bios' ? false : secureBoot,
    certificates2023: null,
    ...tpm,
    madeAt,
  });
}

/** Containers hide the whole folder, boards without either have no "acpi". */
async function kindOf(files: SystemFiles): Promise<AreaDataOf['firmware']['kind']> {
  if (await files.exists('/sys/firmware/efi')) return 'uefi';
  return (await files.exists('/sys/firmware/acpi')) || (await files.exists('/sys/firmware/dmi'))
    ? 'bios'
    : null;
}

async function secureBootOf(files: SystemFiles): Promise<boolean | null> {
  return parseSecureBoot(await files.bytes(`/sys/firmware/efi/efivars/SecureBoot-${GLOBAL}`));
}

/** Four bytes of attributes, then the value itself: 1 is on. */
export function parseSecureBoot(bytes: Uint8Array | null): boolean | null {
  if (bytes === null || bytes.length !== 5) return null;
  return bytes[4] === 1 ? true : bytes[4] === 0 ? false : null;
}

type Tpm = Pick<AreaDataOf['firmware'], 'tpmPresent' | 'tpmReady' | 'tpmVersion'>;

/** The kernel lists a chip only when its driver works; version 2 adds tpmrm0, through which programs use it. */
async function tpmOf(files: SystemFiles): Promise<Tpm> {
  const present = await files.exists('/sys/class/tpm/tpm0');
  if (!present) {
    const known = await files.exists('/sys/class');
    return { tpmPresent: known ? false : null, tpmReady: null, tpmVersion: null };
  }
  const major = (await files.text('/sys/class/tpm/tpm0/tpm_version_major'))?.trim();
  const manager = await files.exists('/dev/tpmrm0');
  const version = major === '2' || manager ? '2.0' : major === '1' ? '1.2' : null;
  return { tpmPresent: true, tpmReady: version === '2.0' ? manager : null, tpmVersion: nameOf(version) };
}
