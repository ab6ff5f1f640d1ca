import { areaIds, areaIdSchema, type AreaId } from '../../src-shared/diagnostics/area.ts';

export type RedactLevel = 'none' | 'normal' | 'strict';

export interface CollectOptions {
  /** Folder for snapshot.json and report.html; null writes no files. */
  readonly out: string | null;
  /** JSON on standard output. */
  readonly json: boolean;
  readonly areas: readonly AreaId[];
  readonly redact: RedactLevel;
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
  | { readonly kind: 'wrong'; readonly message: string };

export const collectHelp = `Looks at this computer and writes what it finds.

  npm run collect -- --out DIR       snapshot.json and report.html into DIR
  npm run collect -- --json          one JSON object on standard output, on the last line
                                     (npm run --silent … prints nothing else)

  --areas a,b    only these areas (also --scopes); all of them:
                 ${areaIds.slice(0, 10).join(', ')},
                 ${areaIds.slice(10).join(', ')}
  --redact LEVEL none    snapshot and JSON as they stand: keep them to yourself
                         (the report is hidden all the same)
                 normal  names, serials and addresses hidden (default)
                 strict  everything that points to a person left out
  --compare A.json B.json
                 what got better, worse, new or gone from A to B; snapshots of older versions too
  --compare A.json
                 the same from A to this computer now; with --json or --out as above
  --help         this text

Progress goes to standard error. Ends with 0, with 1 when it could not look or write, with 2 on a wrong command.
`;

/** Reads the command line; a wrong word is named, never ignored. */
export function readCollectOptions(args: readonly string[]): ParsedOptions {
  let out: string | null = null;
  let json = false;
  let areas: readonly AreaId[] = areaIds;
  let redact: RedactLevel = 'normal';
  const words = args.flatMap(splitAtEquals);
  const files: string[] = [];
  for (let at = 0; at < words.length; at += 1) {
    const flag = words[at] ?? '';
    if (flag === '--help' || flag === '-h') return { kind: 'help' };
    if (flag === '--json') {
      json = true;
      continue;
    }
    if (flag === '--compare') {
      while (files.length < 2 && isValue(words[at + 1])) files.push(words[(at += 1)] ?? '');
      if (files.length === 0) return wrong('--compare needs one or two files');
      continue;
    }
    if (!['--out', '--areas', '--scopes', '--redact'].includes(flag)) return wrong(`Unknown word: ${flag}`);
    at += 1;
    const value = words[at];
    if (!isValue(value)) return wrong(`${flag} needs a value`);
    if (flag === '--out') out = value;
    else if (flag === '--redact') {
      if (value !== 'none' && value !== 'normal' && value !== 'strict')
        return wrong(`--redact is none, normal or strict, not ${value}`);
      redact = value;
    } else {
      const chosen = areasOf(value);
      if (typeof chosen === 'string') return wrong(`Unknown area: ${chosen}. Areas: ${areaIds.join(', ')}`);
      areas = chosen;
    }
  }
  const [before, after = null] = files;
  if (before !== undefined) return { kind: 'compare', options: { before, after, json, out } };
  if (out === null && !json) return wrong('Say where to: --out DIR, or --json');
  return { kind: 'run', options: { out, json, areas, redact } };
}

function isValue(word: string | undefined): word is string {
  return word !== undefined && word !== '' && !word.startsWith('--');
}

/** The areas, or the first word that is none. */
function areasOf(text: string): readonly AreaId[] | string {
  const chosen: AreaId[] = [];
  for (const word of text
    .split(',')
    .map((part) => part.trim())
    .filter((part) => part !== '')) {
    const area = areaIdSchema.safeParse(word);
    if (!area.success) return word;
    if (!chosen.includes(area.data)) chosen.push(area.data);
  }
  return chosen.length > 0 ? chosen : text;
}

function splitAtEquals(word: string): readonly string[] {
  const at = word.indexOf('=');
  return word.startsWith('--') && at > 0 ? [word.slice(0, at), word.slice(at + 1)] : [word];
}

function wrong(message: string): ParsedOptions {
  return { kind: 'wrong', message };
}
