import { constants, readFileSync, readlinkSync } from 'node:fs';
import { access, open, readdir, readlink, stat, statfs, type FileHandle } from 'node:fs/promises';
import { basename, join } from 'node:path';

/** Size of a file system as the kernel tells it, in bytes and inodes. */
export interface SpaceUse {
  readonly totalBytes: number;
  readonly freeBytes: number;
  readonly availableBytes: number;
  readonly inodesTotal: number;
  readonly inodesFree: number;
}

/** Files of the system (/proc, /sys, /etc); null and empty lists where there is nothing or no permission. */
export interface SystemFiles {
  text(path: string): Promise<string | null>;
  /** The first bytes, at most 4096 or as many as asked for. */
  bytes(path: string, most?: number): Promise<Uint8Array | null>;
  list(path: string): Promise<readonly string[]>;
  exists(path: string): Promise<boolean>;
  /** Last part of where a link points: the executable's name of /proc/1/exe. */
  linkName(path: string): Promise<string | null>;
  space(path: string): Promise<SpaceUse | null>;
  /** When it was last written, epoch ms. */
  changedAt(path: string): Promise<number | null>;
}

const LONGEST = 1_048_576;

/** The real files. `root` lets a test stand in a folder of its own. */
export function createSystemFiles(root = '/'): SystemFiles {
  const at = (path: string) => (root === '/' ? path : join(root, path));
  return {
    text: (path) => orNull(readText(at(path)).then((text) => text.slice(0, LONGEST))),
    bytes: (path, most = 4096) => orNull(readBytes(at(path), most)),
    list: async (path) => (await orNull(readdir(at(path)))) ?? [],
    exists: async (path) => (await orNull(access(at(path)).then(() => true))) ?? false,
    linkName: async (path) => {
      const target = await orNull(readTarget(at(path)));
      return target === null ? null : basename(target.replace(/ \(deleted\)$/, ''));
    },
    space: (path) => orNull(readSpace(at(path))),
    changedAt: (path) => orNull(stat(at(path)).then(({ mtimeMs }) => Math.max(0, Math.round(mtimeMs)))),
  };
}

// The kernel makes files of /proc in memory. Read at once they cost a tenth of a trip through Node's four threads,
// and hundreds of them (one a process) do not keep everything else waiting for a thread.
async function readText(path: string): Promise<string> {
  return path.startsWith('/proc/') ? readFileSync(path, 'utf8') : readHead(path);
}

// A log can be of any size: no more of it is read than is used.
async function readHead(path: string): Promise<string> {
  const file = await openToRead(path);
  try {
    const about = await file.stat();
    // Anybody may have put a link to /dev/zero where a setting is looked for.
    if (!about.isFile()) throw new Error('not a plain file');
    const room = Buffer.alloc(roomFor(about.size));
    let filled = 0;
    while (filled < room.length) {
      const { bytesRead } = await file.read(room, filled, room.length - filled, filled);
      if (bytesRead === 0) break;
      filled += bytesRead;
    }
    return room.toString('utf8', 0, filled);
  } finally {
    await file.close();
  }
}

/** Files that the kernel makes up claim to be empty, or one page long. */
function roomFor(size: number): number {
  return Math.min(Math.max(size, 65_536), LONGEST);
}

async function readTarget(path: string): Promise<string> {
  return path.startsWith('/proc/') ? readlinkSync(path) : readlink(path);
}

// A pipe with nobody at its other end would keep a plain open waiting for ever.
function openToRead(path: string): Promise<FileHandle> {
  return open(path, constants.O_RDONLY | (constants.O_NONBLOCK ?? 0));
}

// Files of /sys report a size of 4096 and hold less, so the length that was read counts.
async function readBytes(path: string, most: number): Promise<Uint8Array> {
  const file = await openToRead(path);
  try {
    const buffer = new Uint8Array(most);
    const { bytesRead } = await file.read(buffer, 0, buffer.length, 0);
    return buffer.slice(0, bytesRead);
  } finally {
    await file.close();
  }
}

async function readSpace(path: string): Promise<SpaceUse> {
  const { bsize, blocks, bfree, bavail, files, ffree } = await statfs(path);
  return {
    totalBytes: blocks * bsize,
    freeBytes: bfree * bsize,
    availableBytes: bavail * bsize,
    inodesTotal: files,
    inodesFree: ffree,
  };
}

// Missing, forbidden and unreadable are the same here: this source does not tell.
async function orNull<T>(promise: Promise<T>): Promise<T | null> {
  try {
    return await promise;
  } catch {
    return null;
  }
}
