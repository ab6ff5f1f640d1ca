/*
 * Takes screenshots of every state of the host's window and of the indicator, in headless Chromium, and runs axe-core
 * over each. Plain Node: `node tests/gallery/shoot.mjs [out] [--only=part of a name] [--sizes=1024x700,…]
 * [--themes=light,dark] [--text=100,150]`. Exit code 1 when axe finds something serious, a page logs an error, or
 * something sticks out of the window.
 */
import { mkdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { resolve } from 'node:path';
import { chromium } from 'playwright-core';
import { build, preview } from 'vite';

const options = new Map(
  process.argv.slice(2).flatMap((arg) => (arg.startsWith('--') ? [arg.slice(2).split('=')] : [])),
);
const out = resolve(
  process.argv.slice(2).find((arg) => !arg.startsWith('--')) ?? 'node_modules/.cache/gallery-shots',
);
const list = (name, otherwise) => (options.get(name) ?? otherwise).split(',');
const configFile = resolve('tests/gallery/vite.config.ts');

mkdirSync(out, { recursive: true });
if (!options.has('no-build')) await build({ configFile });
const server = await preview({ configFile, preview: { port: 0, host: '127.0.0.1' } });
const base = server.resolvedUrls.local[0];
const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
  args: ['--no-sandbox'],
});
const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
let troubles = 0;

for (const size of list('sizes', '1024x700')) {
  const [width, height] = size.split('x').map(Number);
  for (const theme of list('themes', 'light')) {
    const context = await browser.newContext({
      viewport: { width, height },
      colorScheme: theme,
      bypassCSP: false,
      reducedMotion: 'reduce',
    });
    const page = await context.newPage();
    const noise = [];
    page.on(
      'console',
      (message) =>
        void (
          ['error', 'warning'].includes(message.type()) &&
          !message.text().includes('unsafe-eval') &&
          !message.text().includes('script-src') &&
          noise.push(message.text())
        ),
    );
    page.on('pageerror', (error) => noise.push(String(error)));
    await page.goto(base);
    const names = (await page.locator('a').allTextContents()).filter((name) =>
      name.includes(options.get('only') ?? ''),
    );
    for (const name of names) {
      for (const text of list('text', '100')) {
        noise.length = 0;
        if (name.startsWith('pill-')) await page.setViewportSize({ width: 720, height: 60 });
        await page.goto(`${base}?state=${name}&text=${text}`);
        await page.waitForTimeout(350); // skeletons show after 300 ms
        await page.screenshot({ path: `${out}/${name}-${size}-${theme}-${text}.png` });
        for (const line of [...noise, ...(await look(page))]) {
          troubles += 1;
          console.log(`${name} ${size} ${theme} ${text} %: ${line}`);
        }
        if (name.startsWith('pill-')) await page.setViewportSize({ width, height });
      }
    }
    await context.close();
  }
}
await browser.close();
await server.close();
console.log(`${troubles} troubles`);
process.exitCode = troubles === 0 ? 0 : 1;

/** axe's serious and critical violations, and boxes that stick out sideways. */
async function look(page) {
  const noAxe = options.has('no-axe');
  if (!noAxe) await page.evaluate(axe);
  return page.evaluate(async (skip) => {
    const lines = [];
    const wide = document.scrollingElement.scrollWidth > innerWidth;
    if (wide) lines.push(`page is ${document.scrollingElement.scrollWidth} px wide`);
    for (const element of document.querySelectorAll('#root *')) {
      const box = element.getBoundingClientRect();
      if (box.width > 1 && box.right > innerWidth + 1 && !element.closest('.visually-hidden')) {
        lines.push(`${element.tagName}.${element.className} sticks out to ${Math.round(box.right)}`);
      }
    }
    if (skip) return lines;
    const { violations } = await globalThis.axe.run(document, {
      runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'],
    });
    for (const { id, impact, nodes } of violations) {
      if (impact === 'serious' || impact === 'critical')
        lines.push(
          `axe ${impact} ${id}: ${nodes.map(({ html, failureSummary }) => `${html.slice(0, 120)} ${failureSummary.split('\n').slice(1, 2).join('')}`).join(' | ')}`,
        );
    }
    return lines;
  }, noAxe);
}
