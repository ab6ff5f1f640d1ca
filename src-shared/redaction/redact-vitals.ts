import { fieldsByPath } from '../diagnostics/fields.ts';
import type { Snapshot } from '../diagnostics/snapshot.ts';
import type { VitalsSample } from '../diagnostics/vitals.ts';
import { hideValue, type HidingTools } from './hide-value.ts';
import { learnSnapshot } from './learn-snapshot.ts';
import { createPseudonyms } from './pseudonym.ts';
import type { RedactOptions } from './redact-snapshot.ts';
import { createScrubber } from './scrub-text.ts';

/** What the names of programs are called in the snapshot; they are hidden here as there. */
const NAMES = 'processes.top.*.name';
/** Without one of these a list of busy programs would tell it. */
const PROGRAMS = [NAMES, 'processes.top.*.count', 'processes.top.*.corePercent'];

/** The same figures stand in the snapshot under these paths: what is left out there is left out here. */
const figures = {
  load: ['load.load1'],
  memoryUsed: ['memory.usedBytes'],
  memoryTotal: ['memory.totalBytes'],
  swapUsed: ['memory.swapUsedBytes'],
  swapTotal: ['memory.swapTotalBytes'],
  diskBusyPercent: ['diskActivity.disks.*.busyPercent'],
  diskRead: ['diskActivity.disks.*.readBytes'],
  diskWrite: ['diskActivity.disks.*.writtenBytes'],
  temperatureC: ['thermal.sensors.*.temperatureC'],
  batteryPercent: ['battery.batteries.*.percent'],
  onMains: ['battery.onMains'],
  cpuPercent: ['load.cpuPercent'],
} satisfies Partial<Record<keyof VitalsSample, readonly string[]>>;

/** Hides in live values what the snapshot hides, and leaves out what it leaves out. */
export function createVitalsRedactor(
  raw: Snapshot,
  options: RedactOptions,
): (sample: VitalsSample) => VitalsSample {
  const { withheld } = options;
  const isOut = (paths: readonly string[]) => paths.some((path) => withheld.has(path));
  const out = Object.entries(figures).flatMap(([figure, paths]) => (isOut(paths) ? [[figure, null]] : []));
  const without: Partial<VitalsSample> = Object.fromEntries(out);
  const cores = isOut(figures.cpuPercent) ? { cores: [] } : {};
  const programsOf = programsHider(raw, options);
  return (sample) => ({ ...sample, ...without, ...cores, programs: programsOf(sample.programs) });
}

type Programs = VitalsSample['programs'];

function programsHider(raw: Snapshot, options: RedactOptions): (programs: Programs) => Programs {
  const lookup = options.lookup ?? fieldsByPath;
  const field = lookup.get(NAMES);
  if (field === undefined || PROGRAMS.some((path) => options.withheld.has(path))) return () => null;
  const pseudonyms = createPseudonyms(options.key);
  const { secrets, models, words } = learnSnapshot(raw, options.identity, lookup);
  const tools: HidingTools = { pseudonyms, models, words, scrub: createScrubber(secrets, pseudonyms) };
  const known = new Map<string, string | null>();
  const hide = (name: string | null) => {
    if (name === null) return null;
    if (!known.has(name)) known.set(name, hideValue(field.kind, name, tools));
    return known.get(name) ?? null;
  };
  const noMemory = options.withheld.has('processes.top.*.memoryBytes') ? { memory: null } : {};
  return (programs) =>
    programs?.map((program) => ({ ...program, name: hide(program.name), ...noMemory })) ?? null;
}
