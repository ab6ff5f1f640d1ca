import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { pinnedNode } from '../../scripts/lib/paths.mjs';
import { desk as deskWords } from '../../src-renderer/words/en/desk.ts';
import { host as hostWords } from '../../src-renderer/words/en/host.ts';
import { openScreenGrabber } from '../bench/picture/screen-grab.ts';
import { openCanvas, type Canvas } from '../bench/picture/x-canvas.ts';
import { clickAsTheyCome } from '../demo/consent-script.ts';
import { COUNTS, createFrameCount, openCountReader } from '../stage/frame-count.ts';
import { sendBegins, sendBombs, sendGarbage, sendMutated } from '../stage/hostile-picture.ts';
import {
  captureProcesses,
  differing,
  HEIGHT,
  paintText,
  playText,
  playVideo,
  runs,
  theProcess,
  way,
  WIDTH,
} from '../stage/picture-story.ts';
import {
  noResizableDisplay,
  startResizableDisplay,
  type ResizableDisplay,
} from '../stage/resizable-display.ts';
import { rigState } from '../stage/rig-state.ts';
import { startScroller } from '../stage/scroller.ts';
import { technicianStory } from '../stage/technician-story.ts';
import { openTwoDisplays, showAll, type TwoDisplays } from '../stage/two-displays.ts';
import { watchPage, type WatchedWindow } from '../stage/watched-page.ts';

/* What happens to the picture in the middle of a session: one session, and one disturbance after the other. // PX */

/** Longer than anything here takes on a busy machine; a picture that does not come would fail all the same. */
const SOON = { timeout: 20_000, interval: 100 };

let on: TwoDisplays;
let canvas: Canvas;
let display: ResizableDisplay | null = null;
let displaySize = '800x600';

beforeAll(async () => {
  display = noResizableDisplay() ? null : await startResizableDisplay();
  on = await openTwoDisplays({
    width: WIDTH,
    height: HEIGHT,
    ...(display === null ? {} : { hostDisplay: display }),
  });
  canvas = openCanvas(on.hostDisplay);
  await Promise.all([watchPage(on.host.page), watchPage(on.technician.page)]);
  await showAll(on);
});
afterAll(() => on.close());

function setSize(size: string): void {
  if (displaySize !== size) display?.setSize(size);
  displaySize = size;
}

/** Paints this and waits until the technician's display has every pixel of it. */
async function comesExactly(word: string): Promise<void> {
  setSize(`${WIDTH}x${HEIGHT}`); // one story may also be run alone
  canvas.movePointer(WIDTH - 4, HEIGHT - 4); // the viewer draws it: its corner is not compared
  paintText(canvas, word);
  await isExact();
}
const isExact = () => expect.poll(() => differing(on), SOON).toBe(0);

interface HostState {
  readonly session: { readonly phase: string; readonly link: string; readonly events: readonly object[] };
  readonly chat: readonly { readonly text: string }[];
}
const hostState = async () => (await rigState(on.host.page)) as unknown as HostState;
const linksLost = async () =>
  (await hostState()).session.events.filter((event) => Object.values(event).includes('link-lost')).length;

interface DeskRig {
  readonly alongsideRig: {
    readonly actions: { say(text: string): void };
    state(): {
      readonly desk: {
        readonly link: { readonly state: string };
        readonly picture: { size(): unknown; readonly shown: string } | null;
      } | null;
    };
  };
}

/** Whether what the technician says arrives. */
async function talks(text: string): Promise<void> {
  await on.technician.page.evaluate(
    (line) => (window as unknown as DeskRig).alongsideRig.actions.say(line),
    text,
  );
  await expect.poll(async () => (await hostState()).chat.some((line) => line.text === text), SOON).toBe(true);
}

const picture = () =>
  on.technician.page.evaluate(() => {
    const one = (window as unknown as DeskRig).alongsideRig.state().desk?.picture;
    return { size: one?.size() ?? null, shown: one?.shown ?? 'none' };
  });

const tileWorkers = () =>
  on.technician.page.evaluate(
    () => (window as unknown as WatchedWindow).watched.workers.filter(({ name }) => name === 'tile').length,
  );

/** Messages that the host has put on picture channels. */
const sentCount = () => on.host.page.evaluate(() => (window as unknown as WatchedWindow).watched.sentCount);

const print = (what: string, numbers: object) =>
  process.stdout.write(`${what}: ${JSON.stringify(numbers)}\n`);
/** Short enough for the link to be taken for sound. */
const HANGS_MS = 1_200;
const rest = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

describe('in the middle of a session', () => {
  it.skipIf(noResizableDisplay())('the shared display gets another size, twice', async () => {
    const scroller = startScroller(on.hostDisplay, '60x20+10+10');
    try {
      await expect.poll(picture, SOON).toMatchObject({ size: { width: 800, height: 600 } });
      setSize('640x480');
      await expect.poll(picture, SOON).toMatchObject({ size: { width: 640, height: 480 } });
      setSize('1280x720');
      await expect.poll(picture, SOON).toMatchObject({ size: { width: WIDTH, height: HEIGHT } });
    } finally {
      await scroller.stop();
    }
    await comesExactly('after the change of size');
    expect(await way(on)).toMatchObject({ mode: 'exact' });
    expect(await linksLost()).toBe(0);
  });

  it('the capture process is killed three times, and nothing but the picture notices', async () => {
    await comesExactly('before the kills');
    const before = (await hostState()).session.events;
    const window = canvas.window({ x: 0, y: 0, width: 64, height: 64 });
    const grabber = openScreenGrabber(on.technicianDisplay, 64, 64);
    const tookMs: number[] = [];
    try {
      for (const colour of [0xc00000, 0x00c000, 0x0000c0]) {
        const pid = await theProcess(on);
        const killedAt = performance.now();
        process.kill(pid, 'SIGKILL');
        canvas.fill(window, { x: 0, y: 0, width: 64, height: 64 }, colour);
        canvas.sync();
        await expect
          .poll(() => (grabber.grab()[32 * 64 + 32] ?? 0) & 0xffffff, { timeout: 10_000, interval: 4 })
          .toBe(colour);
        tookMs.push(Math.round(performance.now() - killedAt));
        await expect.poll(() => captureProcesses(on), SOON).not.toContain(pid);
      }
    } finally {
      grabber.close();
    }
    print('from SIGKILL to the next changed pixel, ms', {
      tookMs,
      median: tookMs.toSorted((a, b) => a - b)[1],
    });
    await isExact();
    expect((await hostState()).session.events).toEqual(before);
    expect(await way(on)).toMatchObject({ mode: 'exact' });
    await talks('after the kills');
  });

  it('the link is closed, and the next one shows what was painted meanwhile', async () => {
    const lost = await linksLost();
    await on.host.page.evaluate(() =>
      (window as unknown as WatchedWindow).watched.tiles.at(-1)?.connection.close(),
    );
    await comesExactly('while there was no link');
    expect(await linksLost()).toBe(lost + 1);
    await talks('over the next link');
  });

  it('only the picture channel is closed, and the picture comes back, with whatever was said', async () => {
    await on.technician.page.evaluate(() =>
      (window as unknown as WatchedWindow).watched.tiles.at(-1)?.channel.close(),
    );
    await talks('while the channel closes');
    await comesExactly('after the channel was closed');
    expect(await way(on)).toMatchObject({ mode: 'exact' });
  });

  it("the technician's page hangs for a second, and no more is sent than is answered", async () => {
    await comesExactly('before it hangs');
    let painted = 0;
    const stop = playText(canvas, (count) => (painted = count));
    await rest(1_500); // the window has grown to what this link carries
    const hung = on.technician.page.evaluate((ms) => {
      for (const until = performance.now() + ms; performance.now() < until;);
    }, HANGS_MS);
    await rest(HANGS_MS / 4);
    const [sentBefore, paintedBefore] = [await sentCount(), painted];
    await rest(HANGS_MS / 2);
    const load = { sent: (await sentCount()) - sentBefore, painted: painted - paintedBefore };
    await hung;
    stop();
    print('while the page hung', load);
    expect(load.painted).toBeGreaterThan(5);
    expect(load.sent).toBeLessThan(load.painted / 2);
    await isExact();
  });

  it("the viewer's worker dies, and another one shows everything", async () => {
    const before = await tileWorkers();
    const lost = await linksLost();
    await on.technician.page.evaluate(() =>
      (window as unknown as WatchedWindow).watched.workers
        .findLast(({ name }) => name === 'tile')
        ?.worker.terminate(),
    );
    await comesExactly('painted without a worker');
    expect(await tileWorkers()).toBe(before + 1);
    expect(await linksLost()).toBe(lost);
  });
});

/** Processes that do nothing but keep a processor busy. */
function startHogs(count: number): { stop(): Promise<void> } {
  const hogs = Array.from({ length: count }, () =>
    spawn(pinnedNode, ['-e', 'for (;;);'], { stdio: 'ignore' }),
  );
  return {
    async stop() {
      await Promise.all(
        hogs.map((hog) => {
          const gone = once(hog, 'exit');
          hog.kill('SIGKILL');
          return gone;
        }),
      );
    },
  };
}

interface Load {
  /** First letters of the modes seen. */
  readonly modes: string;
  /** Frames that the technician's display was behind, at each look. */
  readonly behind: readonly number[];
  /** Most that stood in the picture channel. */
  readonly buffered: number;
}

/** Plays for so long and looks meanwhile at what waits where. */
async function playFor(ms: number, play: typeof playVideo): Promise<Load> {
  let count = 0;
  const draw = createFrameCount(canvas);
  const reader = openCountReader(on.technicianDisplay);
  const stop = play(canvas, (now) => draw((count = now)));
  const [modes, behind, buffered]: [string[], number[], number[]] = [[], [], []];
  try {
    for (const until = performance.now() + ms; performance.now() < until; await rest(150)) {
      behind.push((count - reader.read() + COUNTS) % COUNTS);
      buffered.push(await bufferedBytes());
      modes.push((await way(on))?.mode[0] ?? '-');
    }
  } finally {
    stop();
    reader.close();
  }
  return { modes: modes.join(''), behind, buffered: Math.max(...buffered) };
}

const bufferedBytes = () =>
  on.host.page.evaluate(
    () => (window as unknown as WatchedWindow).watched.tiles.at(-1)?.channel.bufferedAmount ?? -1,
  );

/** The largest flow window there is. */
const MAX_BUFFERED_BYTES = 4_200_000;
/** Well above two seconds of frames: no gate for how fast it is, but a queue that never ends is longer by then. */
const MAX_BEHIND = 60;

/** No queue has grown. By the median of the later half: a number that the track blurs may be read wrong. */
function expectNoQueue({ behind, buffered }: Load): void {
  const later = behind.slice(behind.length / 2).toSorted((a, b) => a - b);
  expect(later[Math.floor(later.length / 2)]).toBeLessThan(MAX_BEHIND);
  expect(buffered).toBeGreaterThanOrEqual(0);
  expect(buffered).toBeLessThan(MAX_BUFFERED_BYTES);
}

describe('on a host without a free processor', () => {
  it('no queue grows, neither of text nor of a film, which goes to the track and comes back exact', async () => {
    await comesExactly('before the load');
    const hogs = startHogs(2);
    try {
      const text = await playFor(4_000, playText);
      print('text under load', text);
      expectNoQueue(text);
      const film = await playFor(5_000, playVideo);
      print('a film under load', film);
      expectNoQueue(film);
      expect(film.modes.at(-1)).toBe('v');
    } finally {
      await hogs.stop();
    }
    await expect.poll(() => way(on), SOON).toMatchObject({ mode: 'exact' });
    await isExact();
  });
});

describe('the other side', () => {
  it('loads its page anew: the host is told, captures no more, and takes the next session', async () => {
    await comesExactly('before the reload'); // a busy machine may have begun with the track
    const pid = await theProcess(on);
    await on.technician.page.reload();
    await expect.poll(async () => (await hostState()).session.phase, SOON).toBe('ended');
    await expect.poll(() => runs(pid), SOON).toBe(false); // nothing is captured for nobody
    expect(await captureProcesses(on)).toEqual([]);
    await clickAsTheyCome(on.host.page, [{ role: 'button', name: hostWords.end.done }]);
    await watchPage(on.technician.page);
    await showAll(on);
    await comesExactly('in the next session');
  });

  it('is hostile: the desk lives, within bounds, mends what can be mended, and can end the session', async () => {
    await comesExactly('before it is hostile'); // what mends it must be what it asks for, nothing else
    const memory = watchMemory();
    try {
      await sendGarbage(on.host.page);
      expect(await sendMutated(on.host.page)).toBeGreaterThan(3);
      await sendBombs(on.host.page, { width: WIDTH, height: HEIGHT });
      await sendGarbage(on.host.page);
      await comesExactly('after the garbage');
      await sendBegins(on.host.page);
      await expect.poll(() => way(on), SOON).toMatchObject({ mode: 'video', reason: 'viewer-cannot' });
      await expect.poll(picture, SOON).toMatchObject({ shown: 'video' });
      await talks('after it all');
    } finally {
      await memory.stop();
    }
    print("the technician's page, MB", memory.megabytes);
    expect(memory.megabytes.length).toBeGreaterThan(5);
    expect(Math.max(...memory.megabytes) - (memory.megabytes[0] ?? 0)).toBeLessThan(MAX_GROWTH_MB);
    await on.technician.page.keyboard.press('Escape'); // the bar is not there in the full screen
    await technicianStory.end(on.technician.page);
    await on.technician.page.getByText(deskWords.stage.ended['by-me'].title).first().waitFor();
    await expect.poll(async () => (await hostState()).session.phase, SOON).toBe('ended');
  });
});

/** Canvas and decoder of the largest picture are some 400 MB, and a worker that is ended goes a moment later. */
const MAX_GROWTH_MB = 700;

/** The working set of the technician's page, looked at five times a second. */
function watchMemory(): { readonly megabytes: readonly number[]; stop(): Promise<void> } {
  const look = async () => {
    const sizes = await on.technician.app.evaluate(({ app }) =>
      app.getAppMetrics().flatMap(({ type, memory }) => (type === 'Tab' ? [memory.workingSetSize] : [])),
    );
    return Math.round(Math.max(...sizes) / 1024);
  };
  const megabytes: number[] = [];
  const watching = { on: true };
  const going = (async () => {
    for (; watching.on; await rest(200)) megabytes.push(await look());
  })();
  return {
    megabytes,
    async stop() {
      watching.on = false;
      await going;
    },
  };
}
