import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { build, preview } from 'vite';
import { launchBrowser } from '../stage/app.ts';
import type { GalleryWindow } from './main.tsx';

declare const window: GalleryWindow & { axe: { run(root: unknown, options: unknown): Promise<AxeAnswer> } };

interface AxeAnswer {
  readonly violations: readonly {
    readonly id: string;
    readonly impact: string | null;
    readonly nodes: readonly { readonly target: readonly unknown[]; readonly failureSummary?: string }[];
  }[];
}

export interface Shown {
  readonly state: string;
  readonly theme: 'light' | 'dark';
  readonly web: boolean;
}

export interface Gallery {
  readonly page: Page;
  readonly names: readonly string[];
  /** What the pages complained about since the last look. */
  complaints(): readonly string[];
  show(shown: Shown): Promise<void>;
  /** Serious and critical findings of axe, one line each. */
  axe(): Promise<readonly string[]>;
  /** Elements that stick out of the window or that scroll sideways. */
  overflow(): Promise<readonly string[]>;
  close(): Promise<void>;
}

/** Builds the gallery in `folder`, serves it with the app's own policy for styles, and opens it in headless Chromium. */
export async function openGallery(folder = import.meta.dirname): Promise<Gallery> {
  const configFile = join(folder, 'vite.config.ts');
  await build({ configFile, logLevel: 'error' });
  const server = await preview({ configFile, logLevel: 'error', preview: { port: 0, host: '127.0.0.1' } });
  const base = server.resolvedUrls?.local[0];
  if (base === undefined) throw new Error('the gallery has no address');
  const browser = await launchBrowser({ web: base });
  const { page } = browser;
  const heard: string[] = [];
  page.on('pageerror', (error) => heard.push(error.message));
  page.on('console', (message) => {
    const text = message.text();
    // zod asks once whether it may compile its checks; the policy says no, and it goes on without
    if (text.includes('unsafe-eval') || text.includes('script-src')) return;
    if (message.type() === 'error' || message.type() === 'warning') heard.push(text);
  });
  const axeText = await readFile(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
  return {
    page,
    names: await page.evaluate(() => window.gallery.names),
    complaints: () => heard.splice(0),
    show: (shown) => show(page, base, shown),
    axe: () => runAxe(page, axeText),
    overflow: () => page.evaluate(overflowing),
    async close() {
      await browser.close();
      await server.close();
    },
  };
}

async function show(page: Page, base: string, { state, theme, web }: Shown): Promise<void> {
  await page.emulateMedia({ colorScheme: theme, reducedMotion: 'reduce' });
  await page.goto(`${base}?state=${state}&theme=${theme}${web ? '&web' : ''}`);
  await page.locator('h1').waitFor();
  await bringAbout(page, state);
  // skeletons come after 300 ms; everything else is there two frames later
  if (state === 'desk-asked' || state === 'desk-arriving') await page.waitForTimeout(350);
  await page.evaluate(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))));
}

/** What has to be done in a state before it is looked at. */
async function bringAbout(page: Page, state: string): Promise<void> {
  if (state === 'desk-taken-back') await page.evaluate(() => window.gallery.takeScreenBack());
  if (state.startsWith('desk-network')) await page.keyboard.press('5');
  if (state === 'desk-vitals') {
    const tab = page.getByRole('tab', { name: 'Vitals' }); // a tab only where the window is narrow
    if (await tab.isVisible()) await tab.click();
    await page.getByRole('button', { name: /^1 min/ }).click();
  }
  if (state === 'join-notes-open') await page.getByRole('button', { name: 'Open the note' }).first().click();
  if (state === 'desk-note-preview') {
    await page.getByRole('tab', { name: 'Preview' }).click();
    await page.getByText('SHA-256').scrollIntoViewIfNeeded();
  }
  if (state === 'desk-lost') await page.keyboard.press('3');
  if (['desk-poor-link', 'desk-exact-picture', 'desk-mixed-picture'].includes(state))
    await page.keyboard.press('4');
  if (['desk', 'desk-lost', 'desk-last-minute', 'desk-ended-by-person'].includes(state)) {
    await page.keyboard.press('j');
    await page.keyboard.press('Enter');
  }
  if (state === 'desk') await page.keyboard.press('2');
  if (state === 'desk-again-compared') await page.getByRole('button', { name: 'See', exact: true }).click();
  if (state === 'desk-checks') {
    await page.getByRole('button', { name: 'All checks, with filter' }).click();
    await page.getByRole('tab', { name: /^Found/ }).click();
    await page.locator('.t-check-head').first().click();
  }
  if (state === 'desk-withheld') await page.getByRole('button', { name: 'See why' }).click();
}

async function runAxe(page: Page, axeText: string): Promise<readonly string[]> {
  await page.evaluate(axeText);
  const { violations } = await page.evaluate(() => window.axe.run(document, { resultTypes: ['violations'] }));
  return violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .flatMap(({ id, nodes }) =>
      nodes.map((node) => `${id}: ${node.target.join(' ')} ${node.failureSummary ?? ''}`),
    );
}

/** Runs in the page. What is cut on purpose (an ellipsis, a hidden part, something that scrolls) does not count. */
function overflowing(): string[] {
  const found: string[] = [];
  if (document.documentElement.scrollWidth > innerWidth) found.push('the page is wider than the window');
  for (const element of document.querySelectorAll<HTMLElement>('#root *')) {
    const style = getComputedStyle(element);
    if (
      style.visibility === 'hidden' ||
      style.clipPath !== 'none' ||
      element.closest('.visually-hidden, .t-stage, .t-chart, svg')
    )
      continue;
    const wide = element.scrollWidth > element.clientWidth + 1 && element.clientWidth > 0;
    const cut = style.overflowX === 'hidden' && style.textOverflow !== 'ellipsis';
    const slides = style.overflowX === 'auto' || style.overflowX === 'scroll';
    if (wide && (cut || slides)) found.push(`${element.tagName.toLowerCase()}.${element.className}`);
  }
  return found;
}
