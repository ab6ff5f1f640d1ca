import { mkdirSync, writeFileSync } from 'node:fs';
import { cpus, loadavg } from 'node:os';
import { join } from 'node:path';
import { root } from '../../scripts/lib/paths.mjs';
import type { Bench, Row } from './row.ts';

/*
 * `npm run bench [-- name …]`: one table on standard output, the same as JSON in bench-out/. Absolute times depend on
 * the machine and what else runs on it; compare within a run.
 */
const benches: Readonly<Record<string, () => Promise<Bench>>> = {
  connect: async () => (await import('./connect.ts')).bench,
  latency: async () => (await import('./latency.ts')).bench,
  snapshot: async () => (await import('./snapshot.ts')).bench,
  broker: async () => (await import('./broker-relay.ts')).bench,
};

const names = process.argv.slice(2).filter((word) => !word.startsWith('--'));
const unknown = names.filter((name) => !(name in benches));
if (unknown.length > 0 || process.argv.includes('--help')) {
  process.stderr.write(`npm run bench [-- name …]; names: ${Object.keys(benches).join(', ')}\n`);
  process.exit(unknown.length > 0 ? 2 : 0);
}

const out = join(root, 'bench-out');
mkdirSync(out, { recursive: true });
for (const [name, load] of Object.entries(benches)) {
  if (names.length > 0 && !names.includes(name)) continue;
  process.stderr.write(`${name} …\n`);
  const rows = await (await load()).run();
  const machine = { cores: cpus().length, cpu: cpus()[0]?.model ?? '', load: loadavg()[0] ?? 0 };
  writeFileSync(
    join(out, `${name}.json`),
    `${JSON.stringify({ name, at: new Date().toISOString(), machine, rows }, null, 2)}\n`,
  );
  process.stdout.write(
    `\n${name} (${machine.cores} cores, load ${machine.load.toFixed(1)})\n${table(rows)}\n`,
  );
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
