import { describe, expect, it } from 'vitest';
import { checkParser, floodParser } from './fuzz/check-parser.ts';
import { declarations, everyParser } from './fuzz/parsers.ts';

const FEW = 80;
/** Long enough to tell a parser whose time grows with the square: that takes more than a second. */
const SHORT = 32_000;
const CPU_MS = 400;
const parsers = await everyParser();

describe('every parser of what a system prints', () => {
  it('is found by its declaration, so that a new one is tried without being listed', () => {
    const ids = parsers.map((parser) => parser.id);
    expect(ids).toContain('platform/linux/wifi.ts parseNmcli');
    expect(ids).toContain('platform/clean.ts nameOf');
    expect(ids).toContain('platform/edid.ts parseEdid');
    expect(ids).toContain('platform/linux/battery.ts parseBattery');
    expect(new Set(ids).size).toBe(ids.length);
    expect(
      declarations(
        'export function readThat(\n  text: readonly string[],\n  now: number = 3,\n): Map<string, (a: string) => void> {\n' +
          "export const parseThis = (map: ReadonlyMap<string, string>, at?: number) => 'x';\nfunction parseOwn(text: string) {}",
      ),
    ).toEqual([
      { name: 'readThat', parameters: ['string[]', 'number'] },
      { name: 'parseThis', parameters: ['ReadonlyMap<string, string>', 'number'] },
    ]);
  });

  it.each(parsers)('$id answers whatever it is given', (parser) => {
    checkParser(parser, FEW);
  });

  it.each(parsers)('$id takes time as the length of output, not as its square', (parser) => {
    floodParser(parser, SHORT, CPU_MS);
  });
});
