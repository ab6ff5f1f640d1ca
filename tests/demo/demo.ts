import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import type { Page } from 'playwright-core';
import { root } from '../../scripts/lib/paths.mjs';
import { startDisplay } from '../../scripts/lib/display.mjs';
import { resolveRuntime } from '../../scripts/runtime.mjs';
import { launchApp, launchBrowser } from '../stage/app.ts';
import { startBroker } from '../stage/broker.ts';
import { compareStory } from '../stage/compare-story.ts';
import { hostStory } from '../stage/host-story.ts';
import { plantFault } from '../stage/planted-fault.ts';
import { startScroller } from '../stage/scroller.ts';
import { technicianStory } from '../stage/technician-story.ts';
import { clickAsTheyCome } from './consent-script.ts';
import { fileNote, setUpHelpDesk, type FiledTicket } from './ticket-part.ts';
import { figuresOf, type BeforeAfter, type Figures } from './figures.ts';

/*
 * `npm run demo`: both real apps through a whole session without hands, each on a display of its own. Progress goes
 * to standard error; the last line on standard output is one JSON object.
 */
const { values: flags } = parseArgs({ options: { web: { type: 'boolean', default: false } } });
const out = join(root, 'demo-out');
const SCROLL_MS = 5_000;
const DEMO_LIMIT_MS = 120_000;

const ends: (() => unknown)[] = [];
const say = (text: string) => process.stderr.write(`${text}\n`);

const limit = setTimeout(() => finish(new Error('the demo took longer than 2 minutes')), DEMO_LIMIT_MS);
process.once('SIGINT', () => finish(new Error('interrupted')));
process.once('SIGTERM', () => finish(new Error('interrupted')));
run().then(
  (figures) => finish(null, figures),
  (error: unknown) => finish(error),
);

async function run(): Promise<Figures> {
  mkdirSync(out, { recursive: true });
  const runtime = await resolveRuntime();
  const fault = plantFault();
  ends.push(() => fault.remove());
  say(`Planted: ${fault.what}`);
  const [hostDisplay, technicianDisplay] = await Promise.all([display(), display()]);
  const broker = await startBroker();
  ends.push(() => broker.child.kill());
  say(`Server on ${broker.web}, runtime Electron ${runtime.version} (${runtime.kind})`);

  const host = await launchApp({
    role: 'host',
    server: broker.signalling,
    display: hostDisplay,
    switches: ['--rig-cooldown=0', `--rig-save=${out}`],
  });
  ends.push(() => host.close());
  const technician = flags.web
    ? await launchBrowser({ web: broker.web, display: technicianDisplay, headless: false })
    : await launchApp({ role: 'technician', server: broker.signalling, display: technicianDisplay });
  ends.push(() => technician.close());

  if (flags.web) await setUpHelpDesk(technician.page, broker); // who is signed in has a name
  else await technicianStory.nameYourself(technician.page, 'Dana (demo)');
  await shoot(technician.page, 'technician-1-join');
  await shoot(host.page, 'host-1-start');
  const code = await hostStory.toCode(host.page);
  await shoot(host.page, 'host-3-code');
  say(`Code ${code.replace(/(\d{4})(?=\d)/g, '$1 ')}`);

  // Consents are given at once, as fast as the screens appear: what is measured is ours, not a person's.
  await clickAsTheyCome(host.page);
  await technicianStory.typeCode(technician.page, code);
  await technicianStory.seesPicture(technician.page);
  say('The technician sees the screen');
  const scroller = startScroller(hostDisplay);
  ends.push(() => scroller.stop());
  await technicianStory.framesIn(technician.page, 1_000); // the terminal opens
  const frames = await technicianStory.framesIn(technician.page, SCROLL_MS);
  await shoot(host.page, 'host-6-live');
  await shoot(technician.page, 'technician-2-desk');
  const figures = await figuresOf({
    host: host.page,
    technician: technician.page,
    frames: { count: frames, ms: SCROLL_MS },
    runtime: `Electron ${runtime.version} (${runtime.kind})`,
    viewer: flags.web ? 'chromium' : 'electron',
    out,
  });
  await scroller.stop();
  await compareStory.deskShows(technician.page, fault.rule);
  say(`The technician finds it: ${fault.rule}`);
  fault.fix();
  const line = await compareStory.deskChecksAgain(technician.page);
  const onDesk = await compareStory.deskChange(technician.page, fault.rule);
  say(`Fixed, and checked again. ${line}`);
  await technician.page.waitForTimeout(400); // the dialog fades in
  await shoot(technician.page, 'technician-3-before-after');
  await compareStory.closeDesk(technician.page);
  await hostStory.stop(host.page);
  say(`The host ends it: "${await hostStory.ended(host.page)}"`);
  const onHost = await compareStory.hostChange(host.page, fault.rule);
  say(`The person reads what became of it: ${onHost}`);
  await host.page.getByRole('button', { name: 'Save receipt' }).click();
  await shoot(host.page, 'host-8-end');
  await shoot(technician.page, 'technician-4-ended');
  const beforeAfter: BeforeAfter = { planted: fault.what, rule: fault.rule, onDesk, onHost };
  if (onDesk !== 'gone' || onHost !== 'gone')
    throw new Error(`not told as fixed: ${JSON.stringify(beforeAfter)}`);
  const ticket = flags.web ? await writeTicket(technician.page) : undefined;
  const all = { ...figures, beforeAfter, ...(ticket === undefined ? {} : { ticket }) };
  writeFileSync(join(out, 'session.json'), `${JSON.stringify(all, null, 2)}\n`);
  return all;
}

/** In a browser the technician is signed in, so the session ends as a ticket. */
async function writeTicket(desk: Page): Promise<FiledTicket> {
  const { ticket, page } = await fileNote(desk);
  await page.setViewportSize({ width: 1280, height: 720 });
  await shoot(page, 'technician-5-ticket');
  say(`The note is ticket ${ticket.number}, with the snapshot and what the person allowed`);
  return ticket;
}

async function display(): Promise<string> {
  const started = await startDisplay({ width: 1280, height: 720 });
  ends.unshift(() => started.stop());
  return started.name;
}

async function shoot(page: Page, name: string): Promise<void> {
  await page.screenshot({ path: join(out, `${name}.png`) });
}

let finished = false;
async function finish(error: unknown, figures?: Figures): Promise<void> {
  if (finished) return;
  finished = true;
  clearTimeout(limit);
  for (const end of ends.reverse()) await Promise.resolve(end()).catch(() => undefined);
  const result =
    error === null && figures
      ? { ok: true, ...figures }
      : { ok: false, error: error instanceof Error ? error.message : String(error) };
  process.stdout.write(`${JSON.stringify(result)}\n`);
  process.exit(result.ok ? 0 : 1);
}
