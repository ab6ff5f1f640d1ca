import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { areaSchemas } from '../../../src-shared/diagnostics/area-schemas.ts';
import { areaIds } from '../../../src-shared/diagnostics/area.ts';
import { canonicalDigest, canonicalJson, type Json } from '../../../src-shared/diagnostics/canonical-json.ts';
import { describeFacts } from '../../../src-shared/diagnostics/facts.ts';
import { formatBytes, formatDuration, formatValue } from '../../../src-shared/diagnostics/format-value.ts';
import {
  decodeSnapshot,
  decodeSnapshotHead,
  emptySnapshot,
  mergePart,
  withHead,
  type Snapshot,
} from '../../../src-shared/diagnostics/snapshot.ts';
import { sampleOf } from './schema-leaves.ts';

const empty = emptySnapshot({ takenAt: 1, app: { version: '0.1.0', runtime: 'Node 24' }, platform: 'linux' });
const envelope = { ms: 1, at: 2, source: 'test' };

/** A snapshot in which every field of every area has a value. */
function maximal(): Snapshot {
  return areaIds.reduce((snapshot, area) => {
    const data = sampleOf(areaSchemas[area], (path) => `t ${path}`.slice(0, 60));
    const merged = mergePart(snapshot, area, { status: 'ok', data, ...envelope });
    if (!merged.ok) throw new Error(merged.error.detail);
    return merged.value;
  }, empty);
}

describe('a snapshot', () => {
  it('survives its canonical JSON with every area filled', () => {
    const decoded = decodeSnapshot(JSON.parse(canonicalJson(maximal())));
    expect(decoded).toEqual({ ok: true, value: maximal() });
  });

  it('refuses a field that the schema does not know, and says where without saying what', () => {
    const part = { status: 'ok', data: { seconds: 5, secret: 'hunter2' }, ...envelope };
    const merged = mergePart(empty, 'uptime', part);
    expect(merged.ok).toBe(false);
    expect(JSON.stringify(merged)).not.toContain('hunter2');
  });

  it('refuses the data of one area under the name of another', () => {
    expect(mergePart(empty, 'memory', { status: 'ok', data: { seconds: 5 }, ...envelope }).ok).toBe(false);
  });

  it('keeps a reason where a probe had no answer', () => {
    const merged = mergePart(empty, 'wifi', {
      status: 'unavailable',
      reason: 'no Wi-Fi adapter',
      ...envelope,
    });
    expect(merged.ok && describeFacts(merged.value)[0]).toMatchObject({
      status: 'unavailable',
      reason: 'no Wi-Fi adapter',
    });
  });

  it('joins a head that comes after the parts', () => {
    const full = maximal();
    const { areas: _, ...head } = full;
    expect(decodeSnapshotHead(head)).toEqual({ ok: true, value: head });
    expect(withHead({ ...empty, areas: full.areas }, head)).toEqual(full);
  });

  it('describes every area in words, without blanks', () => {
    const groups = describeFacts(maximal());
    expect(groups.map((group) => group.area)).toEqual(areaIds);
    for (const group of groups) {
      expect(group.facts.length, group.area).toBeGreaterThan(0);
      for (const { label, value } of group.facts)
        expect(`${label}${value}`).not.toMatch(/undefined|null|NaN/);
    }
  });
});

describe('canonical JSON', () => {
  it('does not depend on the order of keys', () => {
    expect(canonicalJson({ b: 1, a: [{ d: null, c: 'ä' }] })).toBe('{"a":[{"c":"ä","d":null}],"b":1}');
  });

  it('has the RFC 8785 form of numbers and refuses what JSON cannot carry', () => {
    expect(canonicalJson([-0, 1e21, 0.1, 1e-7])).toBe('[0,1e+21,0.1,1e-7]');
    expect(() => canonicalJson(Number.NaN)).toThrow();
  });

  it('gives the same digest after a trip through any JSON writer', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        const json: Json = value as Json;
        expect(canonicalDigest(JSON.parse(JSON.stringify(json)))).toBe(canonicalDigest(json));
      }),
    );
  });

  it('has the digest of its bytes', () => {
    expect(canonicalDigest({})).toBe('44136fa355b3678a1146ad16f7e8649e94fb4fc21fe77e8310c060f61caaff8a');
  });
});

describe('values for people', () => {
  it.each([
    [0, '0 B'],
    [1023, '1023 B'],
    [1024, '1 KB'],
    [8_482_560_000, '7.9 GB'],
    [254_476_812_288, '237 GB'],
    [1_099_511_627_776, '1 TB'],
  ])('%d bytes are %s', (value, shown) => expect(formatBytes(value)).toBe(shown));

  it.each([
    [8, '8 s'],
    [870, '14 min'],
    [22_320, '6 h 12 min'],
    [3_290_400, '38 d 2 h'],
    [86_400, '1 d'],
  ])('%d seconds are %s', (value, shown) => expect(formatDuration(value)).toBe(shown));

  it.each([
    [-71, 'dbm', '−71 dBm'],
    [330, 'minutes', '+5:30 h'],
    [-300, 'minutes', '−5 h'],
    [2500, 'mbit', '2.5 Gbit/s'],
    [94.06, 'percent', '94.1 %'],
    [null, 'bytes', '—'],
    [true, 'plain', 'yes'],
  ] as const)('%s in %s is %s', (value, unit, shown) => expect(formatValue(value, unit)).toBe(shown));
});
