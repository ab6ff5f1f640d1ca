import { basename } from 'node:path';
import { eventKinds, type EventKind } from '../../../src-shared/diagnostics/health-areas.ts';
import { nameOf } from '../clean.ts';

/** One entry of the kernel's log. */
export interface LogLine {
  /** Epoch ms. */
  readonly at: number | null;
  readonly text: string;
}

/** What of a line is looked at: somebody else may choose how long it is. */
export const LONGEST_LINE = 1000;

/*
 * What the kernel writes when something is wrong, by kind. Optical drives, floppy drives that virtual machines only
 * pretend to have, and loop devices fail without any disk being at fault.
 */
const disk =
  /\bI\/O error\b.*\bdev (?!fd|sr|loop|nbd|ram)\w|EXT4-fs (?:error|\(\w+\): (?:error|remounting filesystem read-only))|BTRFS (?:error|critical)|XFS \(\w+\): (?:metadata I\/O error|corruption|internal error|filesystem has been shut down)|F2FS-fs \(\w+\): .*\berror|FAT-fs \(\w+\): error|ntfs3?: .*\b(?:corrupt|failed to read)|nvme\w*: (?:I\/O \d+ .*timeout|controller is down)|\bata\d+\.\d+: (?:failed command|error: )|critical (?:medium|target) error/i;
const memory = /^Out of memory: Kill(?:ed)? process \d+ \((.{1,64}?)\)/;
const hardware = /\[Hardware Error\]|Machine check events logged|mce: CPU\d+: Machine Check/i;
const ecc = /EDAC \S+: \d+ (?:CE|UE)\b/;
const heat = /cpu clock throttled|temperature above threshold/i;
const graphics =
  /GPU HANG|GPU reset (?:begin|started)|\*ERROR\* ring \S{1,40} timeout|NVRM: Xid|Resetting (?:chip|rcs\d|engine)|GPU (?:is )?lockup|GPU fault detected/i;
const address = /duplicate address .{0,80}detected|address conflict|conflict detected/i;

/** The words to ask a journal for; what they find is looked at again here. */
export const wanted =
  'I/O error|-fs |BTRFS|XFS|ntfs|nvme|ata[0-9]+\\.|medium error|Out of memory|Hardware Error|machine check|EDAC|throttled|above threshold|GPU|\\*ERROR\\* ring|NVRM|Resetting|duplicate address|segfault|traps:';

export function kindOfLine(line: string): EventKind | null {
  const text = line.slice(0, LONGEST_LINE);
  if (memory.test(text)) return 'memory';
  if (disk.test(text)) return 'disk';
  if (ecc.test(text)) return 'ecc';
  if (hardware.test(text)) return 'hardware';
  if (heat.test(text)) return 'heat';
  if (graphics.test(text)) return 'graphics';
  return address.test(text) ? 'address' : null;
}

/** The program that a line says has crashed, or null. */
export function crashedIn(line: string): string | null {
  const match =
    /^(?:traps: )?(.{1,64}?)\[\d+\](?:: segfault at | trap \w| general protection)(?:.{0,300}? in (\S{1,200}?)\[)?/.exec(
      line.slice(0, LONGEST_LINE),
    );
  if (!match) return null;
  // A thread may have a name of its own; the file it ran in tells more, unless that is a library.
  const file = match[2];
  const inProgram = file !== undefined && !/\.so\b/.test(file);
  return nameOf(basename(inProgram ? file : (match[1] ?? '')));
}

/** What was seen of one kind. */
export interface Seen {
  readonly kind: EventKind;
  readonly count: number;
  readonly newestAt: number | null;
  readonly program: string | null;
  readonly text: string | null;
}

/** One trouble often writes several lines at once. */
const SAME_MS = 2000;

/** Every kind with its count, its newest time and its newest text; lines in the order of the log. */
export function summariseLog(lines: readonly LogLine[]): readonly Seen[] {
  const seen = new Map<EventKind, Seen>();
  for (const line of lines) {
    const text = line.text.slice(0, LONGEST_LINE);
    const kind = kindOfLine(text);
    if (kind === null) continue;
    const before = seen.get(kind);
    const same =
      kind !== 'memory' &&
      before !== undefined &&
      line.at !== null &&
      before.newestAt !== null &&
      line.at - before.newestAt < SAME_MS;
    seen.set(kind, {
      kind,
      count: (before?.count ?? 0) + (same ? 0 : 1),
      newestAt: line.at ?? before?.newestAt ?? null,
      program: kind === 'memory' ? nameOf(memory.exec(text)?.[1]) : null,
      // Both addresses of a clash would stand in it.
      text: kind === 'address' ? null : nameOf(text),
    });
  }
  return eventKinds.map(
    (kind) => seen.get(kind) ?? { kind, count: 0, newestAt: null, program: null, text: null },
  );
}
