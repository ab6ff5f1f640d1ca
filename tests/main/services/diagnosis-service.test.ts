import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { countWithheld } from '../../../src-shared/diagnostics/withheld.ts';
import type { AreaId } from '../../../src-shared/diagnostics/area.ts';
import { areaData, decodeSnapshot, type Snapshot } from '../../../src-shared/diagnostics/snapshot.ts';
import { diagnosisSchema, previewRowSchema, type Diagnosis } from '../../../src-shared/bridge/contract.ts';
import { fields } from '../../../src-shared/diagnostics/fields.ts';
import { canonicalDigest } from '../../../src-shared/diagnostics/canonical-json.ts';
import { createDiagnosisService, type DiagnosisPorts } from '../../../src-main/services/diagnosis-service.ts';
import { emptyDisplay } from '../../../src-main/platform/linux/displays.ts';
import { liveSample } from '../../shared/diagnostics/live-sample.ts';
import { fakeCollector, okPart } from './fake-collector.ts';

const osData = {
  name: 'Debian',
  id: 'debian',
  version: '12',
  codename: null,
  build: null,
  kernel: '6.1',
  arch: 'x64',
  hostName: 'frontdesk-02',
  userName: 'm.ellison',
  domain: null,
  sessionType: 'x11',
  desktop: null,
  restartRequired: false,
  filesOpen: 1,
  filesMax: 2,
};
const volumes = {
  volumes: [
    {
      mount: '/home/m.ellison',
      label: null,
      fsType: 'ext4',
      role: 'data',
      local: true,
      writable: true,
      totalBytes: 10,
      usedBytes: 5,
      availableBytes: 5,
      inodesTotal: null,
      inodesUsed: null,
    },
  ],
};

function serviceWith(more: Partial<DiagnosisPorts> = {}) {
  const { spawn, children } = fakeCollector((child) => child.say({ type: 'ready' }));
  let clock = 1000;
  const service = createDiagnosisService({
    spawn,
    now: () => clock,
    key: new Uint8Array(32).fill(3),
    app: { version: '0.1.0', runtime: 'test' },
    identity: {
      userNames: ['m.ellison'],
      fullNames: ['Margaret Ellison'],
      hostNames: ['frontdesk-02'],
      domains: [],
      homePaths: [],
    },
    platform: 'linux',
    areas: ['os', 'volumes', 'time', 'displays'],
    ...more,
  });
  const seen: Diagnosis[] = [];
  service.onChanged((diagnosis) => seen.push(diagnosis));
  return { service, children, seen, pass: (ms: number) => ((clock += ms), vi.advanceTimersByTimeAsync(ms)) };
}

const time = {
  zoneOffsetMinutes: 60,
  synchronised: true,
  serviceActive: true,
  offsetMs: null,
  appBuiltAt: 5,
};

describe('the diagnosis', () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());

  async function looked(more: Partial<DiagnosisPorts> = {}) {
    const all = serviceWith(more);
    all.service.start(false);
    await all.pass(1);
    const child = all.children[0];
    child?.say({ type: 'looking', id: 1, area: 'os' });
    child?.say(okPart(1, 'os', osData));
    child?.say(okPart(1, 'volumes', volumes));
    child?.say(okPart(1, 'time', time));
    await all.pass(60);
    child?.say({
      type: 'part',
      id: 1,
      area: 'displays',
      result: { status: 'unavailable', reason: 'nobody', ms: 1, at: 1, source: 'x' },
    });
    await all.pass(1);
    return all;
  }

  it('streams what it has, in few steps, and ends with everything', async () => {
    const { seen } = await looked();
    expect(seen.map(({ done, total, running }) => [done, total, running])).toEqual([
      [3, 4, true],
      [4, 4, false],
    ]);
    for (const diagnosis of seen) expect(diagnosisSchema.safeParse(diagnosis).success).toBe(true);
    expect(decodeSnapshot(seen[1]?.snapshot).ok).toBe(true);
  });

  it('says what it is looking at', async () => {
    const { service, children, pass } = serviceWith();
    service.start(false);
    await pass(1);
    children[0]?.say({ type: 'looking', id: 1, area: 'os' });
    expect(service.current()).toMatchObject({ looking: ['os'], running: true, done: 0 });
  });

  it('hands out nothing that names the person, whatever is asked', async () => {
    const { service, seen } = await looked();
    const out = JSON.stringify([
      seen,
      service.current(),
      service.text(),
      service.redacted(),
      service.preview().map((row) => row.sent),
    ]);
    expect(out).not.toMatch(/ellison|frontdesk/i);
    expect(out).toContain('user-');
  });

  it('previews what is here and what is sent', async () => {
    const { service } = await looked();
    const rows = service.preview();
    for (const row of rows) expect(previewRowSchema.safeParse(row).success).toBe(true);
    expect(rows.find((row) => row.field === 'os.hostName')).toMatchObject({
      here: 'frontdesk-02',
      hidden: true,
      withheld: false,
    });
    expect(service.hidden()).toBe(rows.filter((row) => row.hidden).length);
  });

  it('leaves a field out of the object that is sent, of its text and of its digest', async () => {
    const { service, seen, pass } = await looked();
    const before = service.digest();
    const fieldsOf = (area: AreaId) => countWithheld(service.redacted().withheld, area);
    const leftOut = fieldsOf('os');
    expect(service.withhold(['os.kernel'], true).find((row) => row.field === 'os.kernel')).toMatchObject({
      sent: null,
      withheld: true,
    });
    expect(areaData(service.redacted(), 'os')?.kernel).toBeNull();
    expect(fieldsOf('os')).toBe(leftOut + 1);
    expect(JSON.stringify(service.current())).not.toContain('os.kernel');
    expect(service.text()).toContain('"kernel": null');
    expect(service.digest()).not.toBe(before);
    await pass(60);
    expect(seen).toHaveLength(3);
    service.withhold(['os.kernel'], false);
    expect(service.digest()).toBe(before);
  });

  it('sends more or less by level, and single fields against it', async () => {
    const { service } = await looked();
    const hostName = () => areaData(service.redacted(), 'os')?.hostName;
    expect(hostName()).toMatch(/^host-/);
    const rows = service.chooseLevel('essential');
    expect(hostName()).toBeNull();
    expect(rows.find((row) => row.field === 'os.hostName')).toMatchObject({
      withheld: true,
      level: 'normal',
    });
    service.withhold(['os.hostName'], false);
    expect(hostName()).toMatch(/^host-/);
    service.chooseLevel('everything');
    expect(service.redacted().withheld).toEqual([]);
  });

  it('leaves out of live values that were kept what is left out by now', async () => {
    const { service } = await looked();
    const kept = [
      liveSample({ cpuPercent: 3, programs: [{ name: 'x', count: 1, corePercent: 1, memory: 1 }] }),
    ];
    service.chooseLevel('everything');
    expect(service.hideVitals(kept)).toEqual(kept);
    service.withhold(['processes.top.*.name', 'load.cpuPercent'], true);
    expect(service.hideVitals(kept)).toMatchObject([{ cpuPercent: null, programs: null }]);
  });

  it('knows what a made-up name of this session stands for, and forgets it with the session', async () => {
    const { service } = await looked();
    const name = areaData(service.redacted(), 'os')?.hostName ?? '';
    expect(service.whatIs(name)).toBe('frontdesk-02');
    expect(service.whatIs('host-AAAAAAAA')).toBeNull();
    expect(JSON.stringify(service.current())).not.toContain('frontdesk');
    service.rekey(new Uint8Array(32).fill(9));
    expect(service.whatIs(name)).toBeNull();
  });

  it('shows every field of every area, with why it is collected', async () => {
    const { service } = await looked();
    const rows = service.preview();
    expect(rows.map((row) => row.field)).toEqual(fields.map((field) => field.path));
    expect(rows.every((row) => row.why.length > 5)).toBe(true);
    expect(rows.find((row) => row.field === 'battery.onMains')).toMatchObject({
      here: '',
      sent: null,
      hidden: false,
    });
  });

  it('ignores a field that does not exist', async () => {
    const { service } = await looked();
    const before = service.redacted().withheld;
    service.withhold(['__proto__'], true);
    expect(service.redacted().withheld).toEqual(before);
  });

  it('has the digest of exactly what is handed out', async () => {
    const { service } = await looked();
    const sent: Snapshot = JSON.parse(JSON.stringify(service.current().snapshot));
    expect(canonicalDigest(JSON.parse(JSON.stringify(sent)))).toBe(service.digest());
    expect(JSON.parse(service.text())).toEqual(sent);
  });

  it('has other names for everything in another session', async () => {
    const { service } = await looked();
    const before = areaData(service.redacted(), 'os')?.hostName;
    service.rekey(new Uint8Array(32).fill(4));
    const after = areaData(service.redacted(), 'os')?.hostName;
    expect([before, after]).toEqual([expect.stringMatching(/^host-/), expect.stringMatching(/^host-/)]);
    expect(after).not.toBe(before);
  });

  it('looks again only when asked to, and keeps the facts until each is looked at again', async () => {
    const { service, children, pass } = await looked();
    service.start(false);
    await pass(1);
    expect(children[0]?.posted).toHaveLength(1);
    service.start(true);
    await pass(1);
    expect(children[0]?.posted).toHaveLength(2);
    expect(service.current()).toMatchObject({ done: 0, running: true });
    expect(areaData(service.redacted(), 'os')?.id).toBe('debian');
  });

  it('adds what only the app knows: its displays, the server’s clock', async () => {
    const display = { ...emptyDisplay, main: true, widthPx: 1920, heightPx: 1080 };
    const { service } = await looked({ facts: { displays: () => [display], clockOffsetMs: () => 420_000 } });
    expect(areaData(service.redacted(), 'displays')?.displays).toEqual([display]);
    expect(areaData(service.redacted(), 'time')?.offsetMs).toBe(420_000);
  });

  it('takes from the app only what fits', async () => {
    const odd = { ...emptyDisplay, model: 'evil\u202Ename\u0007', widthPx: 800, heightPx: 600 };
    const wrong = { ...emptyDisplay, widthPx: Number.NaN };
    const { service } = await looked({ facts: { displays: () => [odd, wrong] } });
    expect(areaData(service.redacted(), 'displays')?.displays).toEqual([{ ...odd, model: 'evil name' }]);
  });

  it('knows that the app draws in software even where the system lists no graphics card', async () => {
    const { service, children, pass } = serviceWith({
      areas: ['graphics'],
      facts: { softwareRendering: () => true },
    });
    service.start(false);
    await pass(1);
    const result = { status: 'unavailable', reason: 'no card', ms: 1, at: 1, source: 'x' };
    children[0]?.say({ type: 'part', id: 1, area: 'graphics', result });
    await pass(1);
    expect(areaData(service.redacted(), 'graphics')).toEqual({ controllers: [], softwareRendering: true });
  });

  it('turns an answer that does not fit into a failed one', async () => {
    const { service, children, pass } = serviceWith({ areas: ['os'] });
    service.start(false);
    await pass(1);
    children[0]?.say(okPart(1, 'os', { ...osData, secret: 'x' }));
    await pass(1);
    expect(service.redacted().areas.os).toMatchObject({
      status: 'failed',
      reason: 'the answer does not fit',
    });
    expect(service.current()).toMatchObject({ done: 1, running: false, error: null });
  });

  it('keeps the results so far and says COLLECTOR_FAILED when the process cannot be kept', async () => {
    const { service, children, pass } = serviceWith();
    service.start(false);
    await pass(1);
    children[0]?.say(okPart(1, 'os', osData));
    for (let index = 0; index < 4; index += 1) {
      children[index]?.exit(1);
      await pass(1);
    }
    expect(service.current()).toMatchObject({ running: false, done: 4, error: { code: 'COLLECTOR_FAILED' } });
    expect(areaData(service.redacted(), 'os')?.id).toBe('debian');
  });

  it('tells nobody after it is closed', async () => {
    const { service, children, seen, pass } = serviceWith();
    service.start(false);
    await pass(1);
    service.close();
    await pass(100);
    expect(children[0]?.killed()).toBe(true);
    expect(seen).toEqual([]);
  });
});
