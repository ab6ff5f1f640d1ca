import { arch, hostname, release } from 'node:os';
import type { AreaDataOf } from '../../../src-shared/diagnostics/area-schemas.ts';
import { facts, unavailable, type Answer } from '../answer.ts';
import { countOf, figureOf, nameOf, positiveOf } from '../clean.ts';
import { userNameOf } from '../linux/machine.ts';
import { library } from './library.ts';

export async function siSystem(): Promise<Answer<AreaDataOf['system']>> {
  const si = await library();
  const [system, bios, board, chassis] = await Promise.all([
    si.system(),
    si.bios(),
    si.baseboard(),
    si.chassis(),
  ]);
  return facts('si.system(), si.bios(), si.baseboard(), si.chassis()', {
    manufacturer: nameOf(system.manufacturer),
    model: nameOf(system.model),
    serial: nameOf(system.serial === '-' ? null : system.serial),
    uuid: nameOf(system.uuid === '-' ? null : system.uuid),
    chassis: nameOf(chassis.type),
    virtual: system.virtual,
    virtualKind: nameOf(system.virtualHost),
    boardManufacturer: nameOf(board.manufacturer),
    boardModel: nameOf(board.model),
    biosVendor: nameOf(bios.vendor),
    biosVersion: nameOf(bios.version),
    biosDate: nameOf(bios.releaseDate),
  });
}

/** `id` and `desktop session` are the platform's own; the rest comes from the library. */
export async function siOs(
  id: string,
  sessionType: string,
  restartRequired: boolean | null,
): Promise<Answer<AreaDataOf['os']>> {
  const info = await (await library()).osInfo();
  const domain = info.fqdn.split('.').slice(1).join('.');
  return facts('si.osInfo()', {
    name: nameOf(info.distro),
    id,
    version: nameOf(info.release),
    codename: nameOf(info.codename),
    build: nameOf(info.build),
    kernel: nameOf(release()),
    arch: arch(),
    hostName: nameOf(hostname()),
    userName: nameOf(userNameOf()),
    domain: nameOf(domain),
    sessionType,
    desktop: null,
    restartRequired,
    filesOpen: null,
    filesMax: null,
  });
}

export async function siCpu(): Promise<Answer<AreaDataOf['cpu']>> {
  const si = await library();
  const [cpu, heat] = await Promise.all([si.cpu(), si.cpuTemperature()]);
  return facts('si.cpu(), si.cpuTemperature()', {
    manufacturer: nameOf(cpu.manufacturer),
    brand: nameOf(cpu.brand),
    cores: positiveOf(cpu.cores),
    physicalCores: positiveOf(cpu.physicalCores),
    speedGhz: figureOf(cpu.speed, 0.01, 100),
    maxSpeedGhz: figureOf(cpu.speedMax, 0.01, 100),
    temperatureC: figureOf(heat.max ?? heat.main, 1, 250),
    temperatureCriticalC: null,
    throttleCount: null,
  });
}

export async function siMemory(
  pressure: AreaDataOf['memory']['pressure'] = null,
): Promise<Answer<AreaDataOf['memory']>> {
  const mem = await (await library()).mem();
  if (!(mem.total > 0)) return unavailable('si.mem()', 'the system does not tell how much memory it has');
  return facts('si.mem()', {
    totalBytes: countOf(mem.total),
    availableBytes: countOf(mem.available),
    usedBytes: countOf(mem.active),
    swapTotalBytes: countOf(mem.swaptotal),
    swapUsedBytes: countOf(mem.swapused),
    pressure,
  });
}
