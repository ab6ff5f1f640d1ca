import { z } from 'zod';
import type { AreaDataOf } from '../../../src-shared/diagnostics/area-schemas.ts';
import type { Pool } from '../../../src-shared/diagnostics/hardware-areas.ts';
import { facts, notAnswered, unavailable, type Answer } from '../answer.ts';
import { countOf, figureOf, nameOf } from '../clean.ts';
import type { DiskTotals, MemoryState, ProcessSample, SourceTools, ThermalState } from '../sources.ts';
import { askPowerShell } from './ask-power-shell.ts';

const number = z.number().nullish();
const text = z.string().nullish();

const poolScript =
  '@{p=@(Get-StoragePool -IsPrimordial $false -ErrorAction SilentlyContinue|' +
  'Select-Object FriendlyName,@{n="Health";e={$_.HealthStatus.ToString()}},' +
  '@{n="Disks";e={@($_|Get-PhysicalDisk).Count}},' +
  '@{n="Down";e={@($_|Get-PhysicalDisk|Where-Object HealthStatus -ne "Healthy").Count}})}' +
  '|ConvertTo-Json -Depth 3 -Compress';
const poolSchema = z.object({
  p: z.array(z.object({ FriendlyName: text, Health: text, Disks: number, Down: number })),
});

export async function windowsPools(tools: SourceTools): Promise<Answer<AreaDataOf['pools']>> {
  const source = 'Get-StoragePool';
  const answer = await askPowerShell(tools, source, poolScript, poolSchema);
  if (answer.status !== 'ok') return answer;
  const pools = answer.data.p.slice(0, 64).map((pool): Pool => ({
    kind: 'storage-spaces',
    name: nameOf(pool.FriendlyName),
    state: poolState(pool.Health ?? ''),
    disks: countOf(pool.Disks),
    disksDown: countOf(pool.Down),
    errors: null,
  }));
  return pools.length > 0
    ? facts(source, { pools })
    : unavailable(source, 'this computer has no group of disks');
}

function poolState(health: string): Pool['state'] {
  switch (health) {
    case 'Healthy':
      return 'healthy';
    case 'Warning':
      return 'degraded';
    case 'Unhealthy':
      return 'failed';
    default:
      return null;
  }
}

const memoryScript =
  '$e="SilentlyContinue";$log=@{LogName="System";StartTime=(Get-Date).AddDays(-7)};' +
  '$whea={param($id) @(Get-WinEvent -FilterHashtable ($log+@{ProviderName="Microsoft-Windows-WHEA-Logger";Id=$id}) -ErrorAction $e).Count};' +
  '$test=@(Get-WinEvent -FilterHashtable @{LogName="System";ProviderName="Microsoft-Windows-MemoryDiagnostics-Results"} -MaxEvents 1 -ErrorAction $e);' +
  '$os=Get-CimInstance Win32_OperatingSystem;' +
  '@{m=@(Get-CimInstance Win32_PhysicalMemory|Select-Object DeviceLocator,Capacity,SMBIOSMemoryType,ConfiguredClockSpeed,Manufacturer,PartNumber,SerialNumber);' +
  'total=$os.TotalVirtualMemorySize;free=$os.FreeVirtualMemory;' +
  'out=(Get-CimInstance Win32_PerfRawData_PerfOS_Memory -ErrorAction $e).PagesOutputPersec;' +
  'fixed=(& $whea 47);fatal=(& $whea 46);test=$test.Id}|ConvertTo-Json -Depth 3 -Compress';
const memorySchema = z.object({
  m: z.array(
    z.object({
      DeviceLocator: text,
      Capacity: number,
      SMBIOSMemoryType: number,
      ConfiguredClockSpeed: number,
      Manufacturer: text,
      PartNumber: text,
      SerialNumber: text,
    }),
  ),
  total: number,
  free: number,
  out: number,
  fixed: number,
  fatal: number,
  test: z.union([number, z.array(number)]),
});

/** Types of the SMBIOS standard; others are shown as nothing. */
const memoryKinds: Readonly<Record<number, string>> = {
  24: 'DDR3',
  26: 'DDR4',
  30: 'LPDDR4',
  34: 'DDR5',
  35: 'LPDDR5',
};

/** Virtual memory of Win32_OperatingSystem is the commit limit and what of it is left, in KB. */
export async function windowsMemoryHealth(tools: SourceTools): Promise<Answer<MemoryState>> {
  const source = 'Win32_PhysicalMemory, Win32_OperatingSystem, WHEA-Logger';
  const answer = await askPowerShell(tools, source, memoryScript, memorySchema);
  if (answer.status !== 'ok') return answer;
  const { m, total, free, out, fixed, fatal, test } = answer.data;
  const kb = (value: number | null | undefined) => (value == null ? null : countOf(value * 1024));
  const limit = kb(total);
  const left = kb(free);
  return facts(source, {
    modules: m.slice(0, 64).map((module) => ({
      slot: nameOf(module.DeviceLocator),
      sizeBytes: countOf(module.Capacity),
      kind: memoryKinds[module.SMBIOSMemoryType ?? 0] ?? null,
      speedMts: figureOf(module.ConfiguredClockSpeed, 1, 1e6),
      manufacturer: nameOf(module.Manufacturer),
      part: nameOf(module.PartNumber),
      serial: nameOf(module.SerialNumber),
    })),
    correctedErrors: countOf(fixed),
    uncorrectedErrors: countOf(fatal),
    brokenBytes: null,
    memoryTest: testResult(Array.isArray(test) ? test[0] : test),
    commitBytes: limit === null || left === null ? null : Math.max(0, limit - left),
    commitLimitBytes: limit,
    swappedOutBytes: out == null ? null : countOf(out * 4096),
  });
}

// Events of MemoryDiagnostics-Results: 1101 and 1201 found nothing, 1102 and 1202 found errors.
function testResult(id: number | null | undefined): MemoryState['memoryTest'] {
  if (id === 1101 || id === 1201) return 'passed';
  return id === 1102 || id === 1202 ? 'failed' : null;
}

const thermalScript =
  '@{n=@(Get-WinEvent -FilterHashtable @{LogName="System";ProviderName="Microsoft-Windows-Kernel-Processor-Power";' +
  'Id=37;StartTime=(Get-Date).AddDays(-1)} -ErrorAction SilentlyContinue).Count}|ConvertTo-Json -Compress';

/** Thermometers and fans of most boards tell only the maker's own programs. */
export async function windowsThermal(tools: SourceTools): Promise<Answer<ThermalState>> {
  const source = 'Kernel-Processor-Power 37';
  const answer = await askPowerShell(tools, source, thermalScript, z.object({ n: z.number() }));
  if (answer.status !== 'ok') return answer;
  return facts(source, {
    sensors: [],
    fans: [],
    throttleCount: null,
    speedLimitPercent: null,
    slowedEvents: countOf(answer.data.n),
  });
}

const counterScript =
  '@{d=@(Get-CimInstance Win32_PerfRawData_PerfDisk_PhysicalDisk|Where-Object Name -ne "_Total"|Select-Object Name,' +
  'DiskReadsPersec,DiskWritesPersec,DiskReadBytesPersec,DiskWriteBytesPersec,AvgDisksecPerRead,AvgDisksecPerWrite,' +
  'PercentIdleTime,PercentIdleTime_Base,Frequency_PerfTime)}|ConvertTo-Json -Depth 3 -Compress';
const counterSchema = z.object({
  d: z.array(
    z.object({
      Name: z.string(),
      DiskReadsPersec: number,
      DiskWritesPersec: number,
      DiskReadBytesPersec: number,
      DiskWriteBytesPersec: number,
      AvgDisksecPerRead: number,
      AvgDisksecPerWrite: number,
      PercentIdleTime: number,
      PercentIdleTime_Base: number,
      Frequency_PerfTime: number,
    }),
  ),
});

/** Raw counters: their names say "per second", but each is a sum since the start. */
export async function windowsDiskCounters(tools: SourceTools): Promise<Answer<readonly DiskTotals[]>> {
  const source = 'Win32_PerfRawData_PerfDisk_PhysicalDisk';
  const answer = await askPowerShell(tools, source, counterScript, counterSchema, 4000);
  if (answer.status !== 'ok') return answer;
  const disks = answer.data.d.flatMap((row): DiskTotals[] => {
    const device = nameOf(row.Name);
    if (device === null) return [];
    const perMs = (row.Frequency_PerfTime ?? 1e7) / 1000;
    // 100 ns each; busy is what was not idle
    const idle = row.PercentIdleTime ?? 0;
    return [
      {
        device,
        reads: row.DiskReadsPersec ?? 0,
        writes: row.DiskWritesPersec ?? 0,
        readBytes: row.DiskReadBytesPersec ?? 0,
        writtenBytes: row.DiskWriteBytesPersec ?? 0,
        readMs: (row.AvgDisksecPerRead ?? 0) / perMs,
        writeMs: (row.AvgDisksecPerWrite ?? 0) / perMs,
        busyMs: ((row.PercentIdleTime_Base ?? 0) - idle) / 10_000,
      },
    ];
  });
  return disks.length > 0
    ? facts(source, disks.slice(0, 64))
    : unavailable(source, 'the system does not tell what its disks do');
}

const plans: Readonly<Record<string, AreaDataOf['power']['plan']>> = {
  'a1841308-3541-4fab-bc81-f71556f20b4a': 'saver',
  '381b4222-f694-41f0-9685-ff5bb260df2e': 'balanced',
  '8c5e7fda-e8bf-4a96-9a85-a6e23a8c635c': 'performance',
  'e9a42b02-d5df-448d-aa00-03f14749eb61': 'performance',
};

/** The plan's name is translated, its number is not. */
export function parseScheme(text: string): AreaDataOf['power']['plan'] {
  const id = /\b[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}\b/i.exec(text)?.[0]?.toLowerCase();
  return id === undefined ? null : (plans[id] ?? 'other');
}

// Batteries of a UPS on USB are batteries to Windows; without any the computer is plugged in.
const mainsScript =
  '@{b=@(Get-CimInstance -Namespace root/wmi -ClassName BatteryStatus -ErrorAction SilentlyContinue|' +
  'Select-Object PowerOnline)}|ConvertTo-Json -Depth 3 -Compress';
const mainsSchema = z.object({ b: z.array(z.object({ PowerOnline: z.boolean().nullish() })) });

export async function windowsPower(tools: SourceTools): Promise<Answer<AreaDataOf['power']>> {
  const source = 'powercfg /getactivescheme, BatteryStatus';
  const [scheme, mains] = await Promise.all([
    tools.run('powercfg.exe', ['/getactivescheme'], { limitMs: 2000, signal: tools.signal }),
    askPowerShell(tools, source, mainsScript, mainsSchema, 5000),
  ]);
  if (scheme.status !== 'ok') return notAnswered(source, scheme);
  const batteries = mains.status === 'ok' ? mains.data.b : null;
  return facts(source, {
    plan: parseScheme(scheme.text),
    onMains:
      batteries === null
        ? null
        : batteries.length === 0 || batteries.some(({ PowerOnline }) => PowerOnline === true),
    ups: [],
  });
}

const timesScript =
  '@{p=@(Get-CimInstance Win32_Process -Property ProcessId,Name,KernelModeTime,UserModeTime|' +
  'Where-Object ProcessId -ne 0|Select-Object -First 4000 ProcessId,Name,' +
  '@{n="T";e={$_.KernelModeTime+$_.UserModeTime}})}|ConvertTo-Json -Depth 3 -Compress';
const timesSchema = z.object({
  p: z.array(z.object({ ProcessId: z.number(), Name: text, T: number })),
});

/** Steps of 100 ns over all cores. */
export async function windowsProcessTimes(tools: SourceTools): Promise<Answer<readonly ProcessSample[]>> {
  const source = 'Win32_Process';
  const answer = await askPowerShell(tools, source, timesScript, timesSchema, 4000);
  if (answer.status !== 'ok') return answer;
  const samples = answer.data.p.flatMap((one): ProcessSample[] => {
    const name = nameOf(one.Name);
    const time = figureOf(one.T, 0, 1e18);
    if (name === null || time === null) return [];
    const known = { pid: one.ProcessId, name, cpuSeconds: time / 1e7 };
    return [{ ...known, corePercent: null, memoryBytes: null, runningSeconds: null }];
  });
  return facts(source, samples);
}
