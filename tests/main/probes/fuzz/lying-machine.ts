import fc from 'fast-check';
import type { RunCommand } from '../../../../src-main/platform/run-command.ts';
import type { SourceTools } from '../../../../src-main/platform/sources.ts';
import type { SystemFiles } from '../../../../src-main/platform/system-files.ts';
import { applyEdit, edit, hostileWords, type Edit } from './hostile-text.ts';

type Machine = Pick<SourceTools, 'files' | 'run'>;

/** What a look at a real machine read, by path and by command. */
export interface Recording {
  readonly texts: Map<string, string>;
  readonly bytes: Map<string, Uint8Array>;
  readonly lists: Map<string, readonly string[]>;
  readonly links: Map<string, string>;
  readonly outputs: Map<string, string>;
}

export function emptyRecording(): Recording {
  return { texts: new Map(), bytes: new Map(), lists: new Map(), links: new Map(), outputs: new Map() };
}

/** The machine as it is, written down. */
export function recorder({ files, run }: Machine, into: Recording): Machine {
  const keep = async <T>(map: Map<string, T>, path: string, answer: Promise<T | null>) => {
    const value = await answer;
    if (value !== null) map.set(path, value);
    return value;
  };
  return {
    files: {
      text: (path) => keep(into.texts, path, files.text(path)),
      bytes: (path, most) => keep(into.bytes, path, files.bytes(path, most)),
      list: async (path) => (await keep(into.lists, path, files.list(path))) ?? [],
      exists: (path) => files.exists(path),
      linkName: (path) => keep(into.links, path, files.linkName(path)),
      space: (path) => files.space(path),
      changedAt: (path) => files.changedAt(path),
    },
    run: async (program, args, options) => {
      const outcome = await run(program, args, options);
      if (outcome.status === 'ok') into.outputs.set([program, ...args].join(' '), outcome.text);
      return outcome;
    },
  };
}

/** How a machine lies: which edits, to how much of what it says, and who is struck. */
export interface Lie {
  readonly edits: readonly Edit[];
  readonly salt: number;
  /** 0 to 100. */
  readonly share: number;
}

export const lie: fc.Arbitrary<Lie> = fc.record({
  edits: fc.array(edit, { minLength: 2, maxLength: 8 }),
  salt: fc.nat(),
  share: fc.constantFrom(10, 50, 100),
});

/** The recorded machine, lying: texts changed, names swapped, files in the place of others, programs that end oddly. */
export function lyingMachine(truth: Recording, others: readonly string[], about: Lie): Machine {
  const dice = (what: string) => hash(`${about.salt} ${what}`);
  const struck = (what: string) => dice(`struck ${what}`) % 100 < about.share;
  const pick = <T>(list: readonly T[], what: string): T | undefined =>
    list[dice(what) % Math.max(1, list.length)];
  const twisted = (text: string, what: string) =>
    [0, 1, 2].reduce((said, turn) => {
      const change = pick(about.edits, `${turn} ${what}`);
      return change === undefined ? said : applyEdit(said, change);
    }, text);
  const text = (known: ReadonlyMap<string, string>, path: string): string | null => {
    const said = known.get(path) ?? null;
    if (!struck(path)) return said;
    return twisted(said ?? pick(others, path) ?? '', path);
  };
  return {
    files: lyingFiles(truth, { text, struck, dice, pick }),
    run: lyingRun(truth, { text, struck, dice }),
  };
}

interface Tricks {
  readonly text: (known: ReadonlyMap<string, string>, path: string) => string | null;
  readonly struck: (what: string) => boolean;
  readonly dice: (what: string) => number;
  readonly pick: <T>(list: readonly T[], what: string) => T | undefined;
}

function lyingFiles(truth: Recording, { text, struck, dice, pick }: Tricks): SystemFiles {
  // A name of a folder can hold anything but these two.
  const names = hostileWords
    .map((word) => word.replace(/[/\0]/g, '').slice(0, 255))
    .filter((word) => word !== '');
  return {
    text: async (path) => text(truth.texts, path),
    bytes: async (path) => {
      const known = truth.bytes.get(path) ?? null;
      return struck(path)
        ? Uint8Array.from({ length: dice(path) % 300 }, (_, at) => dice(`${path} ${at}`) % 256)
        : known;
    },
    list: async (path) => {
      const known = truth.lists.get(path) ?? [];
      return struck(path) ? [...known, ...names.slice(dice(path) % names.length)] : known;
    },
    exists: async (path) =>
      struck(path) ? dice(path) % 2 === 0 : truth.texts.has(path) || truth.lists.has(path),
    changedAt: async (path) => (struck(path) ? (pick(odd, path) ?? 0) : 1_795_000_000_000),
    linkName: async (path) => (struck(path) ? (pick(names, path) ?? null) : (truth.links.get(path) ?? null)),
    space: async (path) => {
      const figure = (what: string) => (struck(path) ? (pick(odd, `${what} ${path}`) ?? 0) : 1000);
      return {
        totalBytes: figure('total'),
        freeBytes: figure('free'),
        availableBytes: figure('available'),
        inodesTotal: figure('inodes'),
        inodesFree: figure('inodes free'),
      };
    },
  };
}

const odd = [0, 1, -1, 1000, 0.5, Number.MAX_SAFE_INTEGER, 1e300, Number.NaN, Number.POSITIVE_INFINITY];

function lyingRun(truth: Recording, { text, struck, dice }: Omit<Tricks, 'pick'>): RunCommand {
  return async (program, args) => {
    const line = [program, ...args].join(' ');
    const said = text(truth.outputs, line);
    const way = dice(`way ${line}`) % 8;
    if (said === null) return { status: 'missing', reason: `${program} is not installed` };
    if (!struck(line) || way > 3) return { status: 'ok', text: said, code: 0 };
    if (way === 0) return { status: 'ok', text: said, code: dice(line) % 256 };
    return {
      status: way === 1 ? 'timeout' : way === 2 ? 'too-much' : 'denied',
      reason: `${program} did not answer`,
    };
  };
}

function hash(text: string): number {
  let value = 2_166_136_261;
  for (let at = 0; at < text.length; at += 1) value = Math.imul(value ^ text.charCodeAt(at), 16_777_619);
  return value >>> 0;
}
