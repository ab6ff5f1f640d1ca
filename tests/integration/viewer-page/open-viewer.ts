import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromium, type Page } from 'playwright-core';
import { build } from 'vite';
import { root as projectRoot } from '../../../scripts/lib/paths.mjs';
import { encodeHostPicture, type HostPictureMessage } from '../../../src-shared/tiles/wire.ts';
import { CHROMIUM } from '../../stage/app.ts';
import { startBroker } from '../../stage/broker.ts';
import { waitUntil } from '../rig/open-rig.ts';
import type { ViewerRig, ViewerWindow } from './viewer-window.ts';

declare const window: ViewerWindow;

/** The viewer in a real browser, under the server's own content policy. */
export interface ViewerPage {
  readonly page: Page;
  readonly complaints: readonly string[];
  ask<T>(ask: (viewer: ViewerRig) => T): Promise<T>;
  until(ask: (viewer: ViewerRig) => boolean, limitMs?: number): Promise<void>;
  feed(...messages: readonly (HostPictureMessage | Uint8Array)[]): Promise<void>;
  reload(): Promise<void>;
  close(): Promise<void>;
}

export async function openViewer(): Promise<ViewerPage> {
  const webRoot = await mkdtemp(join(tmpdir(), 'alongside-viewer-'));
  await build({
    root: import.meta.dirname,
    configFile: false,
    publicDir: join(projectRoot, 'src-renderer/public'),
    logLevel: 'error',
    worker: { format: 'es', rolldownOptions: { output: { entryFileNames: 'workers/[name]-[hash].js' } } },
    build: { outDir: webRoot, emptyOutDir: true, target: 'chrome114' },
  });
  const broker = await startBroker(0, { ALONGSIDE_WEB_ROOT: webRoot });
  const browser = await chromium.launch({
    executablePath: CHROMIUM,
    headless: true,
    chromiumSandbox: process.getuid?.() !== 0,
    args: ['--disable-gpu', '--disable-background-networking', '--enable-precise-memory-info'],
  });
  const page = await (await browser.newContext()).newPage();
  await page.setViewportSize({ width: 1280, height: 720 });
  const complaints: string[] = [];
  page.on('console', (message) => {
    if (message.type() === 'error') complaints.push(message.text());
  });
  page.on('pageerror', (error) => complaints.push(String(error)));
  const ask = <T>(question: (viewer: ViewerRig) => T): Promise<T> =>
    page.evaluate(`(${question.toString()})(window.viewer)`);
  const until = (question: (viewer: ViewerRig) => boolean, limitMs?: number) =>
    waitUntil(() => ask(question), String(question), limitMs);
  const reload = async () => {
    await page.goto(broker.web, { waitUntil: 'commit' }); // a track without frames holds the load event back
    await waitUntil(() => page.evaluate(() => 'viewer' in window), 'the page is ready');
    await until((viewer) => viewer.said().some((message) => message.type === 'hello'));
  };
  await reload();
  return {
    page,
    complaints,
    ask,
    until,
    reload,
    feed: (...messages) =>
      page.evaluate(
        (texts) => window.viewer.feed(texts),
        messages.map((message) =>
          Buffer.from(message instanceof Uint8Array ? message : encodeHostPicture(message)).toString(
            'base64',
          ),
        ),
      ),
    async close() {
      await browser.close();
      await broker.child.kill();
      await rm(webRoot, { recursive: true, force: true });
    },
  };
}
