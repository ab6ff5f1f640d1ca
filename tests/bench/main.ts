import { mkdirSync, writeFileSync } from 'node:fs';
import { cpus, loadavg } from 'node:os';
import { join } from 'node:path';
import { root } from '../../scripts/lib/paths.mjs';
import { usage } from './picture/options.ts';
import type { Bench, Row } from './row.ts';

/*
 * `npm run bench [-- name …]`: one table on standard output, the same as JSON in bench-out/. Absolute times depend on
 * the machine and what else runs on it; compare within a run.
 */
const benches: Readonly<Record<string, () => Promise<Bench>>> = {
  connect: async () => (await import('./connect.ts')).bench,
  latency: async () => (await import('./latency.ts')).bench,
  snapshot: async () => (await import('./snapshot.ts')).bench,
  diagnostics: async () => (await import('./diagnostics.ts')).bench,
  broker: async () => (await import('./broker-relay.ts')).bench,
  helpdesk: async () => (await import('./helpdesk.ts')).bench,
  codec: async () => (await import('./codec.ts')).bench,
  picture: async () => (await import('./picture.ts')).bench,
  knowledge: async () => (await import('./knowledge.ts')).bench,
  'picture-memory': async () => (await import('./picture-memory.ts')).bench,
};

const names = process.argv.slice(2).filter((word) => !word.startsWith('--'));
const options = process.argv.slice(2).filter((word) => word.startsWith('--'));
const unknown = names.filter((name) => !(name in benches));
if (unknown.length > 0 || process.argv.includes('--help')) {
  process.stderr.write(
    `npm run bench [-- name … --option=…]; names: ${Object.keys(benches).join(', ')}\n${usage}\n`,
  );
  process.exit(unknown.length > 0 ? 2 : 0);
}

const out = join(root, 'bench-out');
mkdirSync(out, { recursive: true });
for (const [name, load] of Object.entries(benches)) {
  if (names.length > 0 && !names.includes(name)) continue;
  const bench = await load();
  if (bench.long === true && names.length === 0) continue;
  process.stderr.write(`${name} …\n`);
  const found = await bench.run(options);
  const machine = { cores: cpus().length, cpu: cpus()[0]?.model ?? '', load: loadavg()[0] ?? 0 };
  const data = 'text' in found ? found.data : { rows: found };
  const at = new Date().toISOString();
  writeFileSync(join(out, `${name}.json`), `${JSON.stringify({ name, at, machine, ...data }, null, 2)}\n`);
  const text = 'text' in found ? found.text : table(found);
  process.stdout.write(`\n${name} (${machine.cores} cores, load ${machine.load.toFixed(1)})\n${text}\n`);
}
process.exit(0);

function table(rows: readonly Row[]): string {
  const wide = (pick: (row: Row) => string) => Math.max(...rows.map((row) => pick(row).length));
  const [scene, metric] = [wide((row) => row.scene), wide((row) => row.metric)];
  return rows
    .map(
      (row) =>
        `  ${row.scene.padEnd(scene)}  ${row.metric.padEnd(metric)}  ${shown(row.value).padStart(10)} ${row.unit}`,
    )
    .join('\n');
}

function shown(value: number): string {
  return Number.isInteger(value) ? String(value) : value.toFixed(Math.abs(value) < 10 ? 2 : 1);
}
