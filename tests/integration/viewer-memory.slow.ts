import { readdirSync, readFileSync } from 'node:fs';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { whole } from '../../src-shared/tiles/geometry.ts';
import type { HostPictureMessage } from '../../src-shared/tiles/wire.ts';
import { paint } from '../shared/tiles/pictures.ts';
import { createHostTwin, type HostTwin } from './viewer-page/host-twin.ts';
import { openViewer, type ViewerPage } from './viewer-page/open-viewer.ts';
import { jpegOf } from './viewer-page/pictures-in-page.ts';

/** Memory of the viewer over many frames of every kind, as the browser and as the system count it. */
const size = { width: 1280, height: 720 };
const MEGABYTE = 1_048_576;
let viewer: ViewerPage;
let host: HostTwin;

beforeAll(async () => {
  viewer = await openViewer();
  host = await createHostTwin(size, (frame, of) =>
    paint(frame, of, whole(of), (x, y) => ((x * 31 + y * 17) % 13 === 0 ? 0x101010 : 0xfafafa)),
  );
}, 60_000);
afterAll(() => viewer.close(), 20_000);

test('5,000 frames, pointer moves and lossy pictures leave nothing behind', async () => {
  await viewer.ask((one) => one.place(1280, 720));
  await viewer.feed(...host.begin(size));
  const jpeg = await jpegOf(viewer.page, { width: 320, height: 180 }, '#30a030');
  await frames(jpeg, 0, 1_000);
  const before = await memory();
  await frames(jpeg, 1_000, 6_000);
  const after = await memory();
  process.stdout.write(`viewer memory, MB: ${JSON.stringify({ before, after })}\n`);
  expect(after.heap - before.heap).toBeLessThan(4);
  expect(after.resident - before.resident).toBeLessThan(40);
}, 300_000);

async function frames(jpeg: Uint8Array, from: number, to: number): Promise<void> {
  for (let count = from; count < to;) {
    const messages: HostPictureMessage[] = [];
    for (; count < to && messages.length < 40; count += 1) messages.push(...frame(jpeg, count));
    await viewer.feed(...messages);
    const last = messages.findLast((message) => message.type === 'tiles');
    if (last === undefined) continue;
    await expect
      .poll(() => viewer.ask((one) => one.said().findLast((message) => message.type === 'ack')), {
        timeout: 10_000,
      })
      .toMatchObject({ seq: last.seq });
    await viewer.ask((one) => one.forget());
  }
}

function frame(jpeg: Uint8Array, count: number): readonly HostPictureMessage[] {
  const rect = { x: (count * 37) % 1_000, y: (count * 53) % 600, width: 240, height: 100 };
  paint(host.encoder.frame, size, rect, (x, y) =>
    ((x + count) * 7 + y) % 11 === 0 ? count * 977 : 0xfafafa,
  );
  const place = { type: 'place', place: { x: rect.x, y: rect.y, visible: true } } as const;
  const lossy = count % 10 === 0 ? [host.lossy({ x: 640, y: 360, width: 320, height: 180 }, jpeg)] : [];
  return [place, ...lossy, ...host.frame(rect)];
}

/** Megabytes: what the page's JavaScript holds, and what the page's process, its worker included, has in memory. */
async function memory(): Promise<{ readonly heap: number; readonly resident: number }> {
  const session = await viewer.page.context().newCDPSession(viewer.page);
  for (let count = 0; count < 3; count += 1) await session.send('HeapProfiler.collectGarbage');
  const { usedSize } = await session.send('Runtime.getHeapUsage');
  await session.detach();
  return { heap: Math.round((usedSize / MEGABYTE) * 10) / 10, resident: Math.round(residentOfPages()) };
}

/** Of all page processes of the browser this test started; the largest is the page with the picture. */
function residentOfPages(): number {
  const parents = new Map<number, number>();
  const sizes = new Map<number, number>();
  for (const name of readdirSync('/proc')) {
    const pid = Number(name);
    if (!Number.isInteger(pid)) continue;
    try {
      const status = readFileSync(`/proc/${pid}/status`, 'utf8');
      parents.set(pid, Number(/PPid:\s+(\d+)/.exec(status)?.[1]));
      if (readFileSync(`/proc/${pid}/cmdline`, 'utf8').includes('--type=renderer'))
        sizes.set(pid, Number(/VmRSS:\s+(\d+)/.exec(status)?.[1] ?? 0) / 1024);
    } catch {
      // gone meanwhile
    }
  }
  const ours = (pid: number): boolean =>
    pid === process.pid || (parents.has(pid) && pid > 1 && ours(parents.get(pid) ?? 0));
  return Math.max(0, ...[...sizes].filter(([pid]) => ours(pid)).map(([, megabytes]) => megabytes));
}
