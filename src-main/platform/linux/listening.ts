import { facts, unavailable, type Answer } from '../answer.ts';
import { nameOf } from '../clean.ts';
import type { OpenPort, SourceTools } from '../sources.ts';
import type { SystemFiles } from '../system-files.ts';
import { words } from './parse-text.ts';

const source = '/proc/net/{tcp,tcp6,udp,udp6}, /proc/*/fd';
const MOST_SOCKETS = 2000;
const MOST_PROCESSES = 4000;
/** Links to open files that are looked at in all: a server may have a million. */
const MOST_LINKS = 60_000;
/** Of one program: reading them keeps everything else in this process waiting. */
const MOST_LINKS_OF_ONE = 4096;

/** A waiting socket and the kernel's number for it. */
export interface WaitingSocket extends Omit<OpenPort, 'program'> {
  readonly inode: string;
}

/** The kernel lists every waiting socket to everybody; whose it is, only to the program's own user and to root. */
export async function linuxOpenPorts({ files }: SourceTools): Promise<Answer<readonly OpenPort[]>> {
  const tables = await Promise.all(
    (['tcp', 'tcp6', 'udp', 'udp6'] as const).map(async (table) => ({
      protocol: table.startsWith('tcp') ? ('tcp' as const) : ('udp' as const),
      text: await files.text(`/proc/net/${table}`),
    })),
  );
  if (tables.every(({ text }) => text === null))
    return unavailable(source, 'the system does not list its open ports');
  const ephemeral = Number(words((await files.text('/proc/sys/net/ipv4/ip_local_port_range')) ?? '')[0]);
  const sockets = tables
    .flatMap(({ protocol, text }) => parseSockets(text ?? '', protocol, ephemeral))
    .slice(0, MOST_SOCKETS);
  const owners = await ownersOf(files, new Set(sockets.map(({ inode }) => inode)));
  return facts(
    source,
    sockets.map(({ inode, ...socket }) => ({ ...socket, program: owners.get(inode) ?? null })),
  );
}

/**
 * Lines of /proc/net/tcp and its kin. State 0A is a TCP socket that listens; 07 a UDP one that nobody is connected to.
 * UDP from the range of passing ports on belongs to a program that asks, not to one that answers.
 */
export function parseSockets(
  text: string,
  protocol: OpenPort['protocol'],
  ephemeral: number,
): readonly WaitingSocket[] {
  const sockets: WaitingSocket[] = [];
  for (const line of text.split('\n').slice(1)) {
    const fields = words(line);
    const [, local = '', remote = '', state] = fields;
    const inode = fields[9] ?? '';
    const [, address = '', hexPort = ''] = /^([0-9A-F]{8}|[0-9A-F]{32}):([0-9A-F]{4})$/.exec(local) ?? [];
    const port = Number.parseInt(hexPort, 16);
    if (!(port > 0) || !/^\d{1,20}$/.test(inode) || !remote.endsWith(':0000')) continue;
    if (state !== (protocol === 'tcp' ? '0A' : '07')) continue;
    if (protocol === 'udp' && port >= ephemeral) continue;
    sockets.push({ protocol, port, reach: isLoopback(address) ? 'computer' : 'network', inode });
  }
  return sockets;
}

// Each group of four bytes stands in the order of the processor, so 127.x.x.x ends in 7F.
function isLoopback(address: string): boolean {
  return (
    /^[0-9A-F]{6}7F$/.test(address) ||
    /^0{16}FFFF0000[0-9A-F]{6}7F$/.test(address) ||
    address === `${'0'.repeat(24)}01000000`
  );
}

async function ownersOf(
  files: SystemFiles,
  wanted: ReadonlySet<string>,
): Promise<ReadonlyMap<string, string>> {
  const owners = new Map<string, string>();
  const ids = (await files.list('/proc')).filter((entry) => /^\d+$/.test(entry)).slice(0, MOST_PROCESSES);
  let links = 0;
  for (const id of ids) {
    if (owners.size === wanted.size || links > MOST_LINKS) break;
    const open = await files.list(`/proc/${id}/fd`);
    links += open.length;
    const inodes = new Set<string>();
    for (const entry of open.slice(0, MOST_LINKS_OF_ONE)) {
      const inode = /^socket:\[(\d+)\]$/.exec((await files.linkName(`/proc/${id}/fd/${entry}`)) ?? '')?.[1];
      if (inode !== undefined && wanted.has(inode) && !owners.has(inode)) inodes.add(inode);
    }
    if (inodes.size === 0) continue;
    const name = await programName(files, id);
    for (const inode of inodes) if (name !== null) owners.set(inode, name);
  }
  return owners;
}

// A program can give itself any name; the link to its file tells the true one.
async function programName(files: SystemFiles, id: string): Promise<string | null> {
  return nameOf(await files.linkName(`/proc/${id}/exe`)) ?? nameOf(await files.text(`/proc/${id}/comm`));
}
