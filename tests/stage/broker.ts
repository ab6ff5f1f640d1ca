import { join } from 'node:path';
import { pinnedNode, root } from '../../scripts/lib/paths.mjs';
import { startChild, type Child } from './child.ts';

/** The real server as a child process. */
export interface Broker {
  readonly port: number;
  /** ws://127.0.0.1:PORT */
  readonly signalling: string;
  /** http://127.0.0.1:PORT */
  readonly web: string;
  readonly child: Child;
}

export async function startBroker(port = 0, env: NodeJS.ProcessEnv = {}): Promise<Broker> {
  const child = startChild(pinnedNode, [join(root, 'src-server/main.ts')], {
    ...process.env,
    ALONGSIDE_HOST: '127.0.0.1',
    ALONGSIDE_PORT: String(port),
    ALONGSIDE_DATA_DIR: 'memory',
    ALONGSIDE_WEB_ROOT: join(root, 'out/renderer'), // with the handles that tests read
    ...env,
  });
  const web = await child.line((line) => /"url":"(http:\/\/127\.0\.0\.1:\d+)"/.exec(line)?.[1] ?? null);
  const taken = Number(new URL(web).port);
  return { port: taken, signalling: `ws://127.0.0.1:${taken}`, web, child };
}
