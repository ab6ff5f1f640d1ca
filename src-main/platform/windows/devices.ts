import { z } from 'zod';
import type { AreaDataOf } from '../../../src-shared/diagnostics/area-schemas.ts';
import { facts, unavailable, type Answer } from '../answer.ts';
import { countOf, nameOf, percentOf } from '../clean.ts';
import { siGraphics } from '../si/devices.ts';
import type { SourceTools } from '../sources.ts';
import { askPowerShell } from './ask-power-shell.ts';

const text = z.string().nullish();

const backupScript =
  '$e="SilentlyContinue";$fh=Get-ItemProperty "HKCU:\\Software\\Microsoft\\Windows\\CurrentVersion\\FileHistory" -ErrorAction $e;' +
  '$wb=Get-WinEvent -FilterHashtable @{LogName="Microsoft-Windows-Backup";Id=4} -MaxEvents 1 -ErrorAction $e;' +
  '@{fh=[string]$fh.ProtectedUpToTime;set=(Test-Path "$env:LOCALAPPDATA\\Microsoft\\Windows\\FileHistory\\Configuration\\Config1.xml");' +
  'wb=if($wb){$wb.TimeCreated.ToUniversalTime().ToString("o")}else{""}}|ConvertTo-Json -Compress';
const backupSchema = z.object({ fh: z.string(), set: z.boolean(), wb: z.string() });

/** File History and the older Windows Backup; copies in a cloud or by other makers leave no trace that all share. */
export async function windowsBackup(tools: SourceTools): Promise<Answer<AreaDataOf['backup']>> {
  const source = 'FileHistory ProtectedUpToTime, Microsoft-Windows-Backup 4';
  const answer = await askPowerShell(tools, source, backupScript, backupSchema);
  if (answer.status !== 'ok') return answer;
  const list: AreaDataOf['backup']['tools'] = [];
  const history = fileTime(answer.data.fh);
  const older = Date.parse(answer.data.wb);
  // File History writes 0 while it works, so no time is not "never"
  if (history !== null) list.push({ tool: 'file-history', keeps: 'files', lastAt: history });
  if (!Number.isNaN(older)) list.push({ tool: 'windows-backup', keeps: 'files', lastAt: countOf(older) });
  if (list.length > 0) return facts(source, { setUp: true, tools: list });
  return answer.data.set
    ? unavailable(source, 'File History is set up, but does not say when it last ran')
    : unavailable(source, 'no trace of a backup that we know; others leave none');
}

/** 100 ns steps since 1601, as epoch ms; 0 is no time. */
export function fileTime(value: string): number | null {
  if (!/^\d{1,19}$/.test(value)) return null;
  const at = Number(BigInt(value) / 10_000n) - 11_644_473_600_000;
  return at > 0 ? countOf(at) : null;
}

const bluetoothScript =
  '$k="{104EA319-6EE2-4701-BD47-8DDBF425BBE5} 2";' +
  '$d=@(Get-PnpDevice -Class Bluetooth -PresentOnly -ErrorAction SilentlyContinue);' +
  '@{a=@($d|Where-Object InstanceId -match "^(USB|PCI|ACPI)\\\\"|Select-Object FriendlyName,@{n="On";e={$_.Status -eq "OK"}});' +
  'd=@($d|Where-Object InstanceId -match "^BTH(ENUM|LE)\\\\DEV_"|Select-Object -First 16 FriendlyName,' +
  '@{n="Charge";e={(Get-PnpDeviceProperty -InstanceId $_.InstanceId -KeyName $k -ErrorAction SilentlyContinue).Data}})}' +
  '|ConvertTo-Json -Depth 3 -Compress';
const bluetoothSchema = z.object({
  a: z.array(z.object({ FriendlyName: text, On: z.boolean().nullish() })),
  d: z.array(z.object({ FriendlyName: text, Charge: z.number().nullish() })),
});

export async function windowsBluetooth(tools: SourceTools): Promise<Answer<AreaDataOf['bluetooth']>> {
  const source = 'Get-PnpDevice -Class Bluetooth';
  const answer = await askPowerShell(tools, source, bluetoothScript, bluetoothSchema);
  if (answer.status !== 'ok') return answer;
  const { a: adapters, d: devices } = answer.data;
  if (adapters.length === 0 && devices.length === 0)
    return unavailable(source, 'this computer has no Bluetooth');
  return facts(source, {
    adapters: adapters
      .slice(0, 16)
      .map(({ FriendlyName, On }) => ({ name: nameOf(FriendlyName), powered: On ?? null })),
    devices: devices.slice(0, 64).map(({ FriendlyName, Charge }) => ({
      name: nameOf(FriendlyName),
      kind: null,
      // paired devices are "present" whether or not they are near; one that tells its charge is
      connected: Charge == null ? null : true,
      batteryPercent: percentOf(Charge),
    })),
  });
}

const cameraScript =
  '@{c=@(Get-PnpDevice -Class Camera,Image -PresentOnly -ErrorAction SilentlyContinue|Select-Object Class,FriendlyName)}' +
  '|ConvertTo-Json -Depth 3 -Compress';
const cameraSchema = z.object({ c: z.array(z.object({ Class: text, FriendlyName: text })) });

/** Older cameras are of the class Image, where scanners are too. */
export async function windowsCameras(tools: SourceTools): Promise<Answer<AreaDataOf['cameras']>> {
  const source = 'Get-PnpDevice -Class Camera,Image';
  const answer = await askPowerShell(tools, source, cameraScript, cameraSchema);
  if (answer.status !== 'ok') return answer;
  const cameras = answer.data.c
    .filter((device) => device.Class === 'Camera' || /cam/i.test(device.FriendlyName ?? ''))
    .map((device) => ({ name: nameOf(device.FriendlyName) }));
  return cameras.length > 0
    ? facts(source, { cameras: cameras.slice(0, 32) })
    : unavailable(source, 'this computer has no camera');
}

const driverScript =
  '@{v=@(Get-CimInstance Win32_VideoController|Select-Object Name,' +
  '@{n="Date";e={$_.DriverDate.ToUniversalTime().ToString("yyyy-MM-dd")}})}|ConvertTo-Json -Depth 3 -Compress';
const driverSchema = z.object({ v: z.array(z.object({ Name: text, Date: text })) });

/** The library's list with the date of each driver (DSP-02). */
export async function windowsGraphics(tools: SourceTools): Promise<Answer<AreaDataOf['graphics']>> {
  const source = 'Win32_VideoController';
  const [answer, dates] = await Promise.all([
    siGraphics(),
    askPowerShell(tools, source, driverScript, driverSchema, 2500),
  ]);
  if (answer.status !== 'ok' || dates.status !== 'ok') return answer;
  const controllers = answer.data.controllers.map((card) => {
    const same = dates.data.v.find(({ Name }) => nameOf(Name) === card.model);
    return { ...card, driverDate: nameOf(same?.Date) ?? card.driverDate };
  });
  return facts(`${answer.source}, ${source}`, { ...answer.data, controllers });
}
