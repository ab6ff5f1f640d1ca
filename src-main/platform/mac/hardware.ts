import { z } from 'zod';
import type { AreaDataOf } from '../../../src-shared/diagnostics/area-schemas.ts';
import type { Pool, Ups } from '../../../src-shared/diagnostics/hardware-areas.ts';
import { denied, failed, facts, notAnswered, unavailable, type Answer } from '../answer.ts';
import { countOf, figureOf, nameOf, percentOf } from '../clean.ts';
import { jsonOrNull } from '../json-or-null.ts';
import { siBattery } from '../si/devices.ts';
import type { MemoryState, SourceTools, ThermalState } from '../sources.ts';

const profiler = '/usr/sbin/system_profiler';

async function profile<T extends z.ZodType>(
  { run, signal }: SourceTools,
  type: string,
  schema: T,
): Promise<Answer<z.infer<T>>> {
  const source = `system_profiler ${type}`;
  const outcome = await run(profiler, [type, '-json'], { limitMs: 6000, signal });
  if (outcome.status !== 'ok') return notAnswered(source, outcome);
  const parsed = schema.safeParse(jsonOrNull(outcome.text));
  return parsed.success ? facts(source, parsed.data) : failed(source, 'the answer could not be read');
}

export async function macPools({ run, signal }: SourceTools): Promise<Answer<AreaDataOf['pools']>> {
  const source = 'diskutil appleRAID list';
  const outcome = await run('/usr/sbin/diskutil', ['appleRAID', 'list'], { limitMs: 4000, signal });
  if (outcome.status !== 'ok') return notAnswered(source, outcome);
  const pools = parseAppleRaid(outcome.text);
  return pools.length > 0
    ? facts(source, { pools: pools.slice(0, 64) })
    : unavailable(source, 'this computer has no group of disks');
}

/** Sets with "Name:", "Status:" and a table of members that each end in a word for their state. */
export function parseAppleRaid(text: string): readonly Pool[] {
  return text.split(/^=+\s*$/m).flatMap((block): Pool[] => {
    const field = (name: string) => new RegExp(`^${name}:\\s+(.*)$`, 'm').exec(block)?.[1]?.trim();
    const status = field('Status');
    if (status === undefined) return [];
    const members = block.split('\n').filter((line) => /^\d+\s+\S/.test(line));
    const down = members.filter((line) => /\b(?:Failed|Missing|Offline)\b/i.test(line)).length;
    const state = /rebuilding/i.test(block) ? 'rebuilding' : raidStates[status.toLowerCase()];
    return [
      {
        kind: 'apple-raid',
        name: nameOf(field('Name')),
        state: state ?? null,
        disks: members.length,
        disksDown: down,
        errors: null,
      },
    ];
  });
}

const raidStates: Readonly<Record<string, Pool['state']>> = {
  online: 'healthy',
  degraded: 'degraded',
  offline: 'failed',
  failed: 'failed',
};

/** `latestbackup` wants Full Disk Access and ends with 80 without it; whether a drive is chosen anybody may ask. */
export async function macBackup({ run, signal }: SourceTools): Promise<Answer<AreaDataOf['backup']>> {
  const source = 'tmutil latestbackup, destinationinfo';
  const ask = (verb: string) => run('/usr/bin/tmutil', [verb], { limitMs: 5000, signal });
  const [latest, drives] = await Promise.all([ask('latestbackup'), ask('destinationinfo')]);
  const set = drives.status === 'ok' ? drives.text : '';
  if (/No destinations configured/i.test(set)) return facts(source, { setUp: false, tools: [] });
  const lastAt = latest.status === 'ok' ? parseLatestBackup(latest.text) : null;
  if (lastAt !== null)
    return facts(source, { setUp: true, tools: [{ tool: 'time-machine', keeps: 'files', lastAt }] });
  if (latest.status === 'ok' && (latest.code === 80 || /Full Disk Access/i.test(latest.text)))
    return denied(source, 'needs Full Disk Access in System Settings, Privacy and Security');
  return latest.status === 'ok'
    ? unavailable(source, 'Time Machine does not say when it last ran; its drive may be unplugged')
    : notAnswered(source, latest);
}

/** The last folder is named after the local time: ".../2026-11-20-101500" or "2026-11-20-101500.backup". */
export function parseLatestBackup(text: string): number | null {
  const [, day, hour, minute, second] =
    /\/(\d{4}-\d{2}-\d{2})-(\d{2})(\d{2})(\d{2})(?:\.backup)?\s*$/.exec(text) ?? [];
  const at = day === undefined ? Number.NaN : Date.parse(`${day}T${hour}:${minute}:${second}`);
  return Number.isNaN(at) ? null : countOf(at);
}

export async function macThermal({ run, signal }: SourceTools): Promise<Answer<ThermalState>> {
  const source = 'pmset -g therm';
  const outcome = await run('/usr/bin/pmset', ['-g', 'therm'], { limitMs: 2000, signal });
  if (outcome.status !== 'ok') return notAnswered(source, outcome);
  const speed = parseSpeedLimit(outcome.text);
  if (speed === null) return unavailable(source, 'this Mac does not say whether it slows down');
  const data = { sensors: [], fans: [], throttleCount: null, speedLimitPercent: speed, slowedEvents: null };
  return facts(source, data);
}

/** "CPU_Speed_Limit = 100"; Apple silicon prints only notes that nothing has been recorded. */
export function parseSpeedLimit(text: string): number | null {
  return percentOf(/^[ \t]*CPU_Speed_Limit[ \t]*=[ \t]*(\d+)/m.exec(text)?.[1]);
}

const dimm = z.object({
  _name: z.string().optional(),
  dimm_size: z.string().optional(),
  SPMemoryDataType: z.string().optional(),
  dimm_type: z.string().optional(),
  dimm_speed: z.string().optional(),
  dimm_manufacturer: z.string().optional(),
  dimm_part_number: z.string().optional(),
  dimm_serial_number: z.string().optional(),
});
const memorySchema = z.object({
  SPMemoryDataType: z.array(dimm.extend({ _items: z.array(dimm).optional() })),
});

export async function macMemoryHealth(tools: SourceTools): Promise<Answer<MemoryState>> {
  const [memory, stat] = await Promise.all([
    profile(tools, 'SPMemoryDataType', memorySchema),
    tools.run('/usr/bin/vm_stat', [], { limitMs: 1500, signal: tools.signal }),
  ]);
  if (memory.status !== 'ok') return memory;
  const list = memory.data.SPMemoryDataType.flatMap((entry) => entry._items ?? [entry]);
  return facts(`${memory.source}, vm_stat`, {
    modules: list
      .slice(0, 64)
      .map(moduleFrom)
      .filter(({ sizeBytes }) => sizeBytes !== null),
    correctedErrors: null,
    uncorrectedErrors: null,
    brokenBytes: null,
    memoryTest: null,
    commitBytes: null,
    commitLimitBytes: null,
    swappedOutBytes: stat.status === 'ok' ? parseSwapouts(stat.text) : null,
  });
}

function moduleFrom(one: z.infer<typeof dimm>): MemoryState['modules'][number] {
  const gigabytes = /^(\d+(?:\.\d+)?) GB$/.exec(one.dimm_size ?? one.SPMemoryDataType ?? '')?.[1];
  return {
    slot: nameOf(one._name),
    sizeBytes: gigabytes === undefined ? null : countOf(Number(gigabytes) * 1024 ** 3),
    kind: nameOf(one.dimm_type),
    speedMts: figureOf(/^\d+/.exec(one.dimm_speed ?? '')?.[0], 1, 1e6),
    manufacturer: nameOf(one.dimm_manufacturer),
    part: nameOf(one.dimm_part_number),
    serial: nameOf(one.dimm_serial_number),
  };
}

/** "Mach Virtual Memory Statistics: (page size of 16384 bytes)" and "Swapouts:  12345." */
export function parseSwapouts(text: string): number | null {
  const page = /page size of (\d+) bytes/.exec(text)?.[1];
  const pages = /^Swapouts:\s+(\d+)/m.exec(text)?.[1];
  return page === undefined || pages === undefined ? null : countOf(Number(page) * Number(pages));
}

export async function macPower({ run, signal }: SourceTools): Promise<Answer<AreaDataOf['power']>> {
  const source = 'pmset -g, pmset -g batt';
  const ask = (...args: string[]) => run('/usr/bin/pmset', args, { limitMs: 2000, signal });
  const [plan, supply] = await Promise.all([ask('-g'), ask('-g', 'batt')]);
  if (plan.status !== 'ok') return notAnswered(source, plan);
  return facts(source, parsePmset(plan.text, supply.status === 'ok' ? supply.text : ''));
}

/** " lowpowermode 1"; "Now drawing from 'AC Power'"; " -Back-UPS ES 700 FW:871 (id=…)	100%; charged". */
export function parsePmset(plan: string, supply: string): AreaDataOf['power'] {
  const low = /^[ \t]*lowpowermode[ \t]+(\d)/m.exec(plan)?.[1];
  const from = /Now drawing from '([^']*)'/.exec(supply)?.[1];
  const units = [
    ...supply.matchAll(/^ -(?!InternalBattery)(.{1,120}?)(?: \(id=\d{1,12}\))?[ \t]{1,20}(\d{1,3})%;/gm),
  ];
  return {
    plan: low === undefined ? null : low === '1' ? 'saver' : 'balanced',
    onMains: from === undefined ? null : from === 'AC Power',
    ups: units.slice(0, 8).map(([, model, charge]): Ups => ({
      name: null,
      model: nameOf(model),
      onBattery: from === undefined ? null : from === 'UPS Power',
      chargePercent: percentOf(charge),
      remainingSeconds: null,
      replaceBattery: null,
    })),
  };
}

const bluetoothList = z.array(z.record(z.string(), z.record(z.string(), z.unknown()))).optional();
const bluetoothSchema = z.object({
  SPBluetoothDataType: z.array(
    z.object({
      controller_properties: z.record(z.string(), z.unknown()).optional(),
      device_connected: bluetoothList,
      device_not_connected: bluetoothList,
    }),
  ),
});

export async function macBluetooth(tools: SourceTools): Promise<Answer<AreaDataOf['bluetooth']>> {
  const answer = await profile(tools, 'SPBluetoothDataType', bluetoothSchema);
  if (answer.status !== 'ok') return answer;
  const told = bluetoothFrom(answer.data);
  return told.adapters.length > 0
    ? facts(answer.source, told)
    : unavailable(answer.source, 'this computer has no Bluetooth');
}

/** Lists of {name: properties}; charges are written "85%", earphones have one for each side. */
export function bluetoothFrom(data: z.infer<typeof bluetoothSchema>): AreaDataOf['bluetooth'] {
  const devices = data.SPBluetoothDataType.flatMap((entry) => [
    ...(entry.device_connected ?? []).flatMap((one) =>
      Object.entries(one).map((pair) => deviceFrom(pair, true)),
    ),
    ...(entry.device_not_connected ?? []).flatMap((one) =>
      Object.entries(one).map((pair) => deviceFrom(pair, false)),
    ),
  ]);
  const adapters = data.SPBluetoothDataType.flatMap(({ controller_properties: about }) =>
    about === undefined
      ? []
      : [{ name: nameOf(about['controller_chipset']), powered: about['controller_state'] === 'attrib_on' }],
  );
  return { adapters: adapters.slice(0, 16), devices: devices.slice(0, 64) };
}

function deviceFrom(
  [name, about]: [string, Record<string, unknown>],
  connected: boolean,
): AreaDataOf['bluetooth']['devices'][number] {
  const charges = ['Main', 'Left', 'Right'].flatMap((part) => {
    const charge = percentOf(String(about[`device_batteryLevel${part}`] ?? '').replace(/\s*%$/, ''));
    return charge === null ? [] : [charge];
  });
  return {
    name: nameOf(name),
    kind: nameOf(about['device_minorType']),
    connected,
    batteryPercent: charges.length > 0 ? Math.min(...charges) : null,
  };
}

const cameraSchema = z.object({ SPCameraDataType: z.array(z.object({ _name: z.string().optional() })) });

export async function macCameras(tools: SourceTools): Promise<Answer<AreaDataOf['cameras']>> {
  const answer = await profile(tools, 'SPCameraDataType', cameraSchema);
  if (answer.status !== 'ok') return answer;
  const cameras = answer.data.SPCameraDataType.slice(0, 32).map(({ _name }) => ({ name: nameOf(_name) }));
  return cameras.length > 0
    ? facts(answer.source, { cameras })
    : unavailable(answer.source, 'this computer has no camera');
}

const healthSchema = z.object({
  SPPowerDataType: z.array(
    z.object({
      sppower_battery_health_info: z.object({ sppower_battery_health: z.string().optional() }).optional(),
    }),
  ),
});

/** The library's answer with what the system says of the battery. */
export async function macBattery(tools: SourceTools): Promise<Answer<AreaDataOf['battery']>> {
  const battery = await siBattery();
  if (battery.status !== 'ok') return battery;
  const answer = await profile(tools, 'SPPowerDataType', healthSchema);
  if (answer.status !== 'ok') return battery;
  const said = answer.data.SPPowerDataType.map(
    (one) => one.sppower_battery_health_info?.sppower_battery_health,
  );
  const condition = conditionOf(said.find((word) => word !== undefined));
  const batteries = battery.data.batteries.map((one) => ({ ...one, condition }));
  return facts(`${battery.source}, ${answer.source}`, { ...battery.data, batteries });
}

/** "Normal" and "Good" are fine; "Service Recommended", "Check Battery", "Poor", "Replace Soon" and "Now" are not. */
export function conditionOf(
  word: string | undefined,
): AreaDataOf['battery']['batteries'][number]['condition'] {
  if (word === undefined) return null;
  if (/^(?:normal|good)$/i.test(word)) return 'good';
  return /service|replace|check|poor|fair/i.test(word) ? 'service' : null;
}
