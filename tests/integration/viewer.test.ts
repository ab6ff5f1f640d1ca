import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { whole, type Rect } from '../../src-shared/tiles/geometry.ts';
import { paint as paintPixels, scroll } from '../shared/tiles/pictures.ts';
import { createHostTwin, type HostTwin } from './viewer-page/host-twin.ts';
import { openViewer, type ViewerPage } from './viewer-page/open-viewer.ts';
import { jpegOf, pixelsOf } from './viewer-page/pictures-in-page.ts';

/** The viewer in real Chromium, under the server's content policy, fed by the real encoder. */
const size = { width: 640, height: 360 };
const GREY = 0x406080;
let viewer: ViewerPage;
let host: HostTwin;

/** Windows with something like text: many edges, few colours; and a corner of noise. */
const colourAt = (x: number, y: number) => {
  if (x > 560 && y < 60) return (x * 7919 + y * 104_729) & 0xffffff;
  if (y < 24) return 0x2b4a6f;
  return (x * 31 + y * 17) % 13 === 0 ? 0x101010 : (x >> 6) % 2 === 0 ? 0xfafafa : GREY;
};

beforeAll(async () => {
  viewer = await openViewer();
  host = await createHostTwin(size, (frame, of) => paintPixels(frame, of, whole(of), colourAt));
}, 60_000);
afterAll(() => viewer.close(), 20_000);
beforeEach(async () => {
  await viewer.reload();
  await viewer.ask((one) => one.place(640, 360));
});

async function begin(): Promise<void> {
  await viewer.feed(...host.begin(size));
  await viewer.until((one) => one.shown() === 'tiles');
  await settled();
}

/** Sends what was painted and waits until its last message is drawn. */
async function send(rect?: Rect): Promise<void> {
  const messages = host.frame(rect);
  const last = messages.at(-1);
  await viewer.feed(...messages);
  if (last?.type === 'tiles') await acked(last.seq);
}

async function acked(seq: number): Promise<void> {
  await expect
    .poll(async () =>
      (await viewer.ask((one) => one.said())).some((one) => one.type === 'ack' && one.seq === seq),
    )
    .toBe(true);
}

/** Pixels that differ from the host's frame: in what a screenshot saves, and in what is on the screen. */
async function differing(): Promise<{ readonly saved: number; readonly seen: number }> {
  await settled();
  const saved = await viewer.ask((one) => one.screenshot());
  const { width, height } = host.encoder.size;
  const seen = await viewer.page.screenshot({ clip: { x: 0, y: 0, width, height } });
  return {
    saved: saved === null ? -1 : count(await pixelsOf(viewer.page, saved)),
    seen: count(await pixelsOf(viewer.page, seen.toString('base64'))),
  };
}

function count(pixels: Uint8Array): number {
  const { frame } = host.encoder;
  if (pixels.length !== frame.length) return -2;
  let wrong = 0;
  for (let at = 0; at < frame.length; at += 4)
    if (pixels[at] !== frame[at + 2] || pixels[at + 1] !== frame[at + 1] || pixels[at + 2] !== frame[at])
      wrong += 1;
  return wrong;
}

const settled = () =>
  viewer.page.evaluate(
    () => new Promise<void>((done) => requestAnimationFrame(() => requestAnimationFrame(() => done()))),
  );
const exact = { saved: 0, seen: 0 };

/** The worker says that it has drawn before the browser shows it: on a busy machine some frames before. */
const isExact = () => expect.poll(differing, { timeout: 10_000 }).toEqual(exact);

describe('the viewer in a browser', () => {
  test('shows every pixel as it was encoded: at first, after small changes, after scrolling', async () => {
    await begin();
    await isExact();
    paintPixels(host.encoder.frame, size, { x: 100, y: 100, width: 30, height: 12 }, () => 0xcc0000);
    await send();
    await isExact();
    for (let step = 0; step < 20; step += 1) {
      scroll(host.encoder.frame, size, { x: 0, y: 60, width: 640, height: 240 }, 3);
      await send({ x: 0, y: 60, width: 640, height: 240 });
    }
    await isExact();
    expect(viewer.complaints).toEqual([]);
  });

  test('a lossy picture is drawn in its place and in its turn, and made exact again', async () => {
    await begin();
    const rect = { x: 64, y: 64, width: 320, height: 180 };
    const lossy = host.lossy(rect, await jpegOf(viewer.page, rect, '#30a030'));
    await viewer.feed(lossy);
    if (lossy.type === 'lossy') await acked(lossy.seq);
    const at = (100 * 640 + 200) * 4;
    const roughly = async () => {
      const shot = await viewer.ask((one) => one.screenshot());
      const pixels = await pixelsOf(viewer.page, shot ?? '');
      return [...pixels.subarray(at, at + 3)].map((value) => Math.round(value / 16));
    };
    await expect.poll(roughly, { timeout: 10_000 }).toEqual([3, 10, 3]);
    await send(rect);
    await isExact();
  });

  test('a broken message is answered by a refresh, the old picture stays, and a new beginning mends it', async () => {
    await begin();
    const before = await viewer.ask((one) => one.screenshot());
    await viewer.feed({ type: 'tiles', seq: 9_000, last: true, payload: new Uint8Array(50).fill(0xee) });
    await viewer.until((one) => one.said().some((message) => message.type === 'refresh'));
    paintPixels(host.encoder.frame, size, { x: 0, y: 200, width: 640, height: 40 }, () => 0x00ff00);
    await viewer.feed(...host.frame());
    await settled();
    expect((await viewer.ask((one) => one.screenshot())) === before).toBe(true);
    await viewer.feed(...host.begin(size));
    paintPixels(host.encoder.frame, size, { x: 8, y: 8, width: 8, height: 8 }, () => 0x123456);
    await send();
    await isExact();
    expect(viewer.complaints).toEqual([]);
  });

  test('a message of no known kind, a JPEG bomb and a picture too large do no harm', async () => {
    await begin();
    const before = await viewer.ask((one) => one.screenshot());
    const bomb = await jpegOf(viewer.page, { width: 16, height: 16 }, '#ffffff');
    const header = bomb.findIndex((byte, index) => byte === 0xff && bomb[index + 1] === 0xc0);
    bomb.set([0xff, 0xff, 0xff, 0xff], header + 5);
    await viewer.feed(host.lossy({ x: 0, y: 0, width: 16, height: 16 }, bomb));
    await viewer.feed({ type: 'begin', size: { width: 8_192, height: 8_192 } });
    await viewer.feed(Uint8Array.of(77, 1, 2, 3));
    await viewer.until((one) => one.said().filter((message) => message.type === 'refresh').length === 2);
    expect((await viewer.ask((one) => one.screenshot())) === before).toBe(true);
    expect(await viewer.ask((one) => one.workers())).toBe(1);
  });

  test('a picture of another size takes the place of the old one once it is whole', async () => {
    await begin();
    const larger = { width: 800, height: 450 };
    const messages = host.begin(larger);
    await viewer.feed(...messages.slice(0, 2));
    expect(await viewer.ask((one) => one.size())).toEqual(size);
    await viewer.feed(...messages.slice(2));
    await viewer.until((one) => one.size()?.width === 800);
    await viewer.ask((one) => one.place(800, 450));
    await settled();
    await isExact();
  });

  test('a worker that is gone is replaced within seconds; the old picture stays until the new one draws', async () => {
    await begin();
    const before = await viewer.ask((one) => one.screenshot());
    await viewer.ask((one) => one.killWorker());
    await viewer.feed(...host.frame(), ...host.begin(size).slice(0, 1)); // something to be silent about
    await viewer.until((one) => one.workers() === 2, 15_000);
    await viewer.until((one) => one.said().filter((message) => message.type === 'hello').length >= 2);
    expect((await viewer.ask((one) => one.screenshot())) === before).toBe(true);
    await begin();
    await isExact();
  }, 30_000);

  test('track and tiles take turns without a frame of nothing', async () => {
    await begin();
    await viewer.ask((one) => one.watched());
    const seen = watchScreen();
    await viewer.feed({ type: 'mode', mode: 'video', reason: 'much-motion' });
    await settled();
    expect(await viewer.ask((one) => one.shown())).toBe('tiles');
    await showTrack('#00a0ff');
    expect(await viewer.ask((one) => one.said().at(-1))).toEqual({ type: 'shows', what: 'video' });
    paintPixels(host.encoder.frame, size, { x: 0, y: 0, width: 640, height: 24 }, () => 0x808000);
    await viewer.feed({ type: 'mode', mode: 'exact', reason: 'still-or-text' });
    await settled();
    expect(await viewer.ask((one) => one.shown())).toBe('video');
    await viewer.feed(...host.begin(size));
    await viewer.until((one) => one.shown() === 'tiles');
    expect(await viewer.ask((one) => one.said().at(-1))).toEqual({ type: 'shows', what: 'tiles' });
    const colours = await seen.stop();
    await isExact();
    const middle = pixelText(320, 180);
    const track = (text: string) => /^\d?\d,1[56]\d,25[0-5]$/.test(text);
    expect(new Set(colours.filter((one) => one !== middle && !track(one)))).toEqual(new Set());
    expect(colours.some(track)).toBe(true);
    expect((await viewer.ask((one) => one.watched())).includes('nothing')).toBe(false);
  }, 30_000);

  test('a host without tiles is shown by the track, as ever', async () => {
    await showTrack('#a000ff');
    expect(await viewer.ask((one) => one.size())).toEqual({ width: 640, height: 360 });
    expect(await viewer.ask((one) => one.screenshot())).not.toBeNull();
  });

  test('an old frame of the track does not come back when the screen is shown again', async () => {
    await showTrack('#a000ff');
    await trackAtRest();
    await viewer.ask((one) => one.allow(false));
    await viewer.ask((one) => one.remount());
    await viewer.ask((one) => one.allow(true));
    for (let count = 0; count < 20; count += 1) await settled();
    expect(await viewer.ask((one) => one.shown())).toBe('none');
    await showTrack('#00a0ff');
  });

  test('a screenshot has the pointer where the desk shows it', async () => {
    await begin();
    const rgba = new Uint8Array(8 * 8 * 4).fill(255).map((value, index) => (index % 4 === 1 ? 0 : value));
    await viewer.feed({ type: 'shape', shape: { width: 8, height: 8, hotX: 2, hotY: 2, rgba } });
    await viewer.feed({ type: 'place', place: { x: 302, y: 102, visible: true } });
    const shown = await differing();
    expect(shown).toEqual({ saved: 64, seen: 64 });
    await viewer.feed({ type: 'place', place: { x: 302, y: 102, visible: false } });
    await isExact();
  });

  test('what was taken back does not come back: not in a screenshot, not for a frame', async () => {
    await begin();
    await viewer.ask((one) => one.allow(false));
    expect(await viewer.ask((one) => one.screenshot())).toBeNull();
    await viewer.feed(...host.frame());
    await viewer.ask((one) => one.allow(true));
    await settled();
    expect(await viewer.ask((one) => one.shown())).toBe('none');
    expect(await viewer.ask((one) => one.screenshot())).toBeNull();
    await begin();
    await isExact();
  });

  test('the picture may be put elsewhere and shows what came meanwhile', async () => {
    await begin();
    await viewer.ask((one) => one.remount());
    paintPixels(host.encoder.frame, size, { x: 0, y: 300, width: 640, height: 20 }, () => 0xff8800);
    await send();
    await isExact();
  });

  test('text at twice its size is made of whole pixels', async () => {
    await begin();
    await viewer.ask((one) => one.place(1280, 720));
    await viewer.page.evaluate(() => {
      const stage = document.querySelector<HTMLElement>('#stage');
      if (stage !== null) stage.style.imageRendering = 'pixelated';
    });
    await settled();
    const shot = await viewer.page.screenshot({ clip: { x: 0, y: 0, width: 1280, height: 720 } });
    const pixels = await pixelsOf(viewer.page, shot.toString('base64'));
    const every2nd = new Uint8Array(640 * 360 * 4);
    let uneven = 0;
    for (let y = 0; y < 720; y += 1)
      for (let x = 0; x < 1280; x += 1) {
        const at = (y * 1280 + x) * 4;
        const to = ((y >> 1) * 640 + (x >> 1)) * 4;
        if (x % 2 === 0 && y % 2 === 0) every2nd.set(pixels.subarray(at, at + 4), to);
        else if ([0, 1, 2].some((channel) => pixels[at + channel] !== every2nd[to + channel])) uneven += 1;
      }
    expect({ uneven, wrong: count(every2nd) }).toEqual({ uneven: 0, wrong: 0 });
  });
});

/** Paints the track until its first frame is shown: a track shows a frame a moment after it was painted. */
async function showTrack(colour: string): Promise<void> {
  await expect
    .poll(
      async () => {
        await viewer.page.evaluate((one) => Reflect.get(window, 'viewer').track(one), colour);
        return viewer.ask((one) => one.shown());
      },
      { timeout: 10_000 },
    )
    .toBe('video');
}

/** What was painted may still be on its way, and is a new frame when it comes. */
async function trackAtRest(): Promise<void> {
  let before = -1;
  for (let now = 0; now !== before; now = await viewer.ask((one) => one.frames())) {
    before = now;
    for (let count = 0; count < 10; count += 1) await settled();
  }
}

function pixelText(x: number, y: number): string {
  const { frame } = host.encoder;
  const at = (y * size.width + x) * 4;
  return `${frame[at + 2] ?? 0},${frame[at + 1] ?? 0},${frame[at] ?? 0}`;
}

/** Takes pictures of the screen's middle, as quickly as the browser gives them, until it is stopped. */
function watchScreen(): { stop(): Promise<readonly string[]> } {
  const watching = { on: true };
  const shots: Buffer[] = [];
  const going = (async () => {
    while (watching.on)
      shots.push(await viewer.page.screenshot({ clip: { x: 320, y: 180, width: 1, height: 1 } }));
  })();
  return {
    async stop() {
      watching.on = false;
      await going;
      const colours: string[] = [];
      for (const shot of shots)
        colours.push((await pixelsOf(viewer.page, shot.toString('base64'))).slice(0, 3).join(','));
      return colours;
    },
  };
}
