import { isIP } from 'node:net';
import { z } from 'zod';
import { jsonOrNull } from '../platform/json-or-null.ts';
import type { TestTools } from './network-test.ts';

/** One line of the neighbour table. */
export interface Neighbour {
  readonly address: string;
  /** Lower case with colons; null where nobody answered for the address. */
  readonly mac: string | null;
  readonly state: 'reachable' | 'stale' | 'failed';
}

export interface NeighbourTable {
  readonly source: string;
  readonly neighbours: readonly Neighbour[];
}

/** Who this computer has spoken to in its own network; null where the system does not tell. */
export async function readNeighbours(tools: TestTools): Promise<NeighbourTable | null> {
  switch (tools.sources.id) {
    case 'linux':
      return (await linuxNeighbours(tools)) ?? (await linuxArp(tools));
    case 'darwin':
      return fromArp(tools, '/usr/sbin/arp', ['-a', '-n']);
    case 'win32':
      return fromArp(tools, 'arp.exe', ['-a']);
    case 'other':
      return null;
  }
}

const ipNeighSchema = z.array(
  z.object({
    dst: z.string().max(64),
    lladdr: z.string().max(64).optional(),
    state: z.array(z.string().max(20)).max(8).optional(),
  }),
);

async function linuxNeighbours({ run, signal }: TestTools): Promise<NeighbourTable | null> {
  const outcome = await run('ip', ['-j', 'neigh', 'show'], { limitMs: 800, signal });
  if (outcome.status !== 'ok' || outcome.code !== 0) return null;
  return { source: 'ip -j neigh', neighbours: parseIpNeigh(outcome.text) };
}

export function parseIpNeigh(text: string): readonly Neighbour[] {
  const rows = ipNeighSchema.safeParse(jsonOrNull(text));
  if (!rows.success) return [];
  return rows.data.slice(0, 4096).flatMap(({ dst, lladdr, state = [] }) => {
    if (isIP(dst) === 0) return [];
    const failed = lladdr === undefined || state.includes('FAILED') || state.includes('INCOMPLETE');
    const fresh = ['REACHABLE', 'PERMANENT', 'NOARP'].some((word) => state.includes(word));
    return [
      {
        address: dst,
        mac: macOf(lladdr ?? ''),
        state: failed ? ('failed' as const) : fresh ? ('reachable' as const) : ('stale' as const),
      },
    ];
  });
}

async function linuxArp({ files }: TestTools): Promise<NeighbourTable | null> {
  const text = await files.text('/proc/net/arp');
  return text === null ? null : { source: '/proc/net/arp', neighbours: parseProcArp(text) };
}

/** Flags: 2 is complete. The file does not say how old an entry is. */
export function parseProcArp(text: string): readonly Neighbour[] {
  return text
    .split('\n')
    .slice(1, 4097)
    .flatMap((line) => {
      const [address = '', , flags = '', mac = ''] = line.trim().split(/\s+/);
      if (isIP(address) === 0) return [];
      const complete = (Number.parseInt(flags, 16) & 2) === 2;
      return [{ address, mac: macOf(mac), state: complete ? ('stale' as const) : ('failed' as const) }];
    });
}

async function fromArp(
  { run, signal }: TestTools,
  program: string,
  args: readonly string[],
): Promise<NeighbourTable | null> {
  const outcome = await run(program, args, { limitMs: 1500, signal });
  return outcome.status === 'ok' ? { source: 'arp -a', neighbours: parseArp(outcome.text) } : null;
}

/** "? (192.168.1.1) at 3c:a6:2f:1:2:3 on en0" and "  192.168.1.1   3c-a6-2f-01-02-03   dynamic", in any language. */
export function parseArp(text: string): readonly Neighbour[] {
  return text
    .slice(0, 1_000_000)
    .split('\n')
    .flatMap((line) => {
      const address = /\(?((?:\d{1,3}\.){3}\d{1,3})\)?/.exec(line)?.[1] ?? '';
      const rest = line.slice(line.indexOf(address) + address.length);
      const mac = macOf(/\b[0-9a-f]{1,2}(?:[:-][0-9a-f]{1,2}){5}\b/i.exec(rest)?.[0] ?? '');
      const known = mac !== null || /incomplete/.test(rest);
      if (isIP(address) === 0 || !known || isForMany(address)) return [];
      return [{ address, mac, state: mac === null ? ('failed' as const) : ('stale' as const) }];
    });
}

// Multicast and broadcast stand in Windows' table too.
function isForMany(address: string): boolean {
  const first = Number(address.split('.')[0]);
  return first >= 224 || address.endsWith('.255');
}

function macOf(text: string): string | null {
  const parts = text.toLowerCase().split(/[:-]/);
  if (parts.length !== 6 || parts.some((part) => !/^[0-9a-f]{1,2}$/.test(part))) return null;
  const mac = parts.map((part) => part.padStart(2, '0')).join(':');
  return /^(?:00:){5}00$|^(?:ff:){5}ff$/.test(mac) ? null : mac;
}
