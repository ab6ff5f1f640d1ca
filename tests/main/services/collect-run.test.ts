import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { areaIds } from '../../../src-shared/diagnostics/area.ts';
import { reportJsonSchema } from '../../../src-shared/report/report-json.ts';
import { noTargets } from '../../../src-shared/network/network-targets.ts';
import { runCommand } from '../../../src-main/services/collect-command.ts';
import type { CollectPorts } from '../../../src-main/services/collect-run.ts';
import type { SpawnCollector } from '../../../src-main/services/collector-client.ts';
import { liveSample } from '../../shared/diagnostics/live-sample.ts';
import { found, plantedMachine, type PlantedMachine } from '../../shared/redaction/planted-secrets.ts';

const folder = mkdtempSync(join(tmpdir(), 'collect-run-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** A collector that answers with the areas of a machine full of secrets. */
function collectorOf({ snapshot, identity }: PlantedMachine): SpawnCollector {
  const sampleAt = (at: number) =>
    liveSample({
      at,
      cpuPercent: 5,
      programs: identity.userNames.map((name) => ({ name, count: 1, corePercent: 1, memory: null })),
    });
  return () => {
    let tell = (_message: unknown) => undefined as void;
    queueMicrotask(() => tell({ type: 'ready' }));
    const answer = (id: number) => {
      for (const area of areaIds) tell({ type: 'part', id, area, result: snapshot.areas[area] });
    };
    return {
      post: (message) => {
        const { type, id } = message as { type: string; id: number };
        if (type === 'collect') queueMicrotask(() => answer(id));
        if (type === 'vitals.start') for (const at of [1, 2]) tell({ type: 'vitals', sample: sampleAt(at) });
      },
      onMessage: (listener) => void (tell = listener),
      onExit: () => undefined,
      kill: () => undefined,
    };
  };
}

async function collect(machine: PlantedMachine, words: readonly string[], more: Partial<CollectPorts> = {}) {
  const said: string[] = [];
  const printed: string[] = [];
  const code = await runCommand(words, 'alongside collect', () =>
    Promise.resolve({
      spawn: collectorOf(machine),
      network: () => ({ targets: noTargets, server: null, proxy: null, relays: [] }),
      now: () => 1_000,
      elapsed: () => 1,
      key: new Uint8Array(32).fill(5),
      identity: machine.identity,
      platform: 'linux' as const,
      app: { version: '0.1.0', runtime: 'test' },
      say: (line: string) => void said.push(line),
      print: async (text: string) => void printed.push(text),
      printPdf: { cannot: 'this is a test' },
      ...more,
    }),
  );
  return { code, said, printed };
}

const filesIn = (name: string) => {
  const at = join(folder, name);
  return readdirSync(at).map((file) => readFileSync(join(at, file), 'utf8'));
};

describe('the diagnosis without a window', () => {
  it('keeps every planted secret out of its files, its output and its log', async () => {
    for (const seed of [3, 10, 17]) {
      const machine = plantedMachine(seed);
      const out = join(folder, String(seed));
      const { code, said, printed } = await collect(machine, [
        '--json',
        '--out',
        out,
        '--level',
        'everything',
        '--vitals',
        '1',
      ]);
      expect(code).toBe(0);
      expect(said.length).toBeGreaterThan(areaIds.length);
      const all = [...said, ...printed, ...filesIn(String(seed))];
      expect(found(machine.planted, all)).toEqual([]);
      expect(all.join('')).toContain('"programs"');
      expect(all.join('')).not.toContain(machine.identity.userNames[0]);
      for (const file of readdirSync(out)) expect(statSync(join(out, file)).mode & 0o077).toBe(0);
    }
  });

  it('writes the report for people, for tickets and for programs, and the snapshot', async () => {
    const out = join(folder, 'files');
    await collect(plantedMachine(1), ['--out', out]);
    expect(readdirSync(out).toSorted()).toEqual(['report.html', 'report.json', 'report.md', 'snapshot.json']);
    const report: unknown = JSON.parse(readFileSync(join(out, 'report.json'), 'utf8'));
    expect(reportJsonSchema.safeParse(report).error).toBeUndefined();
  });

  it('says plainly that there is no PDF where none can be made, and ends with 1', async () => {
    const out = join(folder, 'no-pdf');
    const { code, said } = await collect(plantedMachine(1), ['--out', out, '--pdf']);
    expect(code).toBe(1);
    expect(said).toContain('No PDF: this is a test. report.html prints well from any browser.');
    expect(readdirSync(out)).not.toContain('report.pdf');
  });

  it('writes the PDF of the hidden report where the app can print', async () => {
    const out = join(folder, 'pdf');
    const machine = plantedMachine(2);
    const pages: string[] = [];
    const printPdf = (html: string) => {
      pages.push(html);
      return Promise.resolve(new Uint8Array([37, 80, 68, 70]));
    };
    const { code } = await collect(machine, ['--out', out, '--pdf', '--redact', 'none'], { printPdf });
    expect(code).toBe(0);
    expect(readFileSync(join(out, 'report.pdf'), 'utf8')).toBe('%PDF');
    expect(found(machine.planted, pages)).toEqual([]);
  });

  it('leaves out what the level leaves out, and everything personal when strict', async () => {
    const sizes: number[] = [];
    for (const words of [['--level=everything'], [], ['--level=essential'], ['--redact=strict']]) {
      const { printed } = await collect(plantedMachine(1), ['--json', ...words]);
      sizes.push(
        reportJsonSchema
          .parse(JSON.parse(printed[0] ?? ''))
          .withheld.reduce((sum, { fields }) => sum + fields, 0),
      );
    }
    const [everything = -1, normal = -1, essential = -1, strict = -1] = sizes;
    expect(everything).toBe(0);
    expect(normal).toBeGreaterThan(0);
    expect(essential).toBeGreaterThan(normal);
    expect(strict).toBeGreaterThan(normal);
  });

  it('prints the schema and the help without looking at anything', async () => {
    const schema = await collect(plantedMachine(1), ['--schema']);
    expect(JSON.parse(schema.printed[0] ?? '')).toMatchObject({ title: 'Alongside report' });
    const help = await collect(plantedMachine(1), ['--help']);
    expect(help.printed[0]).toContain('alongside collect --out DIR');
  });
});
