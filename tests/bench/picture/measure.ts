import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { z } from 'zod';
import { pinnedNode } from '../../../scripts/lib/paths.mjs';
import { startChild, type Child } from '../../stage/child.ts';
import { openReader, type Reader } from '../xlib.ts';
import { delaysOf, meanAge, type CpuShares, type Figures, type Sighting } from './figures.ts';
import type { PictureOptions, SceneName } from './options.ts';
import type { OpenPath } from './paths.ts';
import { listProcesses, readLoopbackBytes, readMachineTimes, treeOf } from './proc.ts';
import { compareAtRest } from './still-compare.ts';
import { monotonicMs, readStrip, stripPlace } from './time-strip.ts';

const SHOWN_LIMIT_MS = 15_000;
/** For the first whole picture, the encoder's start, a change of the way. */
const WARM_MS = 2_500;
/** Between two looks at the strip; a look costs some 0.1 ms. */
const LOOK_MS = 1;
const stoppedSchema = z.object({ at: z.number(), painted: z.number() });

type Size = PictureOptions['sizes'][number];
interface Place {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** Plays one scene on an open path and measures it. Throws when the viewer never shows it. */
export async function measureScene(
  path: OpenPath,
  scene: SceneName,
  size: Size,
  options: Pick<PictureOptions, 'seconds' | 'rate'>,
): Promise<Figures> {
  const player = startScene(scene, path.sourceDisplay, size, options.rate);
  const reader = openReader(path.viewerDisplay);
  try {
    await player.line((line) => (line === 'READY' ? line : null), 40_000);
    const place = stripPlace(scene, size.width, size.height);
    await untilShown(reader, place);
    await sleep(WARM_MS);
    const before = takeStock();
    const sightings = await watch(reader, place, monotonicMs() + options.seconds * 1_000);
    const after = takeStock();
    const fresh = sightings.slice(1); // what was there already counts for the age only
    const way = await path.way();
    player.process.kill('SIGUSR2');
    const stopped = await player.line(stoppedOf, 10_000);
    const rest =
      path.viewerDisplay === path.sourceDisplay ? null : await compareAtRest(path, size, stopped.at);
    return {
      ...delaysOf(fresh),
      age: meanAge(sightings, after.at),
      shown: fresh.length / seconds(before, after),
      painted: stopped.painted,
      cpu: sharesOf(path, player, before, after),
      bytesPerSecond: (after.loopback - before.loopback) / path.hops / seconds(before, after),
      rest,
      way,
    };
  } finally {
    reader.close();
    await player.kill();
  }
}

function startScene(scene: SceneName, display: string, { width, height }: Size, rate: number | null): Child {
  const program = join(import.meta.dirname, 'scene-child.ts');
  const args = [scene, display, String(width), String(height), ...(rate === null ? [] : [String(rate)])];
  return startChild(pinnedNode, [program, ...args]);
}

function stoppedOf(line: string): z.infer<typeof stoppedSchema> | null {
  return line.startsWith('STOPPED ') ? stoppedSchema.parse(JSON.parse(line.slice(8))) : null;
}

/** Two codes that follow each other: one alone may be an earlier scene's. */
async function untilShown(reader: Reader, place: Place): Promise<void> {
  const began = monotonicMs();
  const seen = new Set<number>();
  while (seen.size < 2) {
    const painted = readStrip(reader.row, place);
    if (painted !== null && painted > began) seen.add(painted);
    if (monotonicMs() - began > SHOWN_LIMIT_MS) throw new Error('the viewer never showed the time code');
    await sleep(10);
  }
}

/** The code that is there, then every new one with the time it was first seen. */
async function watch(reader: Reader, place: Place, until: number): Promise<readonly Sighting[]> {
  const sightings: Sighting[] = [];
  let last = Number.NEGATIVE_INFINITY;
  for (let now = monotonicMs(); now < until; now = monotonicMs()) {
    const painted = readStrip(reader.row, place);
    if (painted !== null && painted > last) {
      last = painted;
      sightings.push({ painted, seen: monotonicMs() });
    }
    await sleep(LOOK_MS);
  }
  return sightings;
}

function takeStock() {
  return {
    at: monotonicMs(),
    machine: readMachineTimes(),
    loopback: readLoopbackBytes(),
    processes: listProcesses(),
  };
}
type Stock = ReturnType<typeof takeStock>;

function seconds(before: Stock, after: Stock): number {
  return (after.at - before.at) / 1_000;
}

function sharesOf(path: OpenPath, player: Child, before: Stock, after: Stock): CpuShares {
  const time = seconds(before, after);
  const used = (roots: readonly number[], whole = true) => {
    const all = after.processes;
    const pids = roots.flatMap((pid) => (whole ? [...treeOf(pid, all.values())] : [pid]));
    const sum = pids.reduce(
      (total, pid) => total + (all.get(pid)?.seconds ?? 0) - (before.processes.get(pid)?.seconds ?? 0),
      0,
    );
    return sum / time;
  };
  const source = used(path.source);
  const viewer = used(path.viewer);
  const display = used(path.displays);
  const bench = used([player.process.pid ?? 0]) + used([process.pid], false);
  const busy = (after.machine.busy - before.machine.busy) / time;
  const stolen = (after.machine.stolen - before.machine.stolen) / time;
  const other = Math.max(0, busy - source - viewer - display - bench);
  return { source, viewer, display, bench, other, stolen };
}
