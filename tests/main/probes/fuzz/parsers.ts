import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

/** A function of the sources that reads what a system printed, found by its declaration. */
export interface Parser {
  readonly id: string;
  /** Types of the parameters as they are written. */
  readonly parameters: readonly string[];
  readonly run: (args: readonly unknown[]) => unknown;
}

const sources = fileURLToPath(new URL('../../../../src-main/', import.meta.url));
const folders = ['platform', 'probes', 'network-tests'];

/** Whoever takes one of these first reads output, whatever the name. */
const textTypes = new Set([
  'string',
  'string | null',
  'string | undefined',
  'string | null | undefined',
  'unknown',
  'Uint8Array',
  'string[]',
  'ReadonlyMap<string, string>',
]);

/** Takes a text that the app itself wrote. */
const ownWords = new Set([
  'answer.ts facts',
  'answer.ts unavailable',
  'answer.ts denied',
  'answer.ts failed',
  'answer.ts notAnswered',
  'run-command.ts createRunCommand',
  'run-limited.ts runLimited', // starts what it is given
  'run-command.ts startProgram',
  'resolve-target.ts lookUpAsTold', // asks for a name
  'system-files.ts createSystemFiles',
  'program-place.ts placeOf',
  'power-shell-table.ts powerShellTable',
]);

/** Every exported function that reads output: a new one is here as soon as it is written. */
export async function everyParser(): Promise<readonly Parser[]> {
  const found: Parser[] = [];
  for (const file of folders.flatMap(filesBelow)) {
    const declared = declarations(readFileSync(`${sources}${file}`, 'utf8')).filter(
      ({ name, parameters }) =>
        (textTypes.has(parameters[0] ?? '') || /^parse[A-Z]/.test(name)) &&
        !ownWords.has(`${file.split('/').at(-1)} ${name}`),
    );
    if (declared.length === 0) continue;
    const module: unknown = await import(`${sources}${file}`);
    for (const { name, parameters } of declared) {
      const value: unknown = Reflect.get(Object(module), name);
      if (typeof value !== 'function') continue;
      found.push({
        id: `${file} ${name}`,
        parameters,
        run: (args) => Reflect.apply(value, undefined, args),
      });
    }
  }
  return found;
}

/** Files that do work as soon as they are loaded. */
const roots = new Set(['probes/collector-process.ts']);

function filesBelow(folder: string): string[] {
  try {
    return readdirSync(`${sources}${folder}`, { recursive: true, encoding: 'utf8' })
      .filter((name) => name.endsWith('.ts'))
      .map((name) => `${folder}/${name.replaceAll('\\', '/')}`)
      .filter((file) => !roots.has(file))
      .sort();
  } catch {
    return []; // a folder that this version does not have
  }
}

interface Declaration {
  readonly name: string;
  readonly parameters: readonly string[];
}

/** Exported functions and arrow functions that answer at once, with the types of what they take. */
export function declarations(source: string): readonly Declaration[] {
  const heads = /^export (?:function (\w+)(?:<[^(]*>)?|const (\w+)(?::[^=\n]+)? = )\(/gm;
  return [...source.matchAll(heads)].map((match) => ({
    name: match[1] ?? match[2] ?? '',
    parameters: typesOf(insideBrackets(source, match.index + match[0].length)),
  }));
}

function insideBrackets(source: string, from: number): string {
  let depth = 1;
  let at = from;
  for (; at < source.length && depth > 0; at += 1) {
    if ('([{'.includes(source[at] ?? ' ')) depth += 1;
    if (')]}'.includes(source[at] ?? ' ')) depth -= 1;
  }
  return source.slice(from, at - 1);
}

function typesOf(list: string): readonly string[] {
  const parts: string[] = [''];
  let depth = 0;
  for (const [at, sign] of [...list].entries()) {
    if ('([{<'.includes(sign)) depth += 1;
    if (')]}'.includes(sign) || (sign === '>' && list[at - 1] !== '=')) depth -= 1;
    if (sign === ',' && depth === 0) parts.push('');
    else parts[parts.length - 1] += sign;
  }
  return parts
    .map((part) => part.trim())
    .filter((part) => part !== '')
    .map(typeOf);
}

function typeOf(parameter: string): string {
  const type = /^[^:]*?\??:\s*([\s\S]*)$/.exec(parameter)?.[1] ?? 'unknown';
  return type
    .replace(/\s=\s[\s\S]*$/, '')
    .replace(/\s+/g, ' ')
    .replace(/^readonly /, '')
    .trim();
}
