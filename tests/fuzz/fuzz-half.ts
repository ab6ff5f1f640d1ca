import { describe, it } from 'vitest';
import { checkParser } from '../main/probes/fuzz/check-parser.ts';
import { everyParser } from '../main/probes/fuzz/parsers.ts';

/** Cases for each parser; ALONGSIDE_FUZZ_RUNS makes it shorter. */
const runs = Number(process.env['ALONGSIDE_FUZZ_RUNS'] ?? 100_000);
const HOUR = 3_600_000;

/** Every second parser with many cases: two files of tests run side by side. */
export async function fuzzHalf(half: 0 | 1): Promise<void> {
  const parsers = (await everyParser()).filter((_, at) => at % 2 === half);
  describe('every parser of what a system prints', () => {
    it.each(parsers)(`$id answers whatever it is given, ${runs} times`, { timeout: HOUR }, (parser) => {
      checkParser(parser, runs);
    });
  });
}
