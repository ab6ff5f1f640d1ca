import { countDiffering } from '../bench/picture/count-differing.ts';
import { openScreenGrabber } from '../bench/picture/screen-grab.ts';
import type { Canvas, Surface } from '../bench/picture/x-canvas.ts';
import type { TwoDisplays } from './two-displays.ts';

/** What the stories of the picture paint, ask and compare; both displays are this large. */
export const WIDTH = 1280;
export const HEIGHT = 720;

/** A window full of small text in several colours, another each time. */
export function paintText(canvas: Canvas, word: string): void {
  const window = canvas.window({ x: 0, y: 0, width: WIDTH, height: HEIGHT });
  canvas.fill(window, { x: 0, y: 0, width: WIDTH, height: HEIGHT }, 0xf4f1ea);
  for (let line = 0; line < 45; line += 1) {
    const words = `${word} ${line} ${'the quick brown fox '.repeat(4)}`;
    canvas.text(window, 10 + line, line * 16, words, (line * 0x050a11) % 0xffffff, 0xf4f1ea);
  }
  canvas.sync();
}

/** How many pixels of the technician's display are not as the host's are. */
export function differing({ hostDisplay, technicianDisplay }: TwoDisplays): number {
  const [from, to] = [hostDisplay, technicianDisplay].map((name) => openScreenGrabber(name, WIDTH, HEIGHT));
  if (from === undefined || to === undefined) throw new Error('no displays');
  try {
    return countDiffering(from.grab(), to.grab(), WIDTH, HEIGHT);
  } finally {
    from.close();
    to.close();
  }
}

export interface HostRig {
  readonly alongsideRig: {
    picture(): { readonly mode: string; readonly reason: string; readonly bytes: number } | null;
    readonly actions: {
      pause(): void;
      resume(): void;
      takeBack(capability: 'screen'): void;
      loadScreens(): void;
      grantScreen(key: string): Promise<boolean>;
    };
    state(): { readonly screens: readonly { readonly key: string; readonly kind: string }[] | null };
  };
}

export const way = ({ host }: TwoDisplays) =>
  host.page.evaluate(() => (window as unknown as HostRig).alongsideRig.picture());
export const press = ({ host }: TwoDisplays, what: 'pause' | 'resume') =>
  host.page.evaluate((name) => (window as unknown as HostRig).alongsideRig.actions[name](), what);

/** Process ids of the capture processes that run now, as Electron counts them. */
export const captureProcesses = ({ host }: TwoDisplays): Promise<number[]> =>
  host.app.evaluate(({ app }) =>
    app
      .getAppMetrics()
      .filter(({ name }) => name === 'Alongside capture')
      .map(({ pid }) => pid),
  );

/** Whether the process is still there, asked of the system. */
export function runs(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}

export async function theProcess(on: TwoDisplays): Promise<number> {
  const [pid, ...more] = await captureProcesses(on);
  if (pid === undefined || more.length > 0) throw new Error(`${more.length} more than one capture process`);
  return pid;
}

const PLAYED = { x: 40, y: 30, width: 1200, height: 660 };

/** A picture of many colours that changes 25 times a second, over most of the display, until told to stop. */
export function playVideo(canvas: Canvas, each?: (count: number) => void): () => void {
  const frames = Array.from({ length: 6 }, (_, shift) => {
    const pixels = Buffer.alloc(PLAYED.width * PLAYED.height * 4);
    for (let at = 0; at < pixels.length; at += 4) {
      const [x, y] = [(at / 4) % PLAYED.width, Math.floor(at / 4 / PLAYED.width)];
      pixels.writeUInt32LE(
        ((x * y + shift * 40) & 0xff) |
          (((y * 2 + shift * 30) & 0xff) << 8) |
          (((x + shift * 20) & 0xff) << 16),
        at,
      );
    }
    const frame = canvas.picture(PLAYED.width, PLAYED.height);
    canvas.put(frame, pixels);
    return frame;
  });
  return play(canvas, frames, each);
}

/** The same with pages of text: nothing in it looks like a film. */
export function playText(canvas: Canvas, each?: (count: number) => void): () => void {
  const frames = Array.from({ length: 6 }, (_, page) => {
    const frame = canvas.picture(PLAYED.width, PLAYED.height);
    canvas.fill(frame, { x: 0, y: 0, width: PLAYED.width, height: PLAYED.height }, 0xf4f1ea);
    for (let line = 0; line < 40; line += 1)
      canvas.text(
        frame,
        10,
        line * 16,
        `${page} ${line} ${'a page of text '.repeat(7)}`,
        line * 0x50a,
        0xf4f1ea,
      );
    return frame;
  });
  return play(canvas, frames, each);
}

function play(canvas: Canvas, frames: readonly Surface[], each: (count: number) => void = () => undefined) {
  const window = canvas.window(PLAYED);
  let count = 0;
  const timer = setInterval(() => {
    const frame = frames[(count += 1) % frames.length];
    if (frame !== undefined) canvas.copy(frame, window);
    each(count);
    canvas.flush();
  }, 40);
  return () => clearInterval(timer);
}
