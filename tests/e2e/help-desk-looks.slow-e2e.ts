import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { consoleWords as words } from '../../src-renderer/words/en/console.ts';
import { launchBrowser, type StagedBrowser } from '../stage/app.ts';
import { overflowing, seriousFor } from '../stage/page-looks.ts';
import { startBroker, type Broker } from '../stage/broker.ts';
import { consoleStory as story, setUpLink } from '../stage/console-story.ts';

/** Every page of the console in real Chromium, with its real styles and policy, in both themes and five sizes. */
let broker: Broker;
let browser: StagedBrowser;
let page: Page;
let axe: string;

beforeAll(async () => {
  broker = await startBroker();
  browser = await launchBrowser({ web: broker.web });
  page = browser.page;
  axe = await readFile(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
  await page.emulateMedia({ reducedMotion: 'reduce' });
  await story.setUp(page, setUpLink(broker), {
    organisation: 'Northfield Library Trust',
    name: 'Daniel Okoye',
    email: 'daniel@example.org',
  });
  await story.newTicket(page, {
    subject: 'Please install the new rota program on all of the desk computers in the reading room upstairs',
    body: 'Seven prints wait.\n\n| a | b |\n|---|---|\n| 1 | 2 |\n\n```\na line of a log that is longer than the window is wide, so that it has to scroll by itself\n```',
    requester: 'Margaret Ellison',
  });
  await page.keyboard.press('i');
  await page.keyboard.type('An internal note.');
  await page.keyboard.press('Control+Enter');
  await page.getByText('An internal note.').waitFor();
}, 60_000);
afterAll(async () => {
  await browser?.close();
  await broker?.child.kill();
});

const press = (name: string) => page.getByRole('button', { name, exact: true }).click();
const at = (hash: string) => async () => {
  await page.goto(`${broker.web}/${hash}`);
  await page.reload(); // the part after # alone loads nothing anew, and a question stays open
  await page.locator('h1').first().waitFor();
};
const pages: readonly (readonly [name: string, show: () => Promise<unknown>])[] = [
  ['home', at('#/')],
  ['tickets', at('#/tickets')],
  ['nothing found', at('#/tickets?text=zzzz')],
  [
    'selected tickets',
    async () => void (await at('#/tickets')(), await page.getByRole('checkbox').first().check()),
  ],
  [
    'a ticket',
    async () => void (await at('#/tickets')(), await page.getByRole('link', { name: /rota/ }).click()),
  ],
  ['knowledge', at('#/knowledge')],
  ['articles found', at('#/knowledge?text=printr')],
  ['articles to read again', at('#/knowledge/review')],
  ['files of articles', at('#/knowledge/files')],
  [
    'an article',
    async () =>
      void (await at('#/knowledge')(), await page.getByRole('link', { name: /Prints are stuck/ }).click()),
  ],
  ['a new article', at('#/knowledge/new')],
  ['members', at('#/administration/members')],
  ['queues', at('#/administration/queues')],
  ['audit', at('#/administration/audit')],
  ['ways in', at('#/account')],
  ['the code', at('#/desk')],
  ['new ticket', async () => void (await at('#/')(), await press(words.home.newTicket))],
  ['invite', async () => void (await at('#/administration')(), await press(words.admin.members.invite))],
  ['commands', async () => void (await at('#/')(), await page.keyboard.press('Control+k'))],
  ['keys', async () => void (await at('#/')(), await page.keyboard.press('?'))],
  ['lost', at('#/no/such')],
  ['set-up', at('#set-up=x')],
  ['invitation', at('#join=x')],
];

describe('The console', () => {
  it.each(['light', 'dark'] as const)(
    'axe finds nothing serious on any page, %s',
    async (colorScheme) => {
      await page.setViewportSize({ width: 1280, height: 720 });
      await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
      const found: string[] = [];
      for (const [name, show] of pages) {
        await show();
        await page.waitForTimeout(300); // answers, and what fades in
        for (const line of await seriousFor(page, axe)) found.push(`${name}: ${line}`);
      }
      expect(found).toEqual([]);
    },
    180_000,
  );

  it.each([
    { width: 640, height: 360 }, // 1280 x 720 at 200 %
    { width: 1024, height: 700 },
    { width: 1280, height: 720 },
    { width: 1920, height: 1080 },
  ])(
    'nothing sticks out at $width x $height',
    async (size) => {
      await page.setViewportSize(size);
      const found: string[] = [];
      for (const [name, show] of pages) {
        await show();
        await page.waitForTimeout(300);
        for (const line of await overflowing(page)) found.push(`${name}: ${line}`);
      }
      expect(found).toEqual([]);
    },
    180_000,
  );
});
