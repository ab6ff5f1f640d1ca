import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import type { Page } from 'playwright-core';
import { pinnedNode } from '../../scripts/lib/paths.mjs';
import { startDisplay } from '../../scripts/lib/display.mjs';
import { clickAsTheyCome, inviteSteps } from '../demo/consent-script.ts';
import { launchApp, type StagedApp } from '../stage/app.ts';
import { startBroker } from '../stage/broker.ts';
import { startChild } from '../stage/child.ts';
import { hostStory } from '../stage/host-story.ts';
import type { RigWindow } from '../stage/rig-state.ts';
import { technicianStory } from '../stage/technician-story.ts';
import { slopePerHour, type Sample } from './picture/memory-slope.ts';
import { sceneNames } from './picture/options.ts';
import { commandLine, listProcesses, treeOf } from './picture/proc.ts';
import type { Bench, Row } from './row.ts';

/**
 * Whether memory stays flat while a screen changes sixty times a second: `--seconds=120`, `--scene=terminal`. Resident
 * memory of every process of both sides (a worker's WebAssembly is part of its window's process), and the windows'
 * JavaScript heap after a collection at the start and at the end.
 */
export const bench: Bench = { name: 'picture-memory', long: true, run };

const SIZE = { width: 1280, height: 720 };
const EVERY_MS = 2_000;
/** Caches fill at first; the slope is taken after that. */
const FILL_S = 20;

async function run(args: readonly string[]): Promise<readonly Row[]> {
  const { values } = parseArgs({
    args: [...args],
    options: { seconds: { type: 'string', default: '120' }, scene: { type: 'string', default: 'terminal' } },
  });
  const scene = sceneNames.find((name) => name === values.scene);
  if (scene === undefined) throw new Error(`no scene is called ${values.scene}`);
  const ends: (() => Promise<unknown>)[] = [];
  try {
    const { host, technician, display } = await openSession(ends);
    const player = startChild(pinnedNode, [
      join(import.meta.dirname, 'picture/scene-child.ts'),
      scene,
      display,
      String(SIZE.width),
      String(SIZE.height),
    ]);
    ends.push(() => player.kill());
    await player.line((line) => (line === 'READY' ? line : null));
    return await sample(host, technician, scene, Number(values.seconds));
  } finally {
    for (const end of ends.reverse()) await end();
  }
}

async function openSession(ends: (() => Promise<unknown>)[]) {
  const [source, viewer] = [
    await startDisplay({ ...SIZE, windowManager: false }),
    await startDisplay({ ...SIZE, windowManager: false }),
  ];
  const broker = await startBroker();
  ends.push(() => Promise.all([broker.child.kill(), source.stop(), viewer.stop()]));
  const own = { server: broker.signalling };
  const host = await launchApp({
    ...own,
    role: 'host',
    display: source.name,
    switches: ['--rig-cooldown=0', '--rig-no-indicator', '--rig-hidden'],
  });
  ends.push(() => host.close());
  const bounds = `--rig-bounds=0,0,${SIZE.width},${SIZE.height}`;
  const technician = await launchApp({
    ...own,
    role: 'technician',
    display: viewer.name,
    switches: [bounds],
  });
  ends.push(() => technician.close());
  await clickAsTheyCome(host.page, inviteSteps);
  const code = await hostStory.code(host.page);
  await clickAsTheyCome(host.page);
  await technicianStory.nameYourself(technician.page, 'Rig');
  await technicianStory.typeCode(technician.page, code);
  await technicianStory.seesPicture(technician.page);
  return { host, technician, display: source.name };
}

async function sample(host: StagedApp, technician: StagedApp, scene: string, length: number): Promise<Row[]> {
  const heap = async () => [await heapOf(host.page), await heapOf(technician.page)] as const;
  const began = performance.now();
  const heapBefore = await heap();
  const framesBefore = await framesOf(technician.page);
  const samples = new Map<string, Sample[]>();
  while ((performance.now() - began) / 1_000 < length) {
    const second = (performance.now() - began) / 1_000;
    for (const [name, bytes] of [...residentOf('host', host), ...residentOf('technician', technician)])
      samples.set(name, [...(samples.get(name) ?? []), { second, bytes }]);
    await sleep(EVERY_MS);
  }
  const heapAfter = await heap();
  const frames = (await framesOf(technician.page)) - framesBefore;
  const row = (metric: string, value: number, unit: string): Row => ({ scene, metric, value, unit });
  const rows = [...samples].flatMap(([name, all]) => {
    const settled = all.filter(({ second }) => second >= Math.min(FILL_S, length / 2));
    return [
      row(`${name}, at the start`, mebibytes(all[0]?.bytes), 'MiB'),
      row(`${name}, at the end`, mebibytes(all.at(-1)?.bytes), 'MiB'),
      row(`${name}, slope`, slopePerHour(settled) / 2 ** 20, 'MiB/h'),
    ];
  });
  // a picture that stands still would keep memory flat, too
  rows.push(row('frames drawn', (frames * 1_000) / (performance.now() - began), '/s'));
  for (const [index, side] of ['host', 'technician'].entries()) {
    rows.push(row(`${side} window’s JavaScript heap, at the start`, mebibytes(heapBefore[index]), 'MiB'));
    rows.push(row(`${side} window’s JavaScript heap, at the end`, mebibytes(heapAfter[index]), 'MiB'));
  }
  return rows;
}

/** Resident bytes by what the process is; several of one kind count together. */
function residentOf(side: string, app: StagedApp): ReadonlyMap<string, number> {
  const all = listProcesses();
  const found = new Map<string, number>();
  for (const pid of treeOf(app.app.process().pid ?? 0, all.values())) {
    const name = `${side} ${kindOf(commandLine(pid))}`;
    found.set(name, (found.get(name) ?? 0) + (all.get(pid)?.residentBytes ?? 0));
  }
  return found;
}

function kindOf(command: string): string {
  const type = /--type=([a-z-]+)/.exec(command)?.[1];
  if (type === undefined) return 'main';
  const utility = /--utility-sub-type=(\S+)/.exec(command)?.[1];
  if (utility === undefined) return type === 'renderer' ? 'window' : type;
  return utility.startsWith('node.')
    ? 'own processes (collector, capture)'
    : `${utility.split('.')[0]} service`;
}

/** After a garbage collection. */
async function heapOf(page: Page): Promise<number> {
  const inspector = await page.context().newCDPSession(page);
  await inspector.send('HeapProfiler.collectGarbage');
  const { usedSize } = await inspector.send('Runtime.getHeapUsage');
  await inspector.detach();
  return usedSize;
}

function framesOf(page: Page): Promise<number> {
  return page.evaluate(() => (window as unknown as RigWindow).alongsideRig.frames);
}

function mebibytes(bytes: number | undefined): number {
  return Math.round(((bytes ?? Number.NaN) / 2 ** 20) * 10) / 10;
}
