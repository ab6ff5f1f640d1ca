import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { app } from 'electron';
import { readIdentity } from '../platform/identity.ts';
import { currentPlatform } from '../platform/platform.ts';
import { collectNetwork } from '../services/collect-network.ts';
import { runCommand } from '../services/collect-command.ts';
import type { Build } from './app-info.ts';
import { spawnCollector } from './collector-spawn.ts';
import { printPdf } from './print-pdf.ts';

/**
 * `alongside collect …`: the diagnosis from the installed app's command line, without a window. It does not disturb an
 * app that is open, since it has a profile of its own, which goes when it ends.
 */
export function collectInApp(words: readonly string[], folder: string, build: Build): void {
  const say = (line: string) => void process.stderr.write(`${line}\n`);
  const profile = mkdtempSync(join(tmpdir(), 'alongside-collect-'));
  app.setPath('userData', profile);
  app.disableHardwareAcceleration();
  app.on('window-all-closed', () => undefined); // the page that is printed was the last window
  const run = async () => {
    await app.whenReady();
    return runCommand(words, 'alongside collect', () =>
      Promise.resolve({
        spawn: spawnCollector(folder),
        network: () => collectNetwork(process.env, say),
        now: () => Date.now(),
        elapsed: () => performance.now(),
        key: randomBytes(32),
        identity: readIdentity(),
        platform: currentPlatform(),
        app: { version: build.version, runtime: build.runtime },
        say,
        print,
        printPdf,
      }),
    );
  };
  run()
    .catch((error: unknown) => {
      process.stderr.write(`${error instanceof Error ? error.message : 'It did not work'}\n`);
      return 1;
    })
    .then((code) => {
      rmSync(profile, { recursive: true, force: true });
      app.exit(code);
    });
}

function print(text: string): Promise<void> {
  return new Promise((done) => process.stdout.write(text, () => done()));
}
