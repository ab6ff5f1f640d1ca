import type { Systeminformation } from 'systeminformation';
import type { AreaDataOf } from '../../../src-shared/diagnostics/area-schemas.ts';
import type { Display } from '../../../src-shared/diagnostics/picture-areas.ts';
import { facts, unavailable, type Answer } from '../answer.ts';
import { countOf, figureOf, nameOf, percentOf, positiveOf } from '../clean.ts';
import { emptyDisplay } from '../linux/displays.ts';
import type { ProcessSample } from '../sources.ts';
import { library } from './library.ts';

export async function siGraphics(): Promise<Answer<AreaDataOf['graphics']>> {
  const { controllers } = await (await library()).graphics();
  if (controllers.length === 0) return unavailable('si.graphics()', 'the system lists no graphics card');
  return facts('si.graphics()', {
    controllers: controllers.slice(0, 16).map((card) => ({
      vendor: nameOf(card.vendor),
      model: nameOf(card.model),
      driver: null,
      driverVersion: nameOf(card.driverVersion),
      driverDate: null,
      memoryBytes: card.vram ? countOf(card.vram * 1_048_576) : null, // the library counts in MB
      temperatureC: figureOf(card.temperatureGpu, 1, 250),
    })),
    softwareRendering: null,
  });
}

export async function siDisplays(): Promise<Answer<AreaDataOf['displays']>> {
  const { displays } = await (await library()).graphics();
  if (displays.length === 0) return unavailable('si.graphics()', 'no screen is connected');
  return facts('si.graphics()', { displays: displays.slice(0, 32).map(displayFrom) });
}

function displayFrom(display: Systeminformation.GraphicsDisplayData): Display {
  return {
    ...emptyDisplay,
    model: nameOf(display.model),
    vendor: nameOf(display.vendor),
    serial: nameOf(display.serial),
    connection: nameOf(display.connection),
    main: display.main,
    internal: display.builtin,
    widthPx: positiveOf(display.currentResX),
    heightPx: positiveOf(display.currentResY),
    nativeWidthPx: positiveOf(display.resolutionX),
    nativeHeightPx: positiveOf(display.resolutionY),
    refreshHz: figureOf(display.currentRefreshRate, 1, 1000),
  };
}

export async function siBattery(): Promise<Answer<AreaDataOf['battery']>> {
  const battery = await (await library()).battery();
  if (!battery.hasBattery) return unavailable('si.battery()', 'this computer has no battery');
  const all = [battery, ...(battery.additionalBatteries ?? [])];
  return facts('si.battery()', {
    onMains: battery.acConnected,
    batteries: all.slice(0, 8).map((one) => ({
      percent: percentOf(one.percent),
      state: one.isCharging
        ? 'charging'
        : one.acConnected
          ? one.percent >= 99
            ? 'full'
            : 'not-charging'
          : 'discharging',
      designedCapacity: figureOf(one.designedCapacity, 1, 1e7),
      fullCapacity: figureOf(one.maxCapacity, 1, 1e7),
      cycleCount: positiveOf(one.cycleCount),
      remainingSeconds: one.timeRemaining > 0 ? countOf(one.timeRemaining * 60) : null,
      condition: null,
      manufacturer: nameOf(one.manufacturer),
      model: nameOf(one.model),
      serial: nameOf(one.serial),
    })),
  });
}

export async function siProcesses(): Promise<Answer<readonly ProcessSample[]>> {
  const { list } = await (await library()).processes();
  const samples = list.flatMap((one): ProcessSample[] => {
    const name = nameOf(one.name.split(/[\\/]/).at(-1));
    if (name === null || one.pid === 0) return [];
    return [
      {
        pid: one.pid,
        name,
        cpuSeconds: null,
        corePercent: figureOf(one.cpu, 0, 1e6),
        memoryBytes: countOf(one.memRss * 1024),
        runningSeconds: age(one.started),
      },
    ];
  });
  return samples.length > 0
    ? facts('si.processes()', samples)
    : unavailable('si.processes()', 'the system does not list its programs');
}

export async function siUsb(): Promise<Answer<AreaDataOf['usb']>> {
  const list = await (await library()).usb();
  if (list.length === 0) return unavailable('si.usb()', 'the system lists no USB devices');
  return facts('si.usb()', {
    devices: list.slice(0, 128).map((device) => ({
      name: nameOf(device.name),
      vendor: nameOf(device.vendor || device.manufacturer),
      kind: nameOf(device.type),
      serial: nameOf(device.serialNumber),
      problemCode: null,
    })),
  });
}

export async function siAudio(): Promise<Answer<AreaDataOf['audio']>> {
  const list = await (await library()).audio();
  if (list.length === 0) return unavailable('si.audio()', 'the system lists no sound devices');
  return facts('si.audio()', {
    serviceRunning: null,
    devices: list.slice(0, 64).map((device) => ({
      name: nameOf(device.name),
      manufacturer: nameOf(device.manufacturer),
      output: device.out || /speaker|headphone/i.test(device.type ?? '') ? true : device.in ? false : null,
      input: device.in || /microphone/i.test(device.type ?? '') ? true : device.out ? false : null,
      isDefault: device.default,
    })),
  });
}

function age(started: string): number | null {
  const at = Date.parse(started);
  return Number.isNaN(at) ? null : countOf(Math.max(0, (Date.now() - at) / 1000));
}
