import { facts, unavailable, type Answer } from '../answer.ts';
import { countOf, nameOf } from '../clean.ts';
import type { DiskTotals, SourceTools } from '../sources.ts';
import { words } from './parse-text.ts';

const source = '/proc/diskstats';
const SECTOR = 512; // diskstats counts in these, whatever the disk has

export async function linuxDiskCounters({ files }: SourceTools): Promise<Answer<readonly DiskTotals[]>> {
  const text = await files.text(source);
  const disks = text === null ? [] : parseDiskCounters(text);
  return disks.length > 0
    ? facts(source, disks)
    : unavailable(source, 'the system does not tell what its disks do');
}

/** Whole disks; the columns are those of the kernel's iostats document. */
export function parseDiskCounters(text: string): readonly DiskTotals[] {
  const disks: DiskTotals[] = [];
  for (const line of text.split('\n')) {
    const row = words(line);
    const device = nameOf(row[2]);
    if (device === null || !/^(?:sd[a-z]+|hd[a-z]+|vd[a-z]+|xvd[a-z]+|nvme\d+n\d+|mmcblk\d+)$/.test(device))
      continue;
    const column = (at: number) => countOf(row[at]) ?? 0;
    disks.push({
      device,
      reads: column(3),
      readBytes: column(5) * SECTOR,
      readMs: column(6),
      writes: column(7),
      writtenBytes: column(9) * SECTOR,
      writeMs: column(10),
      busyMs: column(12),
    });
  }
  return disks.slice(0, 64);
}
