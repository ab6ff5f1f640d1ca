import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { _electron, chromium, type Browser, type ElectronApplication, type Page } from 'playwright-core';
import { root } from '../../scripts/lib/paths.mjs';
import { launchEnv, resolveRuntime, sandboxArgs } from '../../scripts/runtime.mjs';
import { askNobody } from '../ask-nobody.ts';

/** One running app of ours, in its own user folder. */
export interface StagedApp {
  readonly app: ElectronApplication;
  readonly page: Page;
  readonly role: 'host' | 'technician';
  /** The indicator's page once it is open. */
  indicator(): Promise<Page>;
  close(): Promise<void>;
  /** As if the machine had lost power. */
  kill(): void;
}

export interface AppOptions {
  readonly role: 'host' | 'technician';
  readonly server: string;
  readonly display?: string;
  /** More of our own switches, e.g. `--rig-cooldown=0`. */
  readonly switches?: readonly string[];
  readonly env?: Readonly<Record<string, string>>;
  /** A packaged executable instead of the runtime and this folder. */
  readonly executable?: string;
}

const LAUNCH_LIMIT_MS = 30_000;
/** A step of a story that has not happened by then will not. */
const STEP_LIMIT_MS = 15_000;

export async function launchApp(options: AppOptions): Promise<StagedApp> {
  const folder = mkdtempSync(join(tmpdir(), `alongside-${options.role}-`));
  const runtime = await resolveRuntime();
  const app = await _electron.launch({
    executablePath: options.executable ?? runtime.exe,
    args: [
      ...sandboxArgs(),
      `--user-data-dir=${folder}`,
      ...(options.executable ? [] : [root]),
      `--role=${options.role}`,
      `--server=${options.server}`,
      ...(options.switches ?? []), // of a switch given twice the first counts
      `--rig-save=${folder}`,
    ],
    env: {
      ...stringsOf(launchEnv()),
      ...askNobody,
      ...(options.display ? { DISPLAY: options.display } : {}),
      ...options.env,
    },
    timeout: LAUNCH_LIMIT_MS,
  });
  const page = await app.firstWindow();
  page.setDefaultTimeout(STEP_LIMIT_MS);
  return {
    app,
    page,
    role: options.role,
    indicator: () => pageAt(app, 'indicator.html'),
    async close() {
      await app.close().catch(() => undefined);
      rmSync(folder, { recursive: true, force: true });
    },
    kill() {
      app.process().kill('SIGKILL');
    },
  };
}

/** A real browser as the technician: the console that the server serves. */
export interface StagedBrowser {
  readonly browser: Browser;
  readonly page: Page;
  readonly role: 'technician';
  close(): Promise<void>;
}

export interface BrowserOptions {
  readonly web: string;
  readonly display?: string;
  readonly headless?: boolean;
  readonly size?: { readonly width: number; readonly height: number };
  /** A window without anything around the page, exactly this large. */
  readonly fill?: { readonly width: number; readonly height: number };
  readonly args?: readonly string[];
}

const DEFAULT_SIZE = { width: 1280, height: 720 };
export const CHROMIUM = process.env['ALONGSIDE_CHROMIUM'] ?? '/usr/bin/chromium';

function launchOptions(options: BrowserOptions) {
  const size = options.fill ?? options.size ?? DEFAULT_SIZE;
  const launch = {
    executablePath: CHROMIUM,
    headless: options.headless ?? true,
    chromiumSandbox: sandboxArgs().length === 0,
    env: { ...stringsOf(process.env), ...(options.display ? { DISPLAY: options.display } : {}) },
    args: [
      '--no-first-run',
      '--disable-quic',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
      '--disable-gpu',
      `--window-size=${size.width},${size.height}`,
      ...(options.fill ? ['--kiosk', '--window-position=0,0', `--app=${options.web}`] : []),
      ...(options.args ?? []),
    ],
  };
  return launch;
}

export async function launchBrowser(options: BrowserOptions): Promise<StagedBrowser> {
  const browser = await chromium.launch(launchOptions(options));
  const context = await browser.newContext({ viewport: options.size ?? DEFAULT_SIZE });
  const page = await context.newPage();
  page.setDefaultTimeout(STEP_LIMIT_MS);
  await page.goto(options.web);
  return { browser, page, role: 'technician', close: () => browser.close() };
}

/** A browser that fills its display: only the first window of a profile of its own takes `--kiosk` and `--app`. */
export async function launchFillingBrowser(options: BrowserOptions): Promise<Omit<StagedBrowser, 'browser'>> {
  const folder = mkdtempSync(join(tmpdir(), 'alongside-browser-'));
  const context = await chromium.launchPersistentContext(folder, {
    ...launchOptions(options),
    viewport: null,
  });
  const page = context.pages()[0] ?? (await context.newPage());
  page.setDefaultTimeout(STEP_LIMIT_MS);
  return {
    page,
    role: 'technician',
    async close() {
      await context.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

async function pageAt(app: ElectronApplication, name: string): Promise<Page> {
  const open = app.windows().find((page) => page.url().includes(name));
  return (
    open ?? app.waitForEvent('window', { predicate: (page) => page.url().includes(name), timeout: 10_000 })
  );
}

function stringsOf(env: NodeJS.ProcessEnv): Record<string, string> {
  return Object.fromEntries(
    Object.entries(env).filter((entry): entry is [string, string] => entry[1] !== undefined),
  );
}
