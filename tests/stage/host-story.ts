import type { Page } from 'playwright-core';
import { host as words } from '../../src-renderer/words/en/host.ts';

/** What the helped person does, step by step, by the words on their screen. */
export const hostStory = {
  /** From the start screen to the code; answers its twelve digits. */
  async toCode(page: Page): Promise<string> {
    await page.getByRole('button', { name: words.welcome.start, exact: true }).click();
    await page.getByRole('button', { name: words.findings.getHelp }).click();
    return this.contactToCode(page);
  },

  async contactToCode(page: Page): Promise<string> {
    await page.getByRole('radio', { name: words.contact.me }).click();
    await page.getByRole('button', { name: words.contact.next }).click();
    return this.code(page);
  },

  /** The code that is on the screen, digits only. */
  async code(page: Page): Promise<string> {
    await page.getByRole('heading', { name: words.code.title }).waitFor();
    const spoken = page.getByText(/^Your code is( \d){4},( \d){4},( \d){4}$/).first();
    await spoken.waitFor({ state: 'attached' });
    return ((await spoken.textContent()) ?? '').replace(/\D/g, '');
  },

  async letIn(page: Page): Promise<void> {
    await page.getByRole('button', { name: words.card.look, exact: true }).click();
  },

  async refuse(page: Page): Promise<void> {
    await page.getByRole('button', { name: words.card.end }).click();
  },

  async allowFindings(page: Page): Promise<void> {
    await page.getByRole('button', { name: words.consent.allowLabel }).click();
  },

  /** Shows a whole screen (the first one listed) or the window whose name is given. */
  async allowScreen(page: Page, windowName?: string): Promise<void> {
    await page.getByRole('button', { name: words.consent.chooseLabel }).click();
    const option = page.getByRole('radio', { name: windowName ?? /^Screen 1/ });
    await option.check({ force: true }); // its label, which covers it, takes the click
    await page
      .getByRole('button', { name: windowName ? words.screens.showWindow : words.screens.showDisplay })
      .click();
    await page.getByRole('button', { name: words.live.stop }).waitFor();
  },

  async allowAll(page: Page): Promise<void> {
    await this.letIn(page);
    await this.allowFindings(page);
    await this.allowScreen(page);
  },

  async stop(page: Page): Promise<void> {
    await page.getByRole('button', { name: words.live.stop }).click();
  },

  /** The end screen's headline. */
  async ended(page: Page): Promise<string> {
    const done = page.getByRole('button', { name: words.end.done });
    await done.waitFor();
    return (await page.getByRole('heading', { level: 1 }).textContent()) ?? '';
  },
};
