import { readFile } from 'node:fs/promises';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { consoleWords as words } from '../../src-renderer/words/en/console.ts';
import { launchBrowser, type StagedBrowser } from '../stage/app.ts';
import { startBroker, type Broker } from '../stage/broker.ts';
import { consoleStory as story, setUpLink } from '../stage/console-story.ts';

/** A help desk from its first minute: two people, two browsers, one ticket. */
let broker: Broker;
let browser: StagedBrowser;
let daniel: Page;
let grace: Page;
const complaints: string[] = [];

beforeAll(async () => {
  broker = await startBroker();
  browser = await launchBrowser({ web: broker.web });
  daniel = browser.page;
  const other = await browser.browser.newContext({ viewport: { width: 1280, height: 720 } });
  grace = await other.newPage();
  for (const page of [daniel, grace]) {
    page.setDefaultTimeout(15_000);
    page.on('pageerror', (error) => complaints.push(String(error)));
    page.on('console', (message) => {
      const refusedCall = message.text().startsWith('Failed to load resource');
      if (message.type() === 'error' && !refusedCall) complaints.push(message.text());
    });
  }
});
afterAll(async () => {
  await browser?.close();
  await broker?.child.kill();
});

describe('a help desk in a browser', () => {
  it('is set up once with the link that the server wrote down, and says what is missing by field', async () => {
    await daniel.getByRole('link', { name: 'Sign in' }).waitFor(); // the code's screen, with a way in
    const link = setUpLink(broker);
    await daniel.goto(link);
    await daniel.getByRole('button', { name: words.gate.setUp.submit }).click();
    await daniel.getByText(words.field['has fewer than 12 characters']).waitFor();
    await daniel.getByText(words.field['is no e-mail address']).waitFor();
    await story.setUp(daniel, link, {
      organisation: 'Northfield Library Trust',
      name: 'Daniel Okoye',
      email: 'daniel@example.org',
    });
    expect(daniel.url()).not.toContain('set-up');
    expect(await daniel.title()).toBe('Home · Alongside');

    await grace.goto(link);
    await story.fillSetUp(grace, { organisation: 'Mine', name: 'Mallory', email: 'mallory@example.org' });
    await grace.getByText(words.gate.setUp.gone).waitFor();
  });

  it('lets a second person in by a link that works once', async () => {
    const link = await story.invite(daniel, 'grace@example.org');
    await story.join(grace, link, 'Grace Hall');
    // a technician's rail has no administration
    expect(await grace.getByRole('link', { name: words.areas.administration }).count()).toBe(0);
    await daniel.goto(link);
    await story.fillInvitation(daniel, 'Mallory');
    await daniel.getByText(words.gate.invitation.gone).waitFor();
    await daniel.goto(broker.web);
    await daniel.getByRole('link', { name: words.areas.administration }).click();
    await daniel.getByRole('row', { name: /Grace Hall/ }).waitFor();
  });

  it('a new ticket is there for the other at once, and found by typing', async () => {
    await daniel.getByRole('link', { name: words.areas.home }).click();
    await story.newTicket(daniel, {
      subject: 'Prints are stuck',
      body: 'Seven wait behind a **poster**. <img src=x onerror=alert(1)>',
      requester: 'Margaret Ellison',
    });
    expect(await daniel.locator('.c-message strong').textContent()).toBe('poster');
    expect(await daniel.locator('.c-message img').count()).toBe(0);
    await grace.getByRole('link', { name: /Prints are stuck/ }).waitFor();
    await grace.keyboard.press('Control+k');
    await grace.keyboard.type('poster');
    await grace.getByRole('option', { name: /Prints are stuck/ }).waitFor();
    await grace.keyboard.press('Enter');
    await grace.getByRole('heading', { level: 1, name: 'Prints are stuck' }).waitFor();
    await daniel.getByText('Grace Hall has this open').waitFor();
  });

  it('a reply with a file arrives on the other’s page while she types, and touches no letter of hers', async () => {
    const note = grace.getByRole('textbox', { name: words.composer.bodyInternal });
    await grace.keyboard.press('i');
    await note.fill('She told me on the pho');
    await daniel.getByText('Grace Hall is writing here').waitFor();
    await daniel.locator('[data-key="files"]').setInputFiles({
      name: 'spooler.log',
      mimeType: 'text/plain',
      buffer: Buffer.from('seven jobs\n'),
    });
    await daniel.getByRole('textbox', { name: /Reply to Margaret/ }).fill('I cleared the *list*.');
    await daniel.getByText('spooler.log').waitFor();
    await daniel.getByRole('button', { name: 'Send and set waiting' }).click();
    await grace.getByText('I cleared the').waitFor();
    expect(await note.inputValue()).toBe('She told me on the pho');
    await note.press('End');
    await grace.keyboard.type('ne.');
    expect(await note.inputValue()).toBe('She told me on the phone.');

    const download = grace.waitForEvent('download');
    await grace.getByRole('link', { name: /Download spooler.log/ }).click();
    expect(await readFile(await (await download).path(), 'utf8')).toBe('seven jobs\n');
  });

  it('HD-6: two who change the same both keep what they typed, and one of them chooses', async () => {
    await grace.getByRole('button', { name: words.ticket.editSubject }).click();
    await grace.getByRole('textbox', { name: words.ticket.subject }).fill('Poster blocks the printer');
    await daniel.getByRole('button', { name: words.ticket.editSubject }).click();
    await daniel.getByRole('textbox', { name: words.ticket.subject }).fill('Printer list is full');
    await daniel.keyboard.press('Enter');
    await daniel.getByRole('heading', { level: 1, name: 'Printer list is full' }).waitFor();
    expect(await grace.getByRole('textbox', { name: words.ticket.subject }).inputValue()).toBe(
      'Poster blocks the printer',
    );
    await grace.getByRole('button', { name: words.ticket.save }).click();
    const conflict = grace.getByRole('group', { name: words.conflict.title });
    await conflict.getByText('Printer list is full').waitFor();
    await conflict.getByText('Poster blocks the printer').waitFor();
    await conflict.getByRole('button', { name: words.conflict.useMine }).click();
    await daniel.getByRole('heading', { level: 1, name: 'Poster blocks the printer' }).waitFor();
    await daniel.getByText(words.ticket.history).click();
    await daniel.getByText('changed the subject from “Printer list is full” to “Poster blocks').waitFor();
  });

  it('what was typed is there again after the page was closed, and gone from this browser after signing out', async () => {
    await grace.reload();
    const note = grace.getByRole('textbox', { name: words.composer.bodyInternal });
    await expect.poll(() => note.inputValue()).toBe('She told me on the phone.');
    await grace.getByRole('button', { name: /^Grace Hall.* Menu$/ }).click();
    await grace.getByRole('menuitem', { name: words.person.signOut, exact: true }).click();
    await grace.getByRole('button', { name: words.person.removeAndGo }).click();
    await grace.getByRole('heading', { level: 1, name: words.gate.signIn.title }).waitFor();
    expect(
      await grace.evaluate(() => Object.keys(localStorage).filter((key) => key.includes('draft'))),
    ).toEqual([]);
  });

  it('who signs in again comes to the page they were asked for, and “back” goes back', async () => {
    await grace.goto(`${broker.web}/#/tickets?text=poster`);
    await grace.getByLabel(words.gate.email).fill('grace@example.org');
    await grace.getByLabel(words.gate.password).fill('not her password');
    await grace.getByRole('button', { name: words.gate.signIn.submit }).click();
    await grace.getByText(words.gate.signIn.wrong).waitFor();
    await grace.getByLabel(words.gate.password).fill(story.password);
    await grace.getByRole('button', { name: words.gate.signIn.submit }).click();
    await grace.getByRole('link', { name: 'Poster blocks the printer' }).click();
    await grace.getByRole('heading', { level: 1, name: 'Poster blocks the printer' }).waitFor();
    await grace.goBack();
    await grace.getByRole('heading', { level: 1, name: words.tickets.title }).waitFor();
    expect(await grace.getByRole('searchbox').inputValue()).toBe('poster');
  });

  it('a server that stops answering loses nothing that was typed, and says so', async () => {
    await grace.getByRole('link', { name: 'Poster blocks the printer' }).click();
    await grace.keyboard.press('r');
    await grace.getByRole('textbox', { name: /Reply to/ }).fill('Is it better now?');
    await grace.route('**/api/tickets/*/messages', (route) => route.abort());
    await grace.keyboard.press('Control+Enter');
    await grace.getByText(/^Not sent/).waitFor();
    expect(await grace.getByRole('textbox', { name: /Reply to/ }).inputValue()).toBe('Is it better now?');
    await grace.unroute('**/api/tickets/*/messages');
    await grace.keyboard.press('Control+Enter');
    await daniel.getByText('Is it better now?').waitFor();
    expect(complaints).toEqual([]);
  });
});

describe('a passkey', () => {
  it('is made once and signs in from then on, without a password', async () => {
    const context = await browser.browser.newContext({ viewport: { width: 1280, height: 720 } });
    const page = await context.newPage();
    page.setDefaultTimeout(15_000);
    const cdp = await context.newCDPSession(page);
    await cdp.send('WebAuthn.enable');
    await cdp.send('WebAuthn.addVirtualAuthenticator', {
      options: {
        protocol: 'ctap2',
        transport: 'internal',
        hasResidentKey: true,
        hasUserVerification: true,
        isUserVerified: true,
        automaticPresenceSimulation: true,
      },
    });
    // a passkey belongs to a name, not to a number
    await page.goto(`http://localhost:${broker.port}/#/sign-in`);
    await page.getByLabel(words.gate.email).fill('grace@example.org');
    await page.getByLabel(words.gate.password).fill(story.password);
    await page.getByRole('button', { name: words.gate.signIn.submit, exact: true }).click();
    await page.getByRole('button', { name: /^Grace Hall.* Menu$/ }).click();
    await page.getByRole('menuitem', { name: words.account.title }).click();
    await page.getByRole('button', { name: words.account.passkeys.add }).click();
    await page.getByText(words.account.neverUsed).waitFor();
    await page.getByRole('button', { name: /^Grace Hall.* Menu$/ }).click();
    await page.getByRole('menuitem', { name: words.person.signOut, exact: true }).click();
    await page.getByRole('button', { name: words.gate.signIn.passkey }).click();
    await page.getByRole('heading', { level: 1, name: words.home.title }).waitFor();
    await context.close();
  });
});

describe('a list of 50,000 tickets', () => {
  it('keeps only what can be seen in the page, however far it is scrolled', { timeout: 60_000 }, async () => {
    const total = 50_000;
    const [one] = await story.tickets(grace);
    await grace.route('**/api/tickets?*', async (route) => {
      const query = new URL(route.request().url()).searchParams;
      const from = Number(query.get('after') ?? 0);
      const rows = Array.from({ length: Number(query.get('limit')) }, (_none, index) => {
        const number = from + index + 1;
        return { ...one, id: String(number).padStart(22, '0'), number, subject: `Ticket number ${number}` };
      });
      await route.fulfill({ json: { tickets: rows, next: String(from + rows.length), total } });
    });
    await grace.goto(`${broker.web}/#/tickets`);
    await grace.getByText('50000 tickets').waitFor();
    const scroller = grace.locator('.c-list-scroll');
    const thousandth = grace.getByRole('link', { name: /^Ticket number [1-9]\d{3}$/ });
    // to the end of what is there, again and again: each time some more comes
    await expect
      .poll(
        async () => {
          await scroller.evaluate((element) => element.scrollTo({ top: element.scrollHeight }));
          return thousandth.count();
        },
        { timeout: 20_000 },
      )
      .toBeGreaterThan(0);
    expect(await grace.locator('.c-list-row').count()).toBeLessThan(80);
    await grace.keyboard.press('j');
    await grace.keyboard.press('x');
    await grace.getByText('1 selected').first().waitFor();
    await grace.unroute('**/api/tickets?*');
  });
});
