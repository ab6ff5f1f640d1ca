import { emptySnapshot, mergePart, type Snapshot } from '../../../src-shared/diagnostics/snapshot.ts';

const GIB = 1024 ** 3;

/** A machine whose disk is nearly full, so that there is something to find. */
export function madeUpSnapshot(at: number): Snapshot {
  const start = emptySnapshot({ takenAt: at, app: { version: '0.1.0', runtime: 'test' }, platform: 'linux' });
  const volume = {
    mount: '/',
    label: '',
    fsType: 'ext4',
    role: 'system',
    local: true,
    writable: true,
    totalBytes: 237 * GIB,
    usedBytes: 234 * GIB,
    availableBytes: 3 * GIB,
    inodesTotal: 1000,
    inodesUsed: 10,
    grownBytes: 0,
    grownOverMs: 0,
  };
  const data = { volumes: [volume] };
  const merged = mergePart(start, 'volumes', { status: 'ok', data, ms: 5, at, source: 'test' });
  const more = merged.ok
    ? mergePart(merged.value, 'battery', {
        status: 'unavailable',
        reason: 'no battery',
        ms: 1,
        at,
        source: 'test',
      })
    : merged;
  if (!more.ok) throw new Error(more.error.detail);
  return more.value;
}
