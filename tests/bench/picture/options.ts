import { parseArgs } from 'node:util';
import { isLinkName, linkShapes, type LinkName } from '../../stage/link-model.ts';

/** What changes on the source's display; described in scene-painters.ts. */
export const sceneNames = [
  'still',
  'typing',
  'terminal',
  'browser',
  'video',
  'full-video',
  'switching',
] as const;
export type SceneName = (typeof sceneNames)[number];

/** Ways from the source's display to the viewer's; described in paths.ts. */
export const pathNames = ['floor', 'tiles', 'tiles-chromium', 'track', 'tigervnc', 'x11vnc'] as const;
export type PathName = (typeof pathNames)[number];

export interface PictureOptions {
  readonly scenes: readonly SceneName[];
  readonly sizes: readonly { readonly width: number; readonly height: number }[];
  readonly paths: readonly PathName[];
  /** Every path is opened and measured this many times, in turns. */
  readonly rounds: number;
  /** Length of a measurement. */
  readonly seconds: number;
  readonly impair: readonly LinkName[];
  /** Changes of the time code a second; null for the scene's own. */
  readonly rate: number | null;
  /** The part of docs/performance.md that the table replaces; null: none. */
  readonly writeDoc: string | null;
}

export const usage = `npm run bench -- picture [--scenes=${sceneNames.join(',')}]
    [--sizes=1280x720,1920x1080] [--paths=${pathNames.join(',')}]
    [--rounds=2] [--seconds=8] [--rate=60] [--impair=${Object.keys(linkShapes).join(',')}] [--write-doc=PART]`;

/** Throws with {@link usage} on what it does not know. */
export function readPictureOptions(args: readonly string[]): PictureOptions {
  const { values } = parseArgs({
    args: [...args],
    options: {
      scenes: { type: 'string', default: sceneNames.join(',') },
      sizes: { type: 'string', default: '1280x720,1920x1080' },
      paths: { type: 'string', default: pathNames.join(',') },
      rounds: { type: 'string', default: '2' },
      seconds: { type: 'string', default: '8' },
      impair: { type: 'string', default: 'none' },
      rate: { type: 'string' },
      'write-doc': { type: 'string' },
    },
  });
  return {
    scenes: known(values.scenes, (name) => sceneNames.find((one) => one === name)),
    sizes: known(values.sizes, sizeOf),
    paths: known(values.paths, (name) => pathNames.find((one) => one === name)),
    rounds: positive(values.rounds),
    seconds: positive(values.seconds),
    impair: known(values.impair, (name) => (isLinkName(name) ? name : undefined)),
    rate: values.rate === undefined ? null : positive(values.rate),
    writeDoc: values['write-doc'] ?? null,
  };
}

function known<T>(list: string, find: (name: string) => T | undefined): T[] {
  return list.split(',').map((name) => {
    const found = find(name.trim());
    if (found === undefined) throw new Error(`"${name}" is not known here.\n${usage}`);
    return found;
  });
}

function sizeOf(text: string): { width: number; height: number } | undefined {
  const [, width, height] = /^(\d{3,4})x(\d{3,4})$/.exec(text) ?? [];
  return width === undefined || height === undefined
    ? undefined
    : { width: Number(width), height: Number(height) };
}

function positive(text: string): number {
  const value = Number(text);
  if (!(value > 0)) throw new Error(`"${text}" is not a number above 0.\n${usage}`);
  return value;
}
