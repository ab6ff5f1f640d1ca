import { join } from 'node:path';
import { pinnedNode } from '../../../scripts/lib/paths.mjs';
import { startChild } from '../../stage/child.ts';
import type { LinkName } from '../../stage/link-model.ts';
import { startTurn } from '../../stage/turn.ts';

/** The connection between the two sides, impaired or not. */
export interface Line {
  /** Where the viewer of a TCP path connects to. */
  readonly port: number;
  /** How often a byte passes the loopback network. */
  readonly hops: number;
  /** What the halves of a session have to know. */
  readonly env: { readonly hostEnv?: NodeJS.ProcessEnv; readonly technicianEnv?: NodeJS.ProcessEnv };
  close(): Promise<void>;
}

/**
 * A TCP path goes through a proxy. A session is made to go by a relay (coturn) that the technician reaches through a
 * proxy only, so that every packet of both ways passes it; the relay's own hop comes on top.
 */
export async function openLine(kind: 'webrtc' | 'tcp', name: LinkName, port = 0): Promise<Line> {
  if (name === 'none') return { port, hops: 1, env: {}, close: async () => undefined };
  if (kind === 'tcp') {
    const proxy = await startProxy('tcp', port, name);
    return { port: proxy.port, hops: 2, env: {}, close: proxy.close };
  }
  const turn = await startTurn();
  const proxy = await startProxy('udp', Number(new URL(turn.url).pathname.split(':').at(-1)), name);
  return {
    port: proxy.port,
    hops: 3,
    env: {
      hostEnv: {
        ALONGSIDE_TURN_URLS: `turn:127.0.0.1:${proxy.port}?transport=udp`,
        ALONGSIDE_TURN_SECRET: turn.secret,
      },
      technicianEnv: { ALONGSIDE_RELAY_ONLY: '1' },
    },
    async close() {
      await proxy.close();
      await turn.child.kill();
    },
  };
}

/** In a process of its own, so that nothing that is measured waits for it, nor it for anything. */
async function startProxy(kind: 'udp' | 'tcp', target: number, name: LinkName) {
  const child = startChild(pinnedNode, [
    join(import.meta.dirname, 'impair-child.ts'),
    kind,
    String(target),
    name,
  ]);
  const port = await child.line((line) => /^PORT (\d+)$/.exec(line)?.[1] ?? null);
  return { port: Number(port), close: () => child.kill() };
}
