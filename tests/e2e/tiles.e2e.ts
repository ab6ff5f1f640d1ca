import { afterAll, afterEach, describe, expect, it } from 'vitest';
import { openCanvas, type Canvas } from '../bench/picture/x-canvas.ts';
import {
  captureProcesses,
  differing,
  HEIGHT,
  paintText,
  playVideo,
  press,
  runs,
  theProcess,
  way,
  WIDTH,
  type HostRig,
} from '../stage/picture-story.ts';
import { openTwoDisplays, showAll, type TwoDisplays } from '../stage/two-displays.ts';

/* The picture as exact tiles, from one X display to another. // PX */

/**
 * Longer than anything here takes on a busy machine: a capture process that does not start in time is tried again after
 * ten seconds. A picture that does not come would fail all the same.
 */
const SOON = { timeout: 40_000, interval: 100 };

interface Session extends TwoDisplays {
  readonly canvas: Canvas;
  readonly switches: string;
}

/** One session for all stories with the same switches, since a start takes longer than most of them. */
let session: Session | null = null;
async function end(): Promise<void> {
  const ended = session;
  session = null;
  await ended?.close();
}
// what a story that fails leaves behind is not for the next one
afterEach(({ task }) => (task.result?.state === 'fail' ? end() : undefined));
afterAll(end);

/** Everything allowed and the picture shown, in the session of the story before or in a new one. */
async function live(...given: readonly string[]): Promise<Session> {
  const switches = given.join(' ');
  if (session !== null && session.switches === switches) return session;
  await end();
  const opened = await openTwoDisplays({ width: WIDTH, height: HEIGHT, switches: given });
  session = { ...opened, canvas: openCanvas(opened.hostDisplay), switches };
  session.canvas.movePointer(WIDTH - 4, HEIGHT - 4); // the viewer draws it: its corner is not compared
  paintText(session.canvas, 'first');
  await showAll(opened);
  return session;
}

describe('the picture', () => {
  it('comes as tiles: at rest every pixel is the same on both displays, before and after a change', async () => {
    const on = await live();
    await expect.poll(() => differing(on), SOON).toBe(0);
    paintText(on.canvas, 'second');
    await expect.poll(() => differing(on), SOON).toBe(0);
    expect(await way(on)).toMatchObject({ mode: 'exact', reason: 'still-or-text' });
  });
});

describe('the capture process', () => {
  it('is killed at once by a pause, and another shows the picture when it goes on', async () => {
    const on = await live();
    await expect.poll(() => differing(on), SOON).toBe(0);
    const first = await theProcess(on);
    await press(on, 'pause');
    await expect.poll(() => runs(first), SOON).toBe(false);
    paintText(on.canvas, 'while paused');
    expect(await captureProcesses(on)).toEqual([]);
    await press(on, 'resume');
    await expect.poll(() => differing(on), SOON).toBe(0);
    expect(await theProcess(on)).not.toBe(first);
    expect(await way(on)).toMatchObject({ mode: 'exact' });
  });

  it('is killed at once when the screen is taken back, and comes with the next grant', async () => {
    const on = await live();
    const first = await theProcess(on);
    await on.host.page.evaluate(() => (window as unknown as HostRig).alongsideRig.actions.takeBack('screen'));
    await expect.poll(() => runs(first), SOON).toBe(false);
    expect(await captureProcesses(on)).toEqual([]);
    const granted = await on.host.page.evaluate(async () => {
      const rig = (window as unknown as HostRig).alongsideRig;
      rig.actions.loadScreens();
      for (;;) {
        const display = rig.state().screens?.find(({ kind }) => kind === 'display');
        if (display !== undefined) return rig.actions.grantScreen(display.key);
        await new Promise((resolve) => setTimeout(resolve, 50));
      }
    });
    expect(granted).toBe(true);
    paintText(on.canvas, 'again');
    await expect.poll(() => differing(on), SOON).toBe(0);
  });

  it('that is killed from outside is followed by another: the picture goes on, nothing else notices', async () => {
    const on = await live();
    await expect.poll(() => differing(on), SOON).toBe(0);
    const first = await theProcess(on);
    process.kill(first, 'SIGKILL');
    paintText(on.canvas, 'after it was killed');
    await expect.poll(() => differing(on), SOON).toBe(0);
    expect(await theProcess(on)).not.toBe(first);
    expect(await way(on)).toMatchObject({ mode: 'exact' });
  });

  it('that hangs is found out, killed and followed by another', async () => {
    const on = await live();
    const first = await theProcess(on);
    process.kill(first, 'SIGSTOP');
    paintText(on.canvas, 'while it hung');
    await expect.poll(() => runs(first), SOON).toBe(false);
    await expect.poll(() => differing(on), SOON).toBe(0);
  });

  it('that hangs keeps nobody from stopping', async () => {
    const on = await live();
    const first = await theProcess(on);
    process.kill(first, 'SIGSTOP');
    await press(on, 'pause');
    await expect.poll(() => runs(first), SOON).toBe(false);
    await press(on, 'resume');
    paintText(on.canvas, 'after it hung');
    await expect.poll(() => differing(on), SOON).toBe(0);
  });
});

describe('the track as partner', () => {
  it('carries what moves too much, and leaves again when it is still: every pixel the same', async () => {
    const on = await live();
    await expect.poll(() => differing(on), SOON).toBe(0);
    const stop = playVideo(on.canvas);
    try {
      await expect.poll(() => way(on), SOON).toMatchObject({ mode: 'video' });
    } finally {
      stop();
    }
    await expect.poll(() => way(on), SOON).toMatchObject({ mode: 'exact' });
    await expect.poll(() => differing(on), SOON).toBe(0);
  });

  it('can be captured later, without another press of the person', async () => {
    const on = await live();
    const told = await on.host.app.evaluate(async ({ BrowserWindow }) => {
      const host = BrowserWindow.getAllWindows().find(({ webContents }) =>
        webContents.getURL().includes('role=host'),
      );
      return host?.webContents.executeJavaScript(
        `new Promise((resolve) => {
           const ask = async () => {
             if (navigator.userActivation.isActive) return setTimeout(ask, 100);
             resolve(await navigator.mediaDevices.getDisplayMedia({ video: true }).then(
               (stream) => { for (const track of stream.getTracks()) track.stop(); return 'given'; },
               (error) => error.name));
           };
           void ask();
         })`,
        false,
      ) as Promise<string>;
    });
    expect(told).toBe('given');
  });

  it('carries all of it where the tiles are switched off, and the viewer is told why', async () => {
    const on = await live('--rig-picture=track');
    expect(await way(on)).toEqual({ mode: 'video', reason: 'no-native-capture', bytes: 0 });
    expect(await captureProcesses(on)).toEqual([]);
  });
});
