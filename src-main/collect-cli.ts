import { randomBytes } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';
import { readIdentity } from './platform/identity.ts';
import { currentPlatform } from './platform/platform.ts';
import { collectNetwork } from './services/collect-network.ts';
import { runCommand } from './services/collect-command.ts';
import { nodeCollector } from './services/node-collector.ts';

/*
 * `npm run collect`: the diagnosis without a window, on plain Node. Composition root of the command line.
 */

const say = (line: string) => void process.stderr.write(`${line}\n`);
const packageSchema = z.object({ version: z.string() });

process.exitCode = await runCommand(process.argv.slice(2), 'npm run collect --', async () => ({
  spawn: nodeCollector(fileURLToPath(new URL('probes/collector-process.ts', import.meta.url))),
  network: () => collectNetwork(process.env, say),
  now: () => Date.now(),
  elapsed: () => performance.now(),
  key: randomBytes(32),
  identity: readIdentity(),
  platform: currentPlatform(),
  app: { version: await ownVersion(), runtime: `Node ${process.versions.node}` },
  say,
  print,
  printPdf: { cannot: 'there is no browser in plain Node to print with' },
}));

function print(text: string): Promise<void> {
  return new Promise((done) => process.stdout.write(text, () => done()));
}

async function ownVersion(): Promise<string> {
  const text = await readFile(new URL('../package.json', import.meta.url), 'utf8');
  return packageSchema.parse(JSON.parse(text)).version;
}
