import { describe, expect, it } from 'vitest';
import type { Snapshot } from '../../../src-shared/diagnostics/snapshot.ts';
import { causes } from '../../../src-shared/findings/causes.ts';
import type { Finding, RuleId } from '../../../src-shared/findings/finding.ts';
import { activeOf, judge, topFindings } from '../../../src-shared/findings/judge.ts';
import { battery, DAY_S, disk, GIB, machine, NOW, printer, volume, type AreasPatch } from './machine.ts';

const judged = (patch: AreasPatch, platform?: Snapshot['platform']) =>
  judge(machine(patch, platform), { now: NOW });
const idsOf = (findings: readonly Finding[]) => findings.map(({ id }) => id);

/** 94.1 % of 237 GiB, as in the pictures. */
const nearlyFull: AreasPatch = {
  volumes: { volumes: [{ ...volume, usedBytes: 222.9 * GIB, availableBytes: 14.1 * GIB }] },
};
const quiteFull: AreasPatch = {
  volumes: { volumes: [{ ...volume, usedBytes: 236 * GIB, availableBytes: GIB }] },
};

describe('evidence', () => {
  it('carries value, limit, clear limit, unit, words, source and time', () => {
    const [finding] = judged(nearlyFull).findings;
    expect(finding).toMatchObject({
      id: 'DISK-01',
      severity: 'medium',
      evidence: {
        value: 94.05,
        limit: 90,
        clear: 80,
        unit: '%',
        text: '94.1 % used, 14.1 of 237 GB free',
        source: 'test volumes',
        at: NOW - 500,
      },
      params: { variant: 'system', used: 94.1 },
    });
  });

  it('of a rule that is fine is there too, for "why not?" and for before and after', () => {
    const result = judged({}).results.find(({ id }) => id === 'DISK-01');
    expect(result).toMatchObject({ result: 'ok', evidence: { limit: 90, unit: '%' } });
  });

  it('names the others where several volumes fired, the worst first', () => {
    const others = ['/srv', '/data'].map((mount, i) => ({
      ...volume,
      mount,
      role: 'data' as const,
      usedBytes: (220 + i) * GIB,
      availableBytes: (17 - i) * GIB,
    }));
    const patch = { volumes: { volumes: [...others, ...(nearlyFull.volumes?.volumes ?? [])] } };
    const finding = judged(patch).findings.find(({ id }) => id === 'DISK-01');
    expect(finding?.evidence.text).toBe('94.1 % used, 14.1 of 237 GB free');
    expect(finding?.evidence.more).toEqual([
      '/data: 93.2 % used, 16 of 237 GB free',
      '/srv: 92.8 % used, 17 of 237 GB free',
    ]);
    expect(finding?.params['others']).toBe(2);
  });
});

describe('ranking and causes', () => {
  const busyMachine: AreasPatch = {
    ...quiteFull,
    uptime: { seconds: 38 * DAY_S },
    os: { restartRequired: true },
    printers: { printers: [{ ...printer, status: 'offline', jobs: 7, oldestJobSeconds: 3120 }] },
    network: { proxySet: true },
  };

  it('puts the worst first, then the order of the catalogue', () => {
    expect(idsOf(judged(busyMachine).findings)).toEqual([
      'DISK-02',
      'DISK-01',
      'UPD-01',
      'OS-02',
      'PRN-01',
      'PRN-02',
      'DISK-03',
      'NET-14',
    ]);
  });

  it('names effects at their cause and the cause at its effects', () => {
    const { findings } = judged(busyMachine);
    const byId = new Map(findings.map((finding) => [finding.id, finding]));
    expect(byId.get('DISK-02')?.explains).toEqual(['DISK-01', 'DISK-03']);
    expect(byId.get('DISK-01')).toMatchObject({ explainedBy: 'DISK-02', explains: [] });
    expect(byId.get('PRN-02')?.explainedBy).toBe('PRN-01');
    expect(byId.get('OS-02')?.explains).toEqual(['UPD-01']);
  });

  it('shows the person causes only, at most five', () => {
    const judgement = judged(busyMachine);
    expect(idsOf(topFindings(judgement))).toEqual(['DISK-02', 'OS-02', 'PRN-01', 'NET-14']);
    expect(idsOf(topFindings(judgement, 2))).toEqual(['DISK-02', 'OS-02']);
  });

  it('ranks a mild cause as high as its worst effect', () => {
    const patch: AreasPatch = {
      processes: {
        top: [
          {
            name: 'x',
            count: 1,
            corePercent: 1,
            cpuPercent: 1,
            memoryPercent: 60,
            memoryBytes: GIB,
            runningSeconds: 9,
          },
        ],
      },
      memory: { totalBytes: 16 * GIB, usedBytes: 15.9 * GIB, availableBytes: 4 * GIB },
      uptime: { seconds: 38 * DAY_S },
    };
    const judgement = judged(patch);
    expect(judgement.findings.find(({ id }) => id === 'MEM-07')).toMatchObject({
      severity: 'low',
      explains: ['MEM-02'],
    });
    expect(idsOf(topFindings(judgement))).toEqual(['MEM-07', 'OS-02']);
  });

  it('has no circle among the causes', () => {
    const visit = (id: RuleId, path: readonly RuleId[]): void => {
      expect(path, `${path.join(' > ')} > ${id}`).not.toContain(id);
      for (const effect of causes[id] ?? []) visit(effect, [...path, id]);
    };
    for (const id of Object.keys(causes) as RuleId[]) visit(id, []);
  });

  it('gives the same judgement for the same snapshot', () => {
    expect(judged(busyMachine)).toEqual(judged(busyMachine));
  });
});

describe('suppression', () => {
  const sick: AreasPatch = {
    battery: { onMains: false, batteries: [{ ...battery, percent: 5, fullCapacity: 10_000 }] },
    disks: { disks: [{ ...disk, health: 'failing', type: 'hdd', temperatureC: 70 }] },
    cpu: { temperatureC: 99 },
  };

  it('leaves out battery, heat and disk health in a virtual machine, and says why', () => {
    expect(judged(sick).findings.length).toBeGreaterThan(4);
    const judgement = judged({ ...sick, system: { virtual: true } });
    expect(idsOf(judgement.findings)).toEqual(['OS-12']);
    expect(judgement.results.find(({ id }) => id === 'BAT-04')).toEqual({
      id: 'BAT-04',
      result: 'unknown',
      cause: 'notRelevant',
      area: 'battery',
      reason: 'this is a virtual computer',
    });
  });

  it('counts what is not relevant apart from what could not be checked', () => {
    const { counts, results } = judged({
      system: { virtual: true },
      wifi: { connections: [] },
      time: { offsetMs: null },
    });
    expect(counts.notRelevant).toBeGreaterThan(10);
    expect(counts.unknown).toBe(1);
    expect(counts.fired + counts.ok + counts.unknown + counts.notRelevant).toBe(results.length);
  });
});

describe('hysteresis', () => {
  const at = (percent: number): AreasPatch => ({
    volumes: {
      volumes: [
        {
          ...volume,
          totalBytes: 1000 * GIB,
          usedBytes: percent * 10 * GIB,
          availableBytes: (100 - percent) * 10 * GIB,
        },
      ],
    },
  });

  it('keeps a finding until the value is under the clear limit', () => {
    const fires = (percents: readonly number[]) => {
      let active = new Map() as ReturnType<typeof activeOf>;
      return percents.map((percent) => {
        const judgement = judge(machine(at(percent)), { now: NOW, active });
        active = activeOf(judgement);
        return idsOf(judgement.findings).includes('DISK-01');
      });
    };
    expect(fires([85, 91, 89, 81, 79, 89])).toEqual([false, true, true, true, false, false]);
  });
});

describe('short samples', () => {
  it('lower the finding by one level and mark it', () => {
    const finding = (sampleMs: number) =>
      judged({ load: { cpuPercent: 99, sampleMs, load1: 8 } }).findings[0];
    expect(finding(600_000)).toMatchObject({ id: 'CPU-01', severity: 'high', shortSample: false });
    expect(finding(1000)).toMatchObject({
      id: 'CPU-01',
      severity: 'medium',
      shortSample: true,
      evidence: { sampleMs: 1000 },
    });
  });
});

describe('a snapshot that is still filling', () => {
  it('is judged as far as it has come; the rest is unknown, never fine', () => {
    const { areas, ...head } = machine(nearlyFull);
    const { volumes } = areas;
    const { counts, findings } = judge({ ...head, areas: volumes ? { volumes } : {} }, { now: NOW });
    expect(idsOf(findings)).toEqual(['DISK-01', 'DISK-03']);
    expect(counts.ok).toBe(4);
    expect(counts.unknown).toBeGreaterThan(40);
  });
});
