import type { Page } from 'playwright-core';
import { common as commonWords } from '../../src-renderer/words/en/common.ts';
import { desk as deskWords } from '../../src-renderer/words/en/desk.ts';
import { host as hostWords } from '../../src-renderer/words/en/host.ts';
import type { RuleId } from '../../src-shared/findings/finding.ts';

/** How long all checks may take, and what the two sides need to tell each other. */
const CHECKS_MS = 30_000;

/** Before and after, on either side, by what stands on the screen. */
export const compareStory = {
  /** Until the technician's list shows the finding. */
  async deskShows(page: Page, rule: RuleId): Promise<void> {
    await page.locator(`[data-finding="${rule}"]`).waitFor({ timeout: CHECKS_MS });
  },

  /** The technician lets the checks run again; answers the line above the findings. */
  async deskChecksAgain(page: Page): Promise<string> {
    await page.getByRole('button', { name: deskWords.findings.refresh }).click();
    const line = page.getByText(/^Since \d\d:\d\d: /);
    await line.waitFor({ timeout: CHECKS_MS });
    return (await line.textContent()) ?? '';
  },

  /** Opens the comparison; answers what became of the rule. */
  async deskChange(page: Page, rule: RuleId): Promise<string | null> {
    await page.getByRole('button', { name: deskWords.compare.see, exact: true }).click();
    return changeOf(page, rule);
  },

  async closeDesk(page: Page): Promise<void> {
    await page.getByRole('button', { name: commonWords.close, exact: true }).click();
  },

  /** What became of the rule, by the end screen, once the checks have run again. */
  async hostChange(page: Page, rule: RuleId): Promise<string | null> {
    await page.getByRole('heading', { name: hostWords.changes.title }).waitFor();
    return changeOf(page, rule);
  },
};

async function changeOf(page: Page, rule: RuleId): Promise<string | null> {
  const row = page.locator(`[data-rule="${rule}"]`);
  await row.waitFor({ state: 'attached', timeout: CHECKS_MS });
  return row.getAttribute('data-change');
}
