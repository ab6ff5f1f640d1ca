import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from '../../scripts/lib/paths.mjs';
import { middle, summarise, type Figures } from './picture/figures.ts';
import { describeMachine } from './picture/machine.ts';
import { measureScene } from './picture/measure.ts';
import { readPictureOptions, type PathName, type PictureOptions, type SceneName } from './picture/options.ts';
import { missing, openPath, pathNotes } from './picture/paths.ts';
import { betweenMarkers, legend, markdownTable, plainTable, type Line } from './picture/table.ts';
import type { LinkName } from '../stage/link-model.ts';
import type { Bench, Report } from './row.ts';

/**
 * The picture, glass to glass: what people do on a screen, by every way there is, in turns within one run. Long: some
 * two minutes a path, size and round; narrow it by its options.
 */
export const bench: Bench = { name: 'picture', long: true, run };

/** One measurement that was made, or what came in its way. */
interface Taken {
  readonly round: number;
  readonly size: PictureOptions['sizes'][number];
  readonly line: LinkName;
  readonly path: PathName;
  readonly scene: SceneName;
  readonly figures: Figures | null;
  readonly trouble: string | null;
}

async function run(args: readonly string[]): Promise<Report> {
  const options = readPictureOptions(args);
  const taken: Taken[] = [];
  for (let round = 1; round <= options.rounds; round += 1) {
    for (const size of options.sizes) {
      for (const line of options.impair) {
        for (const path of options.paths)
          taken.push(...(await playAll(options, { round, size, line, path })));
      }
    }
  }
  const lines = linesOf(options, taken);
  const machine = await describeMachine();
  if (options.writeDoc !== null) writeDocument(machine, args, { ...options, part: options.writeDoc }, lines);
  const notes = options.paths.map((path) => `${path}: ${pathNotes[path]}`);
  return {
    text: [...machine, '', plainTable(lines), '', ...notes, '', ...legend].join('\n'),
    data: { machine, args, taken, lines },
  };
}

type Turn = Pick<Taken, 'round' | 'size' | 'line' | 'path'>;

/** All scenes on one path, which is opened for them and closed after. Trouble is told, never passed over. */
async function playAll(options: PictureOptions, turn: Turn): Promise<Taken[]> {
  const told = `round ${turn.round}, ${turn.size.width}x${turn.size.height}, ${turn.line}, ${turn.path}`;
  const failed = (scene: SceneName, trouble: string): Taken => ({ ...turn, scene, figures: null, trouble });
  const why = missing(turn.path, turn.line);
  if (why !== null) return options.scenes.map((scene) => failed(scene, why));
  try {
    process.stderr.write(`${told} …\n`);
    const path = await openPath(turn.path, turn.size, turn.line);
    try {
      const taken: Taken[] = [];
      for (const scene of options.scenes) {
        const one = await playOne(scene);
        process.stderr.write(`  ${scene}: ${sayShort(one)}\n`);
        taken.push(one);
      }
      return taken;
    } finally {
      await path.close();
    }

    async function playOne(scene: SceneName): Promise<Taken> {
      try {
        return {
          ...turn,
          scene,
          figures: await measureScene(path, scene, turn.size, options),
          trouble: null,
        };
      } catch (error) {
        return failed(scene, messageOf(error));
      }
    }
  } catch (error) {
    process.stderr.write(`  ${messageOf(error)}\n`);
    return options.scenes.map((scene) => failed(scene, `not opened: ${messageOf(error)}`));
  }
}

function sayShort({ figures, trouble }: Taken): string {
  if (figures === null) return trouble ?? '';
  const { median, p95, age, shown, rest, cpu, way } = figures;
  const same =
    rest === null
      ? ''
      : `, ${rest.differing} differ, same after ${rest.identicalAfter?.toFixed(0) ?? 'never'} ms`;
  return `${median.toFixed(1)} / ${p95.toFixed(1)} ms, age ${age.toFixed(1)}, ${shown.toFixed(1)}/s, CPU ${cpu.source.toFixed(2)} + ${cpu.viewer.toFixed(2)}, stolen ${cpu.stolen.toFixed(2)}, other ${cpu.other.toFixed(2)}${same}${way === null ? '' : `, ${way}`}`;
}

function linesOf(options: PictureOptions, taken: readonly Taken[]): readonly Line[] {
  return options.sizes.flatMap((size) =>
    options.impair.flatMap((line) =>
      options.scenes.flatMap((scene) => {
        const here = taken.filter((one) => one.size === size && one.line === line && one.scene === scene);
        return options.paths.map((path) => lineOf(path, scene, `${size.width}x${size.height}`, line, here));
      }),
    ),
  );
}

function lineOf(
  path: PathName,
  scene: SceneName,
  size: string,
  line: LinkName,
  here: readonly Taken[],
): Line {
  const own = here.filter((one) => one.path === path);
  return {
    size,
    line,
    scene,
    path,
    summary: summarise(own.flatMap(({ figures }) => (figures === null ? [] : [figures]))),
    trouble: own.find(({ trouble }) => trouble !== null)?.trouble ?? null,
    against: path === 'tigervnc' || path === 'floor' ? null : against(own, here),
  };
}

/** Only within a round: what disturbs the machine then disturbs both. */
function against(own: readonly Taken[], here: readonly Taken[]): Line['against'] {
  const pairs = own.flatMap(({ round, figures }) => {
    const peer = here.find((one) => one.path === 'tigervnc' && one.round === round)?.figures ?? null;
    return figures === null || peer === null ? [] : [{ figures, peer }];
  });
  if (pairs.length === 0) return null;
  const ratio = (pick: (figures: Figures) => number) =>
    middle(pairs.map(({ figures, peer }) => pick(figures) / pick(peer)));
  return { median: ratio((one) => one.median), p95: ratio((one) => one.p95), age: ratio((one) => one.age) };
}

function writeDocument(
  machine: readonly string[],
  args: readonly string[],
  options: PictureOptions & { readonly part: string },
  lines: readonly Line[],
): void {
  const file = join(root, 'docs/performance.md');
  const before = existsSync(file) ? readFileSync(file, 'utf8') : '# Performance\n';
  const shown = args.filter((word) => !word.startsWith('--write-doc')).join(' ');
  const text = [
    `Measured on ${new Date().toISOString().slice(0, 10)}: ${machine.join('; ')}.`,
    `Repeat with \`npm run bench -- picture${shown === '' ? '' : ` ${shown}`}\`: ${options.rounds} rounds of ${options.seconds} s.`,
    [
      ...legend.map((line) => `- ${line}`),
      ...options.paths.map((path) => `- ${path}: ${pathNotes[path]}.`),
    ].join('\n'),
    markdownTable(lines),
  ].join('\n\n');
  writeFileSync(file, betweenMarkers(before, options.part, text));
}

function messageOf(error: unknown): string {
  const text = error instanceof Error ? error.message : String(error);
  return (text.split('\n')[0] ?? '').slice(0, 160);
}
