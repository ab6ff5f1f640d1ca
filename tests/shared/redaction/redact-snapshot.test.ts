import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { areaSchemas } from '../../../src-shared/diagnostics/area-schemas.ts';
import { areaIds, type AreaId } from '../../../src-shared/diagnostics/area.ts';
import { canonicalDigest, canonicalJson, type Json } from '../../../src-shared/diagnostics/canonical-json.ts';
import { fieldsByPath } from '../../../src-shared/diagnostics/fields.ts';
import {
  areaData,
  decodeSnapshot,
  emptySnapshot,
  mergePart,
  type Snapshot,
} from '../../../src-shared/diagnostics/snapshot.ts';
import { nobody } from '../../../src-shared/redaction/learnt-secrets.ts';
import { redactSnapshot, type RedactOptions } from '../../../src-shared/redaction/redact-snapshot.ts';
import { sampleOf } from '../diagnostics/schema-leaves.ts';
import { canaries, disguises, findTells, identity } from './canaries.ts';

const key = new Uint8Array(32).fill(7);
const options: RedactOptions = { key, identity, withheld: new Set() };
const typedValues: Readonly<Record<string, string>> = {
  user: canaries.user,
  host: canaries.host,
  domain: canaries.domain,
  serial: canaries.serial,
  uuid: canaries.uuid,
  mac: canaries.mac,
  ssid: canaries.ssid,
  ip: canaries.publicIp,
  path: canaries.homePath,
  label: 'Northfield Letters',
};

/** A snapshot with every field filled; `text` gives the value of a text field. */
function snapshotOf(text: (path: string) => string): Snapshot {
  const empty = emptySnapshot({ takenAt: 1, app: { version: '0.1.0', runtime: 'test' }, platform: 'linux' });
  return areaIds.reduce((snapshot, area) => {
    const data = sampleOf(areaSchemas[area], (path) => fitted(area, path, text));
    const source = text(`${area} source`);
    const result = { status: 'ok', data, ms: 1, at: 2, source: source.length <= 200 ? source : '' };
    const merged = mergePart(snapshot, area, result);
    if (!merged.ok) throw new Error(merged.error.detail);
    return merged.value;
  }, empty);
}

// Collectors cut at the end of a word; a text that does not fit is left to the tests of the scrubber.
function fitted(area: AreaId, path: string, text: (path: string) => string): string {
  const whole = text(`${area}.${path}`);
  return whole.length <= (fieldsByPath.get(`${area}.${path}`)?.kind === 'ip' ? 64 : 160) ? whole : '';
}

function sentBytes(raw: Snapshot, using = options): Uint8Array {
  return new TextEncoder().encode(canonicalJson(asJson(redactSnapshot(raw, using).snapshot)));
}

function asJson(snapshot: Snapshot): Json {
  const json: Json = JSON.parse(JSON.stringify(snapshot));
  return json;
}

/** Every typed field holds its own canary; all other texts hold the given one. */
function planted(text: string): Snapshot {
  return snapshotOf((path) => {
    if (path === 'network.dnsServers.*.address') return canaries.publicIp6;
    return typedValues[fieldsByPath.get(path)?.kind ?? ''] ?? text;
  });
}

describe('canaries', () => {
  for (const [what, value] of Object.entries(canaries)) {
    for (const [how, dress] of Object.entries(disguises)) {
      it(`do not leave: ${what}, ${how}, in every free text`, () => {
        expect(findTells(sentBytes(planted(dress(value))))).toEqual([]);
      });
    }

    it(`do not leave: ${what} in the place of every other field`, () => {
      expect(findTells(sentBytes(snapshotOf(() => value)))).toEqual([]);
    });

    it(`do not leave: ${what} in the reason of a failed probe`, () => {
      const raw = planted('nothing');
      const failed = {
        status: 'failed' as const,
        reason: `cannot read ${value}`,
        source: `cat ${value}`,
        ms: 1,
        at: 1,
      };
      expect(findTells(sentBytes({ ...raw, areas: { ...raw.areas, usb: failed } }))).toEqual([]);
    });
  }

  it('are found by the search when nothing is hidden', () => {
    const bytes = new TextEncoder().encode(canonicalJson(asJson(planted(Object.values(canaries).join(' ')))));
    expect(findTells(bytes).length).toBeGreaterThan(12);
  });

  it('do not leave in what the preview says is sent', () => {
    const { rows } = redactSnapshot(planted(canaries.homePath), options);
    expect(findTells(new TextEncoder().encode(rows.map((row) => row.sent).join('\n')))).toEqual([]);
    expect(rows.find((row) => row.field === 'os.userName')).toMatchObject({
      here: canaries.user,
      hidden: true,
    });
  });
});

describe('any names', () => {
  const letter = fc.constantFrom(...'abcdefghijklmnopqrstuvwxyzäöüßéñčşждлわ名김');
  const word = fc.array(letter, { minLength: 6, maxLength: 12 }).map((letters) => letters.join(''));

  it('are hidden wherever they stand', () => {
    fc.assert(
      fc.property(word, word, fc.constantFrom(...Object.values(disguises)), (user, host, dress) => {
        fc.pre(!user.includes(host) && !host.includes(user));
        const who = { ...nobody, userNames: [user], hostNames: [host] };
        const raw = snapshotOf((path) =>
          fieldsByPath.get(path)?.kind === 'text' ? dress(`${user} ${host}`) : 'plain',
        );
        const text = new TextDecoder()
          .decode(sentBytes(raw, { ...options, identity: who }))
          .normalize('NFC')
          .toLowerCase();
        expect(text).not.toContain(user.normalize('NFC'));
        expect(text).not.toContain(host.normalize('NFC'));
        expect(text).not.toContain(encodeURIComponent(user).toLowerCase());
      }),
      { numRuns: 60 },
    );
  }, 60_000);
});

describe('what is sent', () => {
  const raw = planted('Realtek Gaming 2.5GbE');

  it('passes the schema of a snapshot and keeps what is harmless', () => {
    const { snapshot } = redactSnapshot(raw, options);
    expect(decodeSnapshot(JSON.parse(JSON.stringify(snapshot)))).toEqual({ ok: true, value: snapshot });
    expect(areaData(snapshot, 'cpu')?.brand).toBe('Realtek Gaming 2.5GbE');
    expect(areaData(snapshot, 'memory')).toEqual(areaData(raw, 'memory'));
  });

  it('holds no value of the machine that looks like a made-up word', () => {
    const kinds = [
      'user',
      'host',
      'domain',
      'sn',
      'uuid',
      'mac',
      'ssid',
      'label',
      'home',
      'mail',
      'sid',
      'ip',
    ];
    for (const kind of kinds) {
      const value = `${kind}-MARGARET`;
      const sent = snapshotOf((path) =>
        ['text', 'none'].includes(fieldsByPath.get(path)?.kind ?? 'none') ? 'plain' : value,
      );
      const bytes = sentBytes(sent, { ...options, identity: nobody });
      expect({ kind, told: new TextDecoder().decode(bytes).includes('MARGARET') }).toEqual({
        kind,
        told: false,
      });
    }
  });

  it('has the same digest each time within a session', () => {
    const digest = () => canonicalDigest(asJson(redactSnapshot(raw, options).snapshot));
    expect(digest()).toBe(digest());
  });

  it('gives the same value the same name everywhere', () => {
    const { snapshot } = redactSnapshot(
      planted(`uses ${canaries.mac.toUpperCase().replaceAll(':', '-')}`),
      options,
    );
    const name = areaData(snapshot, 'network')?.interfaces[0]?.mac;
    expect(name).toMatch(/^mac-[A-Z2-7]{8}$/);
    expect(areaData(snapshot, 'cpu')?.brand).toBe(`uses ${name}`);
  });

  it('shares no name between two keys', () => {
    const names = (bytes: Uint8Array) =>
      new Set(new TextDecoder().decode(bytes).match(/[a-z]+-[A-Z2-7]{8}/g));
    const first = names(sentBytes(raw));
    const second = names(sentBytes(raw, { ...options, key: new Uint8Array(32).fill(8) }));
    expect(first.size).toBeGreaterThan(5);
    expect([...first].filter((name) => second.has(name))).toEqual([]);
  });

  it('holds null for a field that was left out, and says that there is one, not which', () => {
    const withheld = new Set(['network.interfaces.*.mac', 'os.hostName', 'no.such.field']);
    const { snapshot, rows } = redactSnapshot(raw, { ...options, withheld });
    expect(snapshot.withheld).toEqual([
      { area: 'os', fields: 1, figures: 0, words: 1 },
      { area: 'network', fields: 1, figures: 0, words: 1 },
    ]);
    expect(JSON.stringify(snapshot)).not.toMatch(/os\.hostName|interfaces\.\*/);
    expect(areaData(snapshot, 'network')?.interfaces[0]?.mac).toBeNull();
    expect(rows.find((row) => row.field === 'os.hostName')).toMatchObject({
      here: canaries.host,
      sent: null,
      hidden: true,
      withheld: true,
    });
  });

  it('holds nothing of an area that was left out as a whole, not even how long its lists are', () => {
    const withheld = new Set([...fieldsByPath.keys()].filter((path) => path.startsWith('software.')));
    const { snapshot, rows } = redactSnapshot(raw, { ...options, withheld });
    expect(snapshot.areas.software).toMatchObject({ status: 'denied', reason: 'left out by the person' });
    expect(snapshot.areas.software).not.toHaveProperty('data');
    expect(rows.some((row) => row.area === 'software' && row.here !== '' && row.sent === null)).toBe(true);
  });

  it('drops a field that has no entry in the allow-list', () => {
    const lookup = new Map([...fieldsByPath].filter(([path]) => path !== 'cpu.brand'));
    const { snapshot, rows } = redactSnapshot(raw, { ...options, lookup });
    expect(areaData(snapshot, 'cpu')?.brand).toBeNull();
    expect(rows.some((row) => row.field === 'cpu.brand')).toBe(false);
  });

  it('counts the rows that are not sent as they stand', () => {
    const { rows, hidden } = redactSnapshot(raw, options);
    expect(hidden).toBe(rows.filter((row) => row.sent !== row.here).length);
    expect(hidden).toBeGreaterThan(8);
  });
});
