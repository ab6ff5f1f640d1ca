import { areaIds, areaIdSchema, type AreaId } from '../../src-shared/diagnostics/area.ts';
import {
  DEFAULT_LEVEL,
  privacyLevels,
  privacyLevelSchema,
  type PrivacyLevel,
} from '../../src-shared/diagnostics/privacy-level.ts';

const redactLevels = ['none', 'normal', 'strict'] as const;
export type RedactLevel = (typeof redactLevels)[number];

export interface CollectOptions {
  /** Folder for the files; null writes none. */
  readonly out: string | null;
  /** JSON on standard output. */
  readonly json: boolean;
  /** The report as PDF too. */
  readonly pdf: boolean;
  readonly areas: readonly AreaId[];
  readonly redact: RedactLevel;
  readonly level: PrivacyLevel;
  /** For how long live values are watched after the checks; 0 for not at all. */
  readonly vitalsSeconds: number;
}

/** Before and after, from files; without a second one, with this computer as it is. */
export interface CompareOptions {
  readonly before: string;
  readonly after: string | null;
  readonly json: boolean;
  /** Folder for comparison.md and comparison.json; null writes no files. */
  readonly out: string | null;
}

export type ParsedOptions =
  | { readonly kind: 'compare'; readonly options: CompareOptions }
  | { readonly kind: 'run'; readonly options: CollectOptions }
  | { readonly kind: 'help' }
  | { readonly kind: 'schema' }
  | { readonly kind: 'wrong'; readonly message: string };

const LONGEST_WATCH_S = 600;

export const defaultOptions: CollectOptions = {
  out: null,
  json: false,
  pdf: false,
  areas: areaIds,
  redact: 'normal',
  level: DEFAULT_LEVEL,
  vitalsSeconds: 0,
};

/** `command` is how people call it: "npm run collect --", "alongside collect". */
export function collectHelp(command: string): string {
  return `Looks at this computer and writes what it finds.

  ${command} --out DIR    snapshot.json, report.html, report.md and report.json into DIR
  ${command} --json       one JSON object on standard output, on the last line
${command.startsWith('npm') ? '                                  (npm run --silent … prints nothing else)\n' : ''}
  --pdf          report.pdf too; needs the app, and on Linux a display
  --vitals N     watches for N seconds how busy the computer is, for the charts
  --areas a,b    only these areas (also --scopes); all of them:
${areaLines()}
  --redact LEVEL none    snapshot and JSON as they stand: keep them to yourself
                         (the reports are hidden all the same)
                 normal  names, serials and addresses hidden (default)
                 strict  everything that points to a person left out
  --level LEVEL  essential   only figures and what parts are called
                 normal      also made-up names (default)
                 everything  also what is seldom needed, such as what is installed
  --compare A.json B.json
                 what got better, worse, new or gone from A to B; snapshots of older versions too
  --compare A.json
                 the same from A to this computer now; with --json or --out as above
  --schema       the JSON Schema of report.json and --json
  --help         this text

Progress goes to standard error. Ends with 0, with 1 when it could not look or write, with 2 on a wrong command.
`;
}

/** Reads the command line; a wrong word is named, never ignored. */
export function readCollectOptions(args: readonly string[]): ParsedOptions {
  const words = args.flatMap(splitAtEquals);
  const files: string[] = [];
  let options = defaultOptions;
  for (let at = 0; at < words.length; at += 1) {
    const flag = words[at] ?? '';
    if (flag === '--help' || flag === '-h') return { kind: 'help' };
    if (flag === '--schema') return { kind: 'schema' };
    if (flag === '--json' || flag === '--pdf') {
      options = { ...options, [flag.slice(2)]: true };
      continue;
    }
    if (flag === '--compare') {
      while (files.length < 2 && isValue(words[at + 1])) files.push(words[(at += 1)] ?? '');
      if (files.length === 0) return wrong('--compare needs one or two files');
      continue;
    }
    const read = withValue.get(flag);
    if (!read) return wrong(`Unknown word: ${flag}`);
    at += 1;
    const value = words[at];
    if (!isValue(value)) return wrong(`${flag} needs a value`);
    const change = read(value);
    if (typeof change === 'string') return wrong(change);
    options = { ...options, ...change };
  }
  return finished(options, files);
}

function finished(options: CollectOptions, files: readonly string[]): ParsedOptions {
  const [before, after = null] = files;
  const { out, json, pdf } = options;
  if (before !== undefined) return { kind: 'compare', options: { before, after, json, out } };
  if (out === null && !json) return wrong('Say where to: --out DIR, or --json');
  if (pdf && out === null) return wrong('--pdf needs --out DIR');
  return { kind: 'run', options };
}

function isValue(word: string | undefined): word is string {
  return word !== undefined && word !== '' && !word.startsWith('--');
}

type Read = (value: string) => Partial<CollectOptions> | string;

/** Words that take a value; each answers what it changes, or what is wrong with it. */
const withValue = new Map<string, Read>(
  Object.entries({
    '--out': (out: string) => ({ out }),
    '--areas': readAreas,
    '--scopes': readAreas,
    '--redact': (value: string) => {
      const redact = redactLevels.find((level) => level === value);
      return redact ? { redact } : `--redact is none, normal or strict, not ${value}`;
    },
    '--level': (value: string) => {
      const level = privacyLevelSchema.safeParse(value);
      return level.success ? { level: level.data } : `--level is ${privacyLevels.join(', ')}, not ${value}`;
    },
    '--vitals': (value: string) => {
      const seconds = Number(value);
      const fits = Number.isInteger(seconds) && seconds >= 0 && seconds <= LONGEST_WATCH_S;
      return fits ? { vitalsSeconds: seconds } : `--vitals is 0 to ${LONGEST_WATCH_S} seconds, not ${value}`;
    },
  }),
);

function readAreas(text: string): Partial<CollectOptions> | string {
  const chosen: AreaId[] = [];
  const words = text.split(',').map((part) => part.trim());
  for (const word of words.filter((part) => part !== '')) {
    const area = areaIdSchema.safeParse(word);
    if (!area.success) return unknownArea(word);
    if (!chosen.includes(area.data)) chosen.push(area.data);
  }
  return chosen.length > 0 ? { areas: chosen } : unknownArea(text);
}

function unknownArea(word: string): string {
  return `Unknown area: ${word}. Areas: ${areaIds.join(', ')}`;
}

function areaLines(): string {
  const lines: string[] = [];
  for (let from = 0; from < areaIds.length; from += 8) lines.push(areaIds.slice(from, from + 8).join(', '));
  return lines.map((line) => `                 ${line}`).join(',\n');
}

function splitAtEquals(word: string): readonly string[] {
  const at = word.indexOf('=');
  return word.startsWith('--') && at > 0 ? [word.slice(0, at), word.slice(at + 1)] : [word];
}

function wrong(message: string): ParsedOptions {
  return { kind: 'wrong', message };
}
