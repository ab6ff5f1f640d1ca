/*
 * Pictures of the technician's screens, in headless Chromium, and axe over each of them.
 *   node tests/gallery-desk/shots.mjs OUT [--state NAME]... [--size 1280x720]... [--theme dark]... [--axe] [--web]
 */
import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { chromium } from 'playwright-core';
import { createServer } from 'vite';

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    state: { type: 'string', multiple: true },
    size: { type: 'string', multiple: true, default: ['1280x720'] },
    theme: { type: 'string', multiple: true, default: ['light'] },
    axe: { type: 'boolean', default: false },
    web: { type: 'boolean', default: false },
    forced: { type: 'boolean', default: false },
  },
});
const out = resolve(positionals[0] ?? 'gallery-out');
const axeFile = createRequire(import.meta.url).resolve('axe-core/axe.min.js');
const flags = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

const server = await createServer({
  configFile: join(import.meta.dirname, 'vite.config.ts'),
  logLevel: 'error',
  server: { port: 0, host: '127.0.0.1' },
});
await server.listen();
const port = server.httpServer.address().port;
const profile = await mkdtemp(join(tmpdir(), 'gallery-'));
const browser = await chromium.launchPersistentContext(profile, {
  executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
  headless: true,
  args: flags,
});
await mkdir(out, { recursive: true });
let bad = 0;
try {
  const page = await browser.newPage();
  page.on('pageerror', (error) => {
    bad += 1;
    console.error('page error:', error.message);
  });
  page.on('console', (message) => {
    if (message.type() === 'error' || message.type() === 'warning') console.error('console:', message.text());
  });
  const address = (state, theme) =>
    `http://127.0.0.1:${port}/?state=${state}&theme=${theme}${values.web ? '&web' : ''}`;
  await page.goto(address('join', 'light'));
  const names = values.state ?? (await page.evaluate(() => window.gallery.names));
  for (const size of values.size) {
    const [width, height] = size.split('x').map(Number);
    await page.setViewportSize({ width, height });
    for (const theme of values.theme) {
      await page.emulateMedia({ colorScheme: theme, forcedColors: values.forced ? 'active' : 'none' });
      for (const state of names) await shoot(page, { state, theme, size });
    }
  }
  async function shoot(page, { state, theme, size }) {
    await page.goto(address(state, theme));
    await page.waitForFunction(() => window.gallery !== undefined && document.querySelector('h1') !== null);
    await act(page, state);
    await page.waitForTimeout(550);
    const wide = await page.evaluate(() => document.documentElement.scrollWidth > innerWidth + 1);
    if (wide) console.error(`${state} ${size}: wider than the window`);
    await page.screenshot({
      path: join(
        out,
        `${state}-${size}-${theme}${values.web ? '-web' : ''}${values.forced ? '-forced' : ''}.png`,
      ),
    });
    if (values.axe) await axe(page, `${state} ${size} ${theme}`);
  }
} finally {
  await browser.close();
  await server.close();
  await rm(profile, { recursive: true, force: true });
}
process.exitCode = bad === 0 ? 0 : 1;

/** What is done in a state before its picture is taken. */
async function act(page, state) {
  if (state === 'desk-taken-back') {
    await page.evaluate(() => {
      window.gallery.store.setState(({ desk }) => ({
        desk: {
          ...desk,
          screenOn: false,
          picture: null,
          capabilities: {
            ...desk.capabilities,
            screen: { state: 'off', leftMs: 0, leaseMs: 0, receivedAt: 0 },
          },
        },
      }));
    });
  }
  if (state === 'desk-lost') await page.keyboard.press('3');
  if (['desk', 'desk-lost', 'desk-last-minute', 'desk-ended-by-person'].includes(state)) {
    await page.keyboard.press('j');
    await page.keyboard.press('Enter');
  }
  if (state === 'desk') await page.keyboard.press('2');
}

async function axe(page, name) {
  await page.addScriptTag({ path: axeFile });
  const found = await page.evaluate(async () => {
    const { violations } = await window.axe.run(document, { resultTypes: ['violations'] });
    return violations.map(({ id, impact, nodes }) => ({
      id,
      impact,
      where: nodes
        .map((node) => `${node.target.join(' ')} :: ${node.any[0]?.message ?? node.all[0]?.message ?? ''}`)
        .slice(0, 4),
    }));
  });
  for (const { id, impact, where } of found) {
    if (impact === 'serious' || impact === 'critical') bad += 1;
    console.error(`axe ${name}: ${impact} ${id}\n    ${where.join('\n    ')}`);
  }
}
