import { describe, it } from 'vitest';
import { floodParser } from '../main/probes/fuzz/check-parser.ts';
import { everyParser } from '../main/probes/fuzz/parsers.ts';

/** As much as a program may print (run-command.ts). */
const LONGEST = 2 * 1_048_576;
/** A probe's own usual limit. */
const CPU_MS = 3000;
const HOUR = 3_600_000;
const parsers = await everyParser();

describe('every parser of what a system prints', () => {
  it.each(parsers)('$id is done with two megabytes before a probe’s limit', { timeout: HOUR }, (parser) => {
    floodParser(parser, LONGEST, CPU_MS);
  });
});
