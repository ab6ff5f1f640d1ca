import { z } from 'zod';
import type { AreaDataOf } from '../../../src-shared/diagnostics/area-schemas.ts';
import { failed, facts, unavailable, type Answer } from '../answer.ts';
import { moment } from '../certificate-files.ts';
import { nameOf } from '../clean.ts';
import type { SourceTools } from '../sources.ts';
import { askPowerShell } from './ask-power-shell.ts';
import { powerShellTable } from './power-shell-table.ts';

type Firmware = AreaDataOf['firmware'];
type Encryption = AreaDataOf['encryption'];

const source =
  'PEFirmwareType, UEFISecureBootEnabled, UEFICA2023Status, Win32_Tpm, Win32_PnPEntity, Win32_BIOS';
const control = String.raw`HKLM:\SYSTEM\CurrentControlSet\Control`;

const fields = [
  `k=(Get-ItemProperty ${control}).PEFirmwareType`,
  String.raw`s=(Get-ItemProperty ${control}\SecureBoot\State).UEFISecureBootEnabled`,
  String.raw`c=(Get-ItemProperty ${control}\SecureBoot\Servicing|Select-Object UEFICA2023Status,UEFICA2023Error,WindowsUEFICA2023Capable)`,
  'd=@(Get-CimInstance Win32_PnPEntity -Filter "PNPClass=\'SecurityDevices\'"|Select-Object HardwareID,ConfigManagerErrorCode)',
  't=(Get-CimInstance -Namespace root/cimv2/Security/MicrosoftTpm -ClassName Win32_Tpm|Select-Object SpecVersion,IsEnabled_InitialValue,IsActivated_InitialValue)',
  'b=(Get-CimInstance Win32_BIOS).ReleaseDate.ToUniversalTime().ToString("o")',
];

const answerSchema = z.object({
  k: z.number().nullish(),
  s: z.number().nullish(),
  c: z
    .object({
      UEFICA2023Status: z.string().nullish(),
      UEFICA2023Error: z.number().nullish(),
      WindowsUEFICA2023Capable: z.number().nullish(),
    })
    .nullish(),
  d: z
    .array(
      z.object({
        HardwareID: z.array(z.string()).nullish(),
        ConfigManagerErrorCode: z.number().nullish(),
      }),
    )
    .nullish(),
  t: z
    .object({
      SpecVersion: z.string().nullish(),
      IsEnabled_InitialValue: z.boolean().nullish(),
      IsActivated_InitialValue: z.boolean().nullish(),
    })
    .nullish(),
  b: z.string().nullish(),
});
type Said = z.infer<typeof answerSchema>;

export async function windowsFirmware(tools: SourceTools): Promise<Answer<Firmware>> {
  const answer = await askPowerShell(tools, source, powerShellTable(fields), z.unknown());
  if (answer.status !== 'ok') return answer;
  const firmware = parseFirmware(answer.data);
  return firmware ? facts(source, firmware) : failed(source, 'the answer could not be read');
}

export function parseFirmware(answer: unknown): Firmware | null {
  const parsed = answerSchema.safeParse(answer);
  if (!parsed.success) return null;
  const said = parsed.data;
  const kind = said.k === 2 ? 'uefi' : said.k === 1 ? 'bios' : null;
  return {
    kind,
    secureBoot: kind === 'bios' ? false : said.s == null ? null : said.s === 1,
    certificates2023: certificatesOf(said),
    ...tpmOf(said),
    madeAt: moment(said.b),
  };
}

/**
 * Updates write how far they are: NotStarted, InProgress, Updated. "Capable" is 2 where the computer already starts by
 * the new certificates; where neither is written they are not in the firmware's list (Microsoft's deployment guide).
 */
function certificatesOf({ s, c }: Said): Firmware['certificates2023'] {
  if (s !== 1) return null;
  if (c?.UEFICA2023Status === 'Updated' || c?.WindowsUEFICA2023Capable === 2) return 'updated';
  if ((c?.UEFICA2023Error ?? 0) !== 0) return 'failed';
  return c?.UEFICA2023Status === 'InProgress' ? 'in-progress' : 'not-started';
}

/** Only an administrator may ask the chip itself; everybody may see it among the devices, by number and version. */
function tpmOf({ t, d, b }: Said): Pick<Firmware, 'tpmPresent' | 'tpmReady' | 'tpmVersion'> {
  const device = d?.find(({ HardwareID }) => versionOf(HardwareID ?? []) !== null);
  const version = nameOf(t?.SpecVersion?.split(',')[0]) ?? versionOf(device?.HardwareID ?? []);
  if (t != null) {
    const { IsEnabled_InitialValue: enabled, IsActivated_InitialValue: activated } = t;
    const ready = enabled == null || activated == null ? null : enabled && activated;
    return { tpmPresent: true, tpmReady: ready, tpmVersion: version };
  }
  if (device) {
    const { ConfigManagerErrorCode: problem } = device;
    return { tpmPresent: true, tpmReady: problem == null ? null : problem === 0, tpmVersion: version };
  }
  // That no device is listed says something only where the system answers such questions at all.
  return { tpmPresent: b == null ? null : false, tpmReady: null, tpmVersion: null };
}

function versionOf(hardware: readonly string[]): string | null {
  const all = hardware.join(' ').toUpperCase();
  if (all.includes('MSFT0101') || all.includes('VEN_MSFT&DEV_0101')) return '2.0';
  return all.includes('PNP0C31') ? '1.2' : null;
}

const encryptionSource = 'System.Volume.BitLockerProtection';

/** The shell's own property of the system drive, which needs no administrator, unlike manage-bde. */
export async function windowsEncryption(tools: SourceTools): Promise<Answer<Encryption>> {
  const script = powerShellTable([
    "p=(New-Object -ComObject Shell.Application).NameSpace($env:SystemDrive).Self.ExtendedProperty('System.Volume.BitLockerProtection')",
  ]);
  const answer = await askPowerShell(tools, encryptionSource, script, z.unknown());
  if (answer.status !== 'ok') return answer;
  const state = parseBitLocker(answer.data);
  if (state === null) return unavailable(encryptionSource, 'this Windows does not tell how its disk is kept');
  return facts(encryptionSource, {
    state,
    method: state === 'plain' ? null : 'BitLocker',
    homeEncrypted: null,
  });
}

/** 1 on, 2 off, 3 being encrypted, 4 being decrypted, 5 suspended, 6 locked, 8 on but its key lies open; 0 cannot be. */
export function parseBitLocker(answer: unknown): Encryption['state'] {
  const parsed = z.object({ p: z.number() }).safeParse(answer);
  switch (parsed.success ? parsed.data.p : null) {
    case 1:
    case 6:
      return 'encrypted';
    case 0:
    case 2:
      return 'plain';
    case 3:
      return 'encrypting';
    case 4:
      return 'decrypting';
    case 5:
    case 8:
      return 'paused';
    default:
      return null;
  }
}
