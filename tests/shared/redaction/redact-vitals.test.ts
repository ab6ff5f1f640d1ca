import { fields } from '../../../src-shared/diagnostics/fields.ts';
import { describe, expect, it } from 'vitest';
import { emptySnapshot } from '../../../src-shared/diagnostics/snapshot.ts';
import { createVitalsRedactor } from '../../../src-shared/redaction/redact-vitals.ts';
import { liveSample } from '../diagnostics/live-sample.ts';

const raw = emptySnapshot({ takenAt: 0, app: { version: '1', runtime: 'test' }, platform: 'linux' });
const options = {
  key: new Uint8Array(32).fill(7),
  identity: {
    userNames: ['margarete'],
    fullNames: ['Margarete Vogelsang'],
    hostNames: ['vogelsang-pc'],
    domains: [],
    homePaths: ['/home/margarete'],
  },
  withheld: new Set<string>(),
};
const program = (name: string | null) => ({ name, count: 1, corePercent: 3, memory: 5 });

describe('live values', () => {
  it('hide the person in names of programs as the snapshot does, and keep all figures', () => {
    const hide = createVitalsRedactor(raw, options);
    const said = hide(
      liveSample({ cpuPercent: 4, programs: [program('margarete-sync'), program('firefox'), program(null)] }),
    );
    expect(JSON.stringify(said)).not.toMatch(/margarete/i);
    expect(said.programs?.map(({ name }) => name).slice(1)).toEqual(['firefox', null]);
    expect(said.programs?.[0]).toMatchObject({ count: 1, corePercent: 3, memory: 5 });
    expect(said.cpuPercent).toBe(4);
    expect(hide(liveSample({ programs: [program('margarete-sync')] })).programs?.[0]).toEqual(
      said.programs?.[0],
    );
  });

  it('name no program when the person leaves their names out', () => {
    const hide = createVitalsRedactor(raw, { ...options, withheld: new Set(['processes.top.*.name']) });
    expect(hide(liveSample({ programs: [program('firefox')] })).programs).toBeNull();
  });

  it('say nothing that was left out of the snapshot', () => {
    const full = liveSample({
      cpuPercent: 4,
      cores: [4, 5],
      load: 1,
      memoryUsed: 1,
      memoryTotal: 2,
      swapUsed: 1,
      swapTotal: 2,
      diskBusyPercent: 7,
      diskRead: 8,
      diskWrite: 9,
      networkUp: 1,
      networkDown: 2,
      temperatureC: 60,
      batteryPercent: 50,
      onMains: true,
      programs: [program('firefox')],
    });
    const left = (paths: readonly string[]) =>
      createVitalsRedactor(raw, { ...options, withheld: new Set(paths) })(full);
    expect(left([])).toEqual(full);
    const paths = fields.map(({ path }) => path);
    expect(left(paths)).toEqual({ ...liveSample(), at: full.at, networkUp: 1, networkDown: 2 });
    expect(left(['battery.batteries.*.percent'])).toEqual({ ...full, batteryPercent: null });
    expect(left(['load.cpuPercent'])).toEqual({ ...full, cpuPercent: null, cores: [] });
    expect(left(['memory.usedBytes', 'thermal.sensors.*.temperatureC'])).toEqual({
      ...full,
      memoryUsed: null,
      temperatureC: null,
    });
    expect(left(['processes.top.*.memoryBytes']).programs).toEqual([{ ...program('firefox'), memory: null }]);
  });

  it('stay unknown where the system cannot tell', () => {
    expect(createVitalsRedactor(raw, options)(liveSample()).programs).toBeNull();
  });
});
