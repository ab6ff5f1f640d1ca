import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pinnedNode } from '../../../scripts/lib/paths.mjs';
import { launchFillingBrowser } from '../../stage/app.ts';
import { startChild } from '../../stage/child.ts';
import { seededRandom } from '../../stage/link-model.ts';
import { sceneNames, type SceneName } from './options.ts';
import { lineOf } from './sample-text.ts';
import { createPainting } from './scene-painters.ts';
import { monotonicMs } from './time-strip.ts';
import { openCanvas } from './x-canvas.ts';

/*
 * Paints a scene on a display, in a process of its own so that nobody's reading delays it:
 * `scene-child.ts SCENE DISPLAY WIDTH HEIGHT [RATE]`. Says READY; stops changing on SIGUSR2 and says
 * `STOPPED {"at":…,"painted":…}`, everything still being shown; ends on SIGTERM.
 */
const [name, display = '', w, h, ratePinned] = process.argv.slice(2);
const [width, height] = [Number(w), Number(h)];
const scene = sceneNames.find((one) => one === name);
if (scene === undefined || !(width > 0) || !(height > 0)) throw new Error('no such scene');

/** Whoever started it may be gone. */
const LONGEST_MS = 75 * 60_000;

/** Stops the changes, and all of it. */
interface Mover {
  freeze(): unknown;
  end(): unknown;
}

const random = seededRandom(11);
const canvas = openCanvas(display);
canvas.movePointer(width - 1, height - 1); // the pointer is no part of what is measured
const painting = createPainting(scene, canvas, width, height, random);
canvas.sync();
const mover = await startMover(scene);
const raising = setInterval(() => painting.onTop(), 1_000); // a browser raises itself when it likes
painting.onTop();
canvas.sync();

let running = true;
let count = 0;
const began = monotonicMs();
const meanGapMs = 1_000 / (ratePinned === undefined ? painting.rate : Number(ratePinned));
paintAt(monotonicMs());
process.stdout.write('READY\n');

process.on('SIGUSR2', () => void freeze());
process.on('SIGTERM', () => void end());
setTimeout(() => void end(), LONGEST_MS);

/** Gaps vary by a tenth, so that no change keeps step with anybody's clock. */
function paintAt(due: number): void {
  setTimeout(
    () => {
      if (!running) return;
      painting.paint();
      canvas.flush();
      count += 1;
      paintAt(Math.max(due + meanGapMs * (0.9 + 0.2 * random()), monotonicMs() - meanGapMs));
    },
    Math.max(0, due - monotonicMs()),
  );
}

async function freeze(): Promise<void> {
  running = false;
  clearInterval(raising);
  await mover.freeze();
  canvas.sync();
  const seconds = (monotonicMs() - began) / 1_000;
  process.stdout.write(`STOPPED ${JSON.stringify({ at: monotonicMs(), painted: count / seconds })}\n`);
}

async function end(): Promise<void> {
  await mover.end();
  process.exit(0);
}

async function startMover(which: SceneName): Promise<Mover> {
  switch (which) {
    case 'terminal':
      return startTerminal();
    case 'browser':
      return startBrowser();
    case 'still':
    case 'typing':
    case 'video':
    case 'full-video':
    case 'switching':
      return { freeze: () => undefined, end: () => undefined };
  }
}

/** A real terminal in which a program writes sixty lines a second: 100 columns, 30 rows, some 900 x 540 pixels. */
function startTerminal(): Mover {
  const terminal = startChild(
    'xterm',
    [
      '-geometry',
      '100x30+40+80',
      '-fa',
      'DejaVu Sans Mono',
      '-fs',
      '11',
      '-e',
      pinnedNode,
      join(import.meta.dirname, 'scroll-lines.ts'),
    ],
    { ...process.env, DISPLAY: display },
  );
  return {
    freeze: () => terminal.process.kill('SIGSTOP'),
    end() {
      terminal.process.kill('SIGCONT');
      return terminal.kill('SIGKILL');
    },
  };
}

/** A real browser on a long page of text, tables and code, scrolled a few pixels with every frame it draws. */
async function startBrowser(): Promise<Mover> {
  const folder = mkdtempSync(join(tmpdir(), 'alongside-page-'));
  const file = join(folder, 'page.html');
  writeFileSync(file, longPage());
  const browser = await launchFillingBrowser({
    web: `file://${file}`,
    display,
    headless: false,
    fill: { width, height },
  });
  await browser.page.evaluate(() => {
    const step = () => {
      const state = window as unknown as { frozen?: boolean };
      if (state.frozen === true) return;
      window.scrollBy(0, 4);
      if (window.scrollY + window.innerHeight >= document.body.scrollHeight - 4) window.scrollTo(0, 0);
      requestAnimationFrame(step);
    };
    step();
  });
  return {
    freeze: () =>
      browser.page.evaluate(async () => {
        Object.assign(window, { frozen: true });
        for (let frame = 0; frame < 3; frame += 1) await new Promise(requestAnimationFrame);
      }),
    async end() {
      await browser.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

function longPage(): string {
  const parts = Array.from({ length: 120 }, (_, at) => {
    const rows = Array.from(
      { length: 6 },
      (_row, row) =>
        `<tr><td>${at}.${row}</td><td>${lineOf(at * 6 + row, 40)}</td><td style="background:hsl(${(at * 37 + row * 60) % 360} 70% 85%)">${row * at}</td></tr>`,
    );
    return `<h2>Section ${at}</h2><p>${lineOf(at, 400)}</p><table>${rows.join('')}</table><pre>${lineOf(at + 5, 90)}</pre>`;
  });
  return `<!doctype html><style>body{font:15px/1.5 sans-serif;max-width:60em;margin:0 auto;padding:2em}td{border:1px solid #aaa;padding:4px 8px}pre{background:#222;color:#9e9;padding:8px}h2{color:#235}::-webkit-scrollbar{width:12px}</style>${parts.join('')}`;
}
