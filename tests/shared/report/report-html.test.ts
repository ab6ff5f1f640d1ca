// @vitest-environment happy-dom
import { describe, expect, it } from 'vitest';
import { fields } from '../../../src-shared/diagnostics/fields.ts';
import { decodeSnapshot, type Snapshot } from '../../../src-shared/diagnostics/snapshot.ts';
import { judgementSchema, ruleIds } from '../../../src-shared/findings/finding.ts';
import { judge } from '../../../src-shared/findings/judge.ts';
import { reportHtml } from '../../../src-shared/report/report-html.ts';
import { cases } from '../findings/cases.ts';
import {
  battery,
  DAY_S,
  disk,
  GIB,
  machine,
  NOW,
  nvme,
  printer,
  program,
  volume,
  wifi,
  type AreasPatch,
} from '../findings/machine.ts';
import { readingGrade } from '../words/reading-grade.ts';

const reportOf = (snapshot: Snapshot) =>
  reportHtml({ snapshot, judgement: judge(snapshot, { now: NOW }), generatedAt: NOW });
const parsed = (snapshot: Snapshot) => new DOMParser().parseFromString(reportOf(snapshot), 'text/html');
const textOf = (element: Element | null | undefined) =>
  (element?.textContent ?? '').replace(/\s+/g, ' ').trim();
const section = (page: Document, id: string) => page.querySelector(`[aria-labelledby="${id}"]`);

/** As in the pictures: a full disk, stuck prints, no restart, weak Wi-Fi. */
const margaret: AreasPatch = {
  volumes: {
    volumes: [{ ...volume, usedBytes: Math.round(222.9 * GIB), availableBytes: Math.round(14.1 * GIB) }],
  },
  printers: { printers: [{ ...printer, jobs: 7, oldestJobSeconds: 3120 }] },
  uptime: { seconds: 38 * DAY_S },
  os: { restartRequired: true },
  wifi: { connections: [{ ...wifi, signalDbm: -71, ssid: 'ssid-ABCDEF23' }] },
  network: { proxySet: true },
};

describe('the report', () => {
  it('says what was found first, in plain words, with what to try', () => {
    const page = parsed(machine(margaret, 'win32'));
    expect(
      [...page.querySelectorAll('main > section')].map((part) => part.getAttribute('aria-labelledby')),
    ).toEqual(['found', 'to-know', 'unknown', 'fine', 'hidden', 'facts', 'checks']);
    const cards = [...(section(page, 'found')?.querySelectorAll('article') ?? [])];
    expect(cards.map((card) => textOf(card.querySelector('h3')))).toEqual([
      'Your disk is nearly full',
      'Your computer has not restarted for 38 days',
      'Prints are stuck',
      'Your Wi-Fi is weak here',
    ]);
    expect(textOf(cards[0])).toContain('It has 14 GB left. That can make everything slow.');
    expect(cards[0]?.querySelectorAll('ol li').length).toBe(4);
    expect(textOf(cards[0]?.querySelector('.effects'))).toContain('Space on your disk is getting low.');
    expect(textOf(section(page, 'to-know'))).toContain('Your internet goes through a helper computer');
  });

  it('gives the helper value, limit, rule and source', () => {
    const page = parsed(machine(margaret));
    expect(
      textOf(section(page, 'found')?.querySelector('article:first-of-type > div:last-child > .proof')),
    ).toBe('94.1 % used, 14.1 of 237 GB free · limit 90 %, clears under 80 % · DISK-01 · test volumes');
    expect(section(page, 'checks')?.querySelectorAll('tbody tr').length).toBe(ruleIds.length);
  });

  it('counts causes, not their effects, and never counts the unknown as fine', () => {
    const tally = [...parsed(machine(margaret)).querySelectorAll('.tally b')].map(textOf);
    const { fired, ok, unknown } = judge(machine(margaret), { now: NOW }).counts;
    expect(tally).toEqual(['4', String(ok), '0']);
    expect({ more: fired > 4, unknown }).toEqual({ more: true, unknown: 0 });
    const { areas: _, ...head } = machine();
    expect([...parsed({ ...head, areas: {} }).querySelectorAll('.tally b')].map(textOf)).toEqual([
      '0',
      '0',
      String(judge({ ...head, areas: {} }, { now: NOW }).counts.unknown),
    ]);
  });

  it('says what could not be checked and why, and what is not needed here', () => {
    const snapshot = machine({ system: { virtual: true } });
    const failed = {
      status: 'failed',
      reason: 'no answer in 3 s',
      ms: 3000,
      at: NOW,
      source: 'si.wifi()',
    } as const;
    const page = parsed({ ...snapshot, areas: { ...snapshot.areas, wifi: failed } });
    const text = textOf(section(page, 'unknown'));
    expect(text).toContain('Strength of your Wi-Fi Did not work: no answer in 3 s');
    expect(text).toMatch(/Health of your battery.*\(this is a virtual computer\)/);
  });

  it('marks made-up words and says how much of which area the person left out, not what', () => {
    const page = parsed({
      ...machine(margaret),
      withheld: [{ area: 'os', fields: 2, figures: 0, words: 2 }],
    });
    expect([...page.querySelectorAll('.hidden-value')].map(textOf)).toContain('ssid-ABCDEF23');
    expect(textOf(section(page, 'hidden'))).toContain('Left out by you, and how many: System (2)');
  });

  it('tells the time on the clock of the computer', () => {
    expect(textOf(parsed(machine()).querySelector('header'))).toContain('24 November 2026, 11:46.');
    const { time: _, ...areas } = machine().areas;
    expect(textOf(parsed({ ...machine(), areas }).querySelector('header'))).toContain(
      '24 November 2026, 10:46 (UTC).',
    );
  });

  it('says so when there is nothing to find', () => {
    const page = parsed(machine());
    const { ok } = judge(machine(), { now: NOW }).counts;
    expect(textOf(section(page, 'found'))).toBe(`What we found No problems found in ${ok} checks.`);
  });

  it('is one file: no script, no link out, nothing loaded, and a policy that says the same', () => {
    const report = reportOf(machine(margaret));
    const page = parsed(machine(margaret));
    expect(
      page.querySelectorAll('script, link, img, iframe, object, embed, form, base, meta[http-equiv=refresh]')
        .length,
    ).toBe(0);
    expect(report).not.toMatch(/https?:|url\(|@import|\son\w+=/i);
    expect(page.querySelector('meta[http-equiv=Content-Security-Policy]')?.getAttribute('content')).toMatch(
      /^default-src 'none';/,
    );
    expect([...page.querySelectorAll('[href], [src]')].map((one) => one.getAttribute('href'))).toEqual([
      '#main',
    ]);
  });

  it("can be found one's way in: one h1, no level left out, landmarks, captions, scopes, names for sections", () => {
    const page = parsed(machine(margaret));
    const levels = [...page.querySelectorAll('h1,h2,h3,h4')].map(({ tagName }) => Number(tagName[1]));
    expect(levels.filter((level) => level === 1).length).toBe(1);
    levels.forEach((level, i) => expect(level - (levels[i - 1] ?? 0)).toBeLessThanOrEqual(1));
    for (const landmark of ['header', 'main', 'footer'])
      expect(page.querySelectorAll(landmark).length).toBe(1);
    for (const table of page.querySelectorAll('table'))
      expect(textOf(table.querySelector('caption'))).not.toBe('');
    for (const head of page.querySelectorAll('th')) expect(head.getAttribute('scope')).toMatch(/^(row|col)$/);
    for (const part of page.querySelectorAll('section'))
      expect(page.getElementById(part.getAttribute('aria-labelledby') ?? '')).not.toBeNull();
    for (const svg of page.querySelectorAll('svg')) expect(svg.getAttribute('aria-hidden')).toBe('true');
    expect(page.documentElement.lang).toBe('en');
    expect(page.title).toContain('24 November 2026');
  });

  it('reads at grade 8 or lower where it speaks to the person', () => {
    const page = parsed(machine(margaret));
    for (const part of page.querySelectorAll('.proof, .areas, .hidden-list, [aria-labelledby=checks]'))
      part.remove();
    const sentences = [...page.querySelectorAll('header p, h1, h2, h3, h4, main p, main li, footer p')].map(
      (one) => textOf(one).replace(/[.]?$/, '.'),
    );
    expect(readingGrade(sentences.join(' '))).toBeLessThanOrEqual(8);
  });
});

const attacks = [
  '<script>alert(1)</script>',
  '"><img src=x onerror=alert(1)>',
  "'><svg onload=alert(1)>",
  '</style><script>alert(1)</script>',
  '</title><script>alert(1)</script>',
  '--><script>alert(1)</script>',
  '`${alert(1)}`',
  'javascript:alert(1)',
  '&lt;script&gt;alert(1)&lt;/script&gt;',
  '{name} {free|roundSize} {constructor}',
  '\u202egnp.exe <b>',
  '\u0000\u0007<i>',
  `${'<b>'.repeat(90)}`,
];

/** Every text of the snapshot replaced; some in lists, so that findings carry them too. */
function poisoned(attack: string): Snapshot {
  const snapshot = machine(
    {
      volumes: {
        volumes: [
          { ...volume, usedBytes: 236 * GIB, availableBytes: GIB },
          { ...volume, role: 'data', usedBytes: 236 * GIB, availableBytes: GIB },
        ],
      },
      printers: { printers: [{ ...printer, status: 'offline', jobs: 9, oldestJobSeconds: 9999 }] },
      processes: { top: [{ ...program, memoryPercent: 95 }], remoteTools: [{ name: 'x' }, { name: 'y' }] },
      disks: {
        disks: [
          { ...disk, health: 'failing' },
          { ...nvme, nvmePercentageUsed: 110 },
        ],
      },
      battery: { onMains: false, batteries: [{ ...battery, percent: 3 }] },
      wifi: { connections: [{ ...wifi, signalDbm: -90 }] },
      usb: { devices: [{ name: 'x', vendor: 'x', kind: 'x', serial: 'x', problemCode: 28 }] },
      audio: { devices: [] },
    },
    'win32',
  );
  const replace = (value: unknown, key = ''): unknown => {
    if (typeof value === 'string')
      return fixed.has(key) ? value : attack.slice(0, addresses.has(key) ? 64 : 300);
    if (Array.isArray(value)) return value.map((inner) => replace(inner, key));
    if (typeof value !== 'object' || value === null) return value;
    return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, replace(inner, name)]));
  };
  const areas = replace({
    ...snapshot.areas,
    graphics: { status: 'failed', reason: 'x', ms: 1, at: NOW, source: 'x' },
    displays: { status: 'denied', reason: 'x', ms: 1, at: NOW, source: 'x' },
  }) as Snapshot['areas'];
  return { ...snapshot, app: { version: attack, runtime: attack }, areas };
}
const addresses = new Set(['address', 'gateway', 'gateway6']);
/** Fields of fixed words: an attacker cannot choose them, the schema would refuse. */
const fixed = new Set([
  'status',
  ...fields.filter(({ kind }) => kind === 'none').map(({ path }) => path.split('.').at(-1) ?? ''),
]);

const tags = (one: Document) =>
  [...one.querySelectorAll('*')].map(({ tagName }) => tagName).filter((tag) => tag !== 'SPAN');

describe('hostile texts', () => {
  const clean = tags(parsed(poisoned('x')));

  it.each(attacks)('stay text in every field: %j', (attack) => {
    const report = reportOf(poisoned(attack));
    const page = new DOMParser().parseFromString(report, 'text/html');
    expect(page.querySelectorAll('script, img, iframe, b > b, i').length).toBe(0);
    expect(tags(page)).toEqual(clean);
    for (const element of page.querySelectorAll('*')) {
      for (const { name } of element.attributes) expect(name).not.toMatch(/^on/i);
    }
    expect(report).not.toMatch(/[\u0000-\u0008\u000b-\u001f\u202a-\u202e]/);
  });

  it('reach the report at all: the test would see them', () => {
    const report = reportOf(poisoned('<script>alert(1)</script>'));
    expect(report.split('&lt;script&gt;').length).toBeGreaterThan(60);
  });

  it('as long as the schema allows give judgements the schema accepts', () => {
    const long = poisoned('W'.repeat(160));
    const decoded = decodeSnapshot({ ...long, app: { version: '1', runtime: '1' } });
    expect(decoded.ok ? 'ok' : decoded.error.detail).toBe('ok');
    judgementSchema.parse(judge(long, { now: NOW }));
  });
});

describe('every case of the rules', () => {
  it('makes a report without a gap in its words', () => {
    for (const { patch, platform } of cases.filter((_, i) => i % 3 === 0)) {
      expect(reportOf(machine(patch, platform))).not.toMatch(/undefined|NaN|\[object|\{\w+[|}]/);
    }
  });
});
