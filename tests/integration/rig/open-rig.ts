import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromium, type Browser, type Page } from 'playwright-core';
import { build } from 'vite';
import { root as projectRoot } from '../../../scripts/lib/paths.mjs';
import { CHROMIUM } from '../../stage/app.ts';
import { startBroker, type Broker } from '../../stage/broker.ts';
import type { HostRig, RigWindow, TechnicianRig } from './rig-window.ts';

declare const window: RigWindow;

/** Two real browser pages, the session code in both, and a real broker that serves them with its own policy. */
export interface Rig {
  readonly broker: Broker;
  /** After a kill: the same port again. */
  restartBroker(port: number): Promise<void>;
  open(role: 'host' | 'technician', query?: string): Promise<RigPage>;
  close(): Promise<void>;
}

export interface RigPage {
  readonly page: Page;
  /** What the page complained about, a refused policy among it. */
  readonly complaints: readonly string[];
}

const args = [
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--disable-renderer-backgrounding',
  '--disable-background-timer-throttling',
  '--disable-backgrounding-occluded-windows',
  // As main does for the host: the receiver renders at once.
  '--force-fieldtrials=WebRTC-ForceSendPlayoutDelay/min_ms:0,max_ms:0/',
];

export async function openRig(env: NodeJS.ProcessEnv = {}): Promise<Rig> {
  const webRoot = await mkdtemp(join(tmpdir(), 'alongside-rig-'));
  await build({
    root: join(projectRoot, 'tests/integration/rig'),
    configFile: false,
    publicDir: join(projectRoot, 'src-renderer/public'),
    logLevel: 'error',
    define: { __RIG__: 'true' },
    build: { outDir: webRoot, emptyOutDir: true, target: 'chrome114' },
  });
  const limits = { ALONGSIDE_JOINS_PER_MINUTE: '1000', ALONGSIDE_CONNECTS_PER_SECOND: '1000' };
  const brokerEnv = { ALONGSIDE_WEB_ROOT: webRoot, ...limits, ...env };
  let broker = await startBroker(0, brokerEnv);
  const browser = await chromium.launch({
    executablePath: CHROMIUM,
    headless: true,
    chromiumSandbox: process.getuid?.() !== 0,
    args,
  });
  return {
    get broker() {
      return broker;
    },
    async restartBroker(port) {
      broker = await startBroker(port, brokerEnv);
    },
    open: (role, query = '') => openPage(browser, `${broker.web}/?role=${role}${query}`, `${role}Rig`),
    async close() {
      await browser.close();
      await broker.child.kill();
      await rm(webRoot, { recursive: true, force: true });
    },
  };
}

async function openPage(browser: Browser, url: string, name: string): Promise<RigPage> {
  const context = await browser.newContext();
  const page = await context.newPage();
  const complaints: string[] = [];
  page.on('console', (message) => {
    if (message.type() === 'error') complaints.push(message.text());
  });
  page.on('pageerror', (error) => complaints.push(String(error)));
  await page.goto(url);
  await waitUntil(() => page.evaluate((key) => key in window, name), `${name} is ready`);
  return { page, complaints };
}

/** Asks the host's page. */
export function askHost<T>(page: Page, ask: (rig: HostRig) => T | Promise<T>): Promise<T> {
  return page.evaluate(`(${ask.toString()})(window.hostRig)`);
}

export function askTechnician<T>(page: Page, ask: (rig: TechnicianRig) => T | Promise<T>): Promise<T> {
  return page.evaluate(`(${ask.toString()})(window.technicianRig)`);
}

const LIMIT_MS = 15_000;
const LOOK_EVERY_MS = 20;

/** Waits, with a limit, until the host's rig says yes. `ask` runs in the page and may close over nothing. */
export function untilHost(page: Page, ask: (rig: HostRig) => boolean, limitMs = LIMIT_MS): Promise<void> {
  return waitUntil(() => askHost(page, ask), String(ask), limitMs);
}

export function untilTechnician(
  page: Page,
  ask: (rig: TechnicianRig) => boolean,
  limitMs = LIMIT_MS,
): Promise<void> {
  return waitUntil(() => askTechnician(page, ask), String(ask), limitMs);
}

/** Looks again and again from outside: the page's policy allows no eval, which Playwright's own waiting needs. */
export async function waitUntil(
  look: () => Promise<boolean>,
  what: string,
  limitMs = LIMIT_MS,
): Promise<void> {
  const end = Date.now() + limitMs;
  while (!(await look())) {
    if (Date.now() > end) throw new Error(`not in ${limitMs} ms: ${what}`);
    await new Promise((resolve) => setTimeout(resolve, LOOK_EVERY_MS));
  }
}
