import { join } from 'node:path';
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { freePort } from './ports.ts';
import { startChild, type Child } from './child.ts';

/** A real coturn on loopback with time-limited credentials; loopback peers are allowed in tests only. */
export interface Turn {
  readonly url: string;
  readonly secret: string;
  readonly child: Child;
}

export async function startTurn(): Promise<Turn> {
  const port = await freePort();
  const secret = 'secret-of-the-test';
  const folder = mkdtempSync(join(tmpdir(), 'alongside-turn-'));
  const child = startChild('turnserver', [
    '-n',
    '--listening-ip=127.0.0.1',
    '--relay-ip=127.0.0.1',
    `--listening-port=${port}`,
    '--min-port=50000',
    '--max-port=50200',
    '--use-auth-secret',
    `--static-auth-secret=${secret}`,
    '--realm=alongside.test',
    '--allow-loopback-peers',
    '--no-cli',
    '--no-tls',
    '--no-dtls',
    '--log-file=stdout',
    '--simple-log',
    '-v',
    `--pidfile=${join(folder, 'turn.pid')}`,
    `--userdb=${join(folder, 'turn.db')}`,
  ]);
  await child.line((line) =>
    /listener opened on|Total General servers|IPv4. (UDP|TCP) listener opened/.test(line) ? true : null,
  );
  return { url: `turn:127.0.0.1:${port}`, secret, child };
}
