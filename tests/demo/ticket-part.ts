import type { Page } from 'playwright-core';
import { desk as words } from '../../src-renderer/words/en/desk.ts';
import type { Broker } from '../stage/broker.ts';
import { consoleStory } from '../stage/console-story.ts';

/** The demo's help desk: set up at the beginning, and at the end the session's note is a ticket in it. */
const organisation = 'Riverside Library';

export interface FiledTicket {
  readonly number: number;
  readonly url: string;
}

/** Makes the help desk with the link that the server wrote down, signs its owner in, and goes to the desk. */
export async function setUpHelpDesk(page: Page, { web, child }: Broker): Promise<void> {
  const link = await child.line((line) => /(http\S+#set-up=\S+)/.exec(line)?.[1] ?? null);
  await consoleStory.setUp(page, link, { organisation, name: 'Dana Demo', email: 'dana@riverside.example' });
  await page.goto(`${web}/#/desk`);
}

/** One press files the note; the ticket is opened as the technician would, in a page of its own. */
export async function fileNote(page: Page): Promise<{ readonly ticket: FiledTicket; readonly page: Page }> {
  const { note } = words;
  await page.getByRole('button', { name: note.fileIn.replace('{{target}}', organisation) }).click();
  const filed = page.getByRole('link', { name: /^Ticket \d+$/ });
  await filed.waitFor();
  const number = Number(/\d+/.exec((await filed.textContent()) ?? '')?.[0] ?? 0);
  const [opened] = await Promise.all([page.context().waitForEvent('page'), filed.click()]);
  await opened.getByText('snapshot.json').waitFor();
  await opened.getByRole('heading', { name: 'What the person allowed' }).waitFor();
  return { ticket: { number, url: opened.url() }, page: opened };
}
