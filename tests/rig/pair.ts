import { readFileSync, writeFileSync } from 'node:fs';
import { createServer, connect, type Server } from 'node:net';
import { execFileSync } from 'node:child_process';
import { parseArgs } from 'node:util';
import { launchApp, launchFillingBrowser } from '../stage/app.ts';
import { startBroker } from '../stage/broker.ts';
import { startChild } from '../stage/child.ts';
import { rigState } from '../stage/rig-state.ts';
import { technicianStory } from '../stage/technician-story.ts';
import { clickAsTheyCome, inviteSteps } from '../demo/consent-script.ts';
import { desk as words } from '../../src-renderer/words/en/desk.ts';

/*
 * `npm run pair`: the rig for measuring a session from outside, in two halves. `host` starts a server and
 * shares a whole X display with every consent given; `technician` shows the picture full-screen and unscaled on
 * another display. Both drive the real apps; both end on SIGTERM with all they started.
 */
const usage = `npm run pair -- host --display :91 --port P --code-file F [--picture auto|tiles|track]
npm run pair -- technician --display :92 --port P --code-file F [--viewer electron|chromium] [--control]`;

const ends: (() => unknown)[] = [];
for (const signal of ['SIGTERM', 'SIGINT', 'SIGHUP'] as const) process.on(signal, () => void end(0));

try {
  await main();
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  await end(1);
}

async function main(): Promise<void> {
  const { positionals, values } = parseArgs({
    allowPositionals: true,
    options: {
      display: { type: 'string' },
      port: { type: 'string' },
      'code-file': { type: 'string' },
      viewer: { type: 'string', default: 'electron' },
      picture: { type: 'string', default: 'auto' },
      control: { type: 'boolean', default: false },
      help: { type: 'boolean', short: 'h', default: false },
    },
  });
  if (values.help) return void process.stdout.write(`${usage}\n`);
  const [half] = positionals;
  const { display, 'code-file': codeFile, viewer, picture } = values;
  const port = Number(values.port);
  if (!display || !codeFile || !(port > 0) || (half !== 'host' && half !== 'technician'))
    return misuse(usage);
  if (viewer !== 'electron' && viewer !== 'chromium')
    return misuse(`--viewer is electron or chromium, not ${viewer}`);
  if (picture !== 'auto' && picture !== 'tiles' && picture !== 'track')
    return misuse(`--picture is auto, tiles or track, not ${picture}`);
  if (values.control)
    return misuse('--control: this version has no remote control yet, so there is nothing to measure');
  if (half === 'host') await hostHalf(display, port, codeFile, picture);
  else await technicianHalf(display, port, codeFile, viewer);
}

/** The port is opened only when the code is in the file, so whoever waits for the port finds the code. */
async function hostHalf(display: string, port: number, codeFile: string, picture: string): Promise<void> {
  // The browser's console is reached through the port that is opened later, so that is its origin.
  const broker = await startBroker(0, { ALONGSIDE_WEB_ORIGINS: `http://127.0.0.1:${port}` });
  ends.push(() => broker.child.kill());
  const host = await launchApp({
    role: 'host',
    server: broker.signalling,
    display,
    switches: ['--rig-cooldown=0', '--rig-no-indicator', '--rig-hidden', `--rig-picture=${picture}`],
  });
  ends.push(() => host.close());
  host.app.process().once('exit', () => void end(1));
  await clickAsTheyCome(host.page, inviteSteps);
  const code = await codeOf(host.page);
  writeFileSync(codeFile, `${code}\n`);
  const forward = await forwardPort(port, broker.port);
  ends.push(() => forward.close());
  await clickAsTheyCome(host.page);
  process.stdout.write(`CODE ${code}\n`);
}

async function codeOf(page: Parameters<typeof rigState>[0]): Promise<string> {
  await page.waitForFunction(
    () => {
      const rig = (window as unknown as { alongsideRig?: { state(): { invite: { state: string } } } })
        .alongsideRig;
      return rig?.state().invite.state === 'ready';
    },
    undefined,
    { polling: 50 },
  );
  const { invite } = (await rigState(page)) as { invite: { code: string } };
  return invite.code;
}

async function technicianHalf(
  display: string,
  port: number,
  codeFile: string,
  viewer: 'electron' | 'chromium',
): Promise<void> {
  const code = readFileSync(codeFile, 'utf8').trim();
  const { width, height } = sizeOf(display);
  manageWindows(display);
  const technician =
    viewer === 'electron'
      ? await launchApp({
          role: 'technician',
          server: `ws://127.0.0.1:${port}`,
          display,
          switches: [`--rig-bounds=0,0,${width},${height}`],
        })
      : await launchFillingBrowser({
          web: `http://127.0.0.1:${port}/`,
          display,
          headless: false,
          fill: { width, height },
        });
  ends.push(() => technician.close());
  const { page } = technician;
  await technicianStory.nameYourself(page, 'Rig');
  await technicianStory.typeCode(page, code);
  await technicianStory.seesPicture(page);
  await page.getByRole('button', { name: words.picture.fullScreen, exact: true }).click();
  await page.waitForFunction(
    ([w, h]) => {
      const video = document.querySelector('video, canvas');
      const box = video?.getBoundingClientRect();
      return (
        box !== undefined &&
        Math.abs(box.x) < 1 &&
        Math.abs(box.y) < 1 &&
        Math.round(box.width) === w &&
        Math.round(box.height) === h
      );
    },
    [width, height],
    { polling: 50, timeout: 15_000 },
  );
  tellWayWhenAsked(page);
  process.stdout.write('READY\n');
}

/** On SIGUSR2 says how the picture travels: `WAY 1 {"mode":"exact",…}`, counted. */
function tellWayWhenAsked(page: Parameters<typeof rigState>[0]): void {
  let asked = 0;
  process.on('SIGUSR2', () => {
    asked += 1;
    const count = asked;
    void rigState(page)
      .then((state) => (state as { desk?: { picture?: { way?: unknown } } }).desk?.picture?.way ?? null)
      .catch(() => null)
      .then((way) => process.stdout.write(`WAY ${count} ${JSON.stringify(way)}\n`));
  });
}

/** Without a window manager a full screen of Chromium's or Electron's is a pixel short each way; one that is there stays. */
function manageWindows(display: string): void {
  const told = execFileSync('xprop', ['-display', display, '-root', '_NET_SUPPORTING_WM_CHECK'], {
    encoding: 'utf8',
  });
  if (/window id #/.test(told)) return;
  const manager = startChild('openbox', ['--sm-disable'], { ...process.env, DISPLAY: display });
  ends.push(() => manager.kill());
}

function sizeOf(display: string): { width: number; height: number } {
  const told = execFileSync('xdpyinfo', ['-display', display], { encoding: 'utf8' });
  const found = /dimensions:\s+(\d+)x(\d+)/.exec(told);
  if (!found) throw new Error(`xdpyinfo does not tell the size of ${display}`);
  return { width: Number(found[1]), height: Number(found[2]) };
}

function forwardPort(from: number, to: number): Promise<Server> {
  return new Promise((resolve, reject) => {
    const server = createServer((inner) => {
      const outer = connect(to, '127.0.0.1');
      inner.pipe(outer).pipe(inner);
      for (const socket of [inner, outer])
        socket.on('error', () => [inner, outer].forEach((each) => each.destroy()));
    });
    server.once('error', reject);
    server.listen(from, '127.0.0.1', () => resolve(server));
  });
}

function misuse(text: string): Promise<never> {
  process.stderr.write(`${text}\n`);
  return end(2);
}

async function end(code: number): Promise<never> {
  for (const stop of ends.splice(0).reverse()) await Promise.resolve(stop()).catch(() => undefined);
  process.exit(code);
}
