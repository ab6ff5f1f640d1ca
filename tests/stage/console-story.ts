import type { Page } from 'playwright-core';
import { consoleWords as words } from '../../src-renderer/words/en/console.ts';
import type { Broker } from './broker.ts';

interface Owner {
  readonly organisation: string;
  readonly name: string;
  readonly email: string;
}

/** The link that the server wrote down at its first start. */
export function setUpLink(broker: Broker): string {
  return /http\S+#set-up=[\w-]+/.exec(broker.child.said())?.[0] ?? '';
}

/** A person of the help desk, step by step, as they would do it in a browser. */
export const consoleStory = {
  password: 'a long enough one',

  async setUp(page: Page, link: string, who: Owner) {
    await page.goto(link);
    await this.fillSetUp(page, who);
    await page.getByRole('heading', { level: 1, name: words.home.title }).waitFor();
  },

  async fillSetUp(page: Page, who: Owner) {
    await page.getByLabel(words.gate.setUp.organisation).fill(who.organisation);
    await page.getByLabel(words.gate.name, { exact: true }).fill(who.name);
    await page.getByLabel(words.gate.email).fill(who.email);
    await page.getByLabel(words.gate.password, { exact: true }).fill(this.password);
    await page.getByRole('button', { name: words.gate.setUp.submit }).click();
  },

  /** What the list would show, as the server answers it. */
  tickets: (page: Page): Promise<readonly Record<string, unknown>[]> =>
    page.evaluate(async () => (await (await fetch('/api/tickets')).json()).tickets),

  /** Answers the link, which is shown this once. */
  async invite(page: Page, email: string): Promise<string> {
    await page.getByRole('link', { name: words.areas.administration }).click();
    await page.getByRole('button', { name: words.admin.members.invite }).click();
    await page.getByLabel(words.gate.email).fill(email);
    await page.getByRole('button', { name: words.admin.invite.send }).click();
    const link = await page.getByLabel(words.admin.invite.link).inputValue();
    await page.getByRole('button', { name: words.close }).click();
    return link;
  },

  async join(page: Page, link: string, name: string) {
    await page.goto(link);
    await this.fillInvitation(page, name);
    await page.getByRole('heading', { level: 1, name: words.home.title }).waitFor();
  },

  async fillInvitation(page: Page, name: string) {
    await page.getByLabel(words.gate.name).fill(name);
    await page.getByLabel(words.gate.password, { exact: true }).fill(this.password);
    await page.getByRole('button', { name: words.gate.invitation.submit }).click();
  },

  async newTicket(
    page: Page,
    ticket: { readonly subject: string; readonly body: string; readonly requester: string },
  ) {
    await page.getByRole('button', { name: words.home.newTicket }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByLabel(words.newTicket.subject).fill(ticket.subject);
    await dialog.getByLabel(words.newTicket.body).fill(ticket.body);
    await dialog.getByLabel(words.newTicket.requester).fill(ticket.requester);
    await dialog.getByRole('button', { name: words.newTicket.create }).click();
    await page.getByRole('heading', { level: 1, name: ticket.subject }).waitFor();
  },

  async choose(page: Page, field: string, value: string) {
    await page.getByRole('combobox', { name: field }).click();
    await page.getByRole('option', { name: value, exact: true }).click();
  },
};
