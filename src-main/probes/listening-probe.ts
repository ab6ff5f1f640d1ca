import type { AreaDataOf } from '../../src-shared/diagnostics/area-schemas.ts';
import type { Listener } from '../../src-shared/diagnostics/security-areas.ts';
import { facts } from '../platform/answer.ts';
import type { OpenPort } from '../platform/sources.ts';
import type { Probe } from './probe.ts';
import { remoteToolAt } from './remote-tools.ts';

const MOST = 100;

/** Ports on which programs wait to be called, and whose they are. */
export const listeningProbe: Probe<'listening'> = {
  area: 'listening',
  limitMs: 9000,
  cost: 2,
  collect: async (tools) => {
    const ports = await tools.sources.openPorts(tools);
    return ports.status === 'ok' ? facts(ports.source, listeningFrom(ports.data)) : ports;
  },
};

/** Each port of a program once (it may wait on several addresses), those that others can call first. */
export function listeningFrom(ports: readonly OpenPort[]): AreaDataOf['listening'] {
  const byKey = new Map<string, Listener>();
  for (const port of ports) {
    const known = byKey.get(keyOf(port));
    if (known?.reach === 'network') continue;
    byKey.set(keyOf(port), { ...port, remoteTool: remoteToolAt(port) });
  }
  const listeners = [...byKey.values()].sort(
    (a, b) =>
      rank(a) - rank(b) || (a.port ?? 0) - (b.port ?? 0) || (a.program ?? '').localeCompare(b.program ?? ''),
  );
  return { total: listeners.length, listeners: listeners.slice(0, MOST) };
}

const keyOf = ({ protocol, port, program }: OpenPort) => JSON.stringify([protocol, port, program]);

// A list that is cut must keep what the rules look for.
function rank({ reach, protocol, remoteTool }: Listener): number {
  return (remoteTool === null ? 4 : 0) + (reach === 'network' ? 0 : 2) + (protocol === 'tcp' ? 0 : 1);
}
