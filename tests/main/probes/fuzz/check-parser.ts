import fc from 'fast-check';
import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { isDeepStrictEqual } from 'node:util';
import { expect } from 'vitest';
import { keyValues } from '../../../../src-main/platform/linux/parse-text.ts';
import { argumentOf } from './arguments.ts';
import type { Parser } from './parsers.ts';

const folder = fileURLToPath(new URL('../../../fixtures/', import.meta.url));
const LONGEST_FIXTURE = 20_000;

export const recorded: readonly string[] = readdirSync(folder, { recursive: true, encoding: 'utf8' })
  .filter((name) => /^(?:linux|darwin|win32)[\\/].*\.(?:txt|json|xml|plist|conf|log|csv)$/.test(name))
  .map((name) => readFileSync(`${folder}${name}`, 'utf8'))
  .filter((text) => text !== '')
  .map((text) => text.slice(0, LONGEST_FIXTURE));

/** Recorded output that means something to this parser: it answers otherwise than to nothing. */
export function seedsOf(parser: Parser): readonly string[] {
  const answerTo = (text: string) => {
    try {
      return parser.run(parser.parameters.map((type, at) => plainArgument(type, at === 0 ? text : '')));
    } catch {
      return null; // not a text that it takes: the fuzz proper says whether it may throw
    }
  };
  const nothing = answerTo('');
  const own = recorded.filter((text) => !isDeepStrictEqual(answerTo(text), nothing));
  return own.length > 0 ? own : recorded;
}

function plainArgument(type: string, text: string): unknown {
  if (type === 'number') return 1;
  if (type === 'string[]') return text.split('\n');
  if (type === 'ReadonlyMap<string, string>') return keyValues(text);
  if (type === 'Uint8Array') return new TextEncoder().encode(text);
  if (type !== 'unknown') return text;
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}

/** Whatever a machine prints, a parser answers: it never throws. */
export function checkParser(parser: Parser, runs: number): void {
  const seeds = seedsOf(parser);
  const types = parser.parameters.map((type) => argumentOf(type, seeds));
  const unknown = parser.parameters.filter((_, at) => types[at] === null);
  expect(unknown, `${parser.id}: tell tests/main/probes/fuzz/arguments.ts how to make these`).toEqual([]);
  const known = types.filter((type) => type !== null);
  fc.assert(
    fc.property(fc.tuple(...known), (args) => void parser.run(args)),
    { numRuns: runs },
  );
}

/**
 * Output without end: what a parser knows and what it does not, over and over, and lines of one endless word. What is
 * measured is processor time, so that a busy machine fails nobody.
 */
export function floodParser(parser: Parser, length: number, longestCpuMs: number): void {
  const seeds = seedsOf(parser).slice(0, 3);
  const lines = seeds.flatMap((seed) => seed.split('\n').slice(0, 6));
  const words = lines.flatMap((line) => line.split(/[\s:=,]+/).slice(0, 3));
  const repeated = [...seeds, ...lines, ...signs, ...words.slice(0, 6)].filter((text) => text !== '');
  const long = lines
    .slice(0, 6)
    .flatMap((line) => ['x', '1', ' '].map((sign) => endless(line, sign, length)));
  const floods = [...new Set(repeated)].flatMap((text) => [
    repeat(`${text}\n`, length),
    repeat(text, length),
  ]);
  for (const flood of [...floods, ...long]) {
    const began = process.cpuUsage();
    parser.run(parser.parameters.map((type) => plainArgument(type, flood)));
    const { user } = process.cpuUsage(began);
    expect(user / 1000, `${parser.id} with ${JSON.stringify(flood.slice(0, 60))} over and over`).toBeLessThan(
      longestCpuMs,
    );
  }
}

const signs = [
  ' ',
  '\t',
  '0',
  'a',
  ':',
  '=',
  '"',
  '\\',
  '(',
  ')',
  '[',
  '{',
  ',',
  '\n',
  '\r\n',
  '-',
  '/',
  "'",
  'a ',
];

function repeat(text: string, length: number): string {
  return text.repeat(Math.ceil(length / text.length)).slice(0, length);
}

function endless(line: string, sign: string, length: number): string {
  const middle = Math.floor(line.length / 2);
  return line.slice(0, middle) + sign.repeat(length) + line.slice(middle);
}
