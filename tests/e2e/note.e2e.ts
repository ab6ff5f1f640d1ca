import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { desk as words } from '../../src-renderer/words/en/desk.ts';
import { clickAsTheyCome } from '../demo/consent-script.ts';
import { consoleStory } from '../stage/console-story.ts';
import { hostStory } from '../stage/host-story.ts';
import { openStage, type Stage } from '../stage/session.ts';
import { technicianStory } from '../stage/technician-story.ts';

const note = words.note;
const organisation = 'Northfield';

describe('the ticket writes itself', () => {
  const data = mkdtempSync(join(tmpdir(), 'note-'));
  let stage: Stage;
  beforeAll(async () => {
    stage = await openStage({ technician: 'chromium', brokerEnv: { ALONGSIDE_DATA_DIR: data } });
    const { page } = stage.technician;
    const link = readFileSync(join(data, 'set-up-link.txt'), 'utf8').trim();
    await consoleStory.setUp(page, link, {
      organisation,
      name: 'Kevin M.',
      email: 'kevin@northfield.example',
    });
  });
  afterAll(async () => {
    await stage?.close();
    rmSync(data, { recursive: true, force: true });
  });

  it('from a session: a note with the findings, and a locked part with what the person allowed', async () => {
    const { page } = stage.technician;
    await page.goto(`${stage.broker.web}/#/desk`);
    const code = await hostStory.toCode(stage.host.page);
    await clickAsTheyCome(stage.host.page);
    await technicianStory.typeCode(page, code);
    await technicianStory.seesPicture(page);
    await technicianStory.end(page);
    const mine = page.getByRole('textbox', { name: note.mine });
    expect(await mine.inputValue()).toContain('## Findings');
    await mine.fill(`${await mine.inputValue()}\nCleared the list of prints.`);
    const theirs = page.getByRole('region', { name: note.locked });
    expect(await theirs.textContent()).toMatch(/Kevin M\..+to read the findings.+to see the screen/su);
  });

  it('once, although the first answer is lost on its way', async () => {
    const { page } = stage.technician;
    let lost = 0;
    await page.route('**/api/tickets', async (route) => {
      if (route.request().method() !== 'POST' || lost > 0) return route.continue();
      lost += 1;
      await route.fetch(); // the server has it, and the page never hears
      return route.abort();
    });
    await page.getByRole('button', { name: note.fileIn.replace('{{target}}', organisation) }).click();
    await page.getByText(note.status.network).waitFor();
    await page.getByRole('button', { name: note.again }).click();
    await page.getByText(note.status.filed.replace('{{where}}', 'Ticket 1')).waitFor();
    expect(lost).toBe(1);
    const total = await page.evaluate(async () => {
      const answer: unknown = await (await fetch('/api/tickets')).json();
      return answer;
    });
    expect(total).toMatchObject({ total: 1 });
  });

  it('and the ticket holds the note, the person’s part and the snapshot', async () => {
    const { page } = stage.technician;
    const [opened] = await Promise.all([
      page.context().waitForEvent('page'),
      page.getByRole('link', { name: 'Ticket 1' }).click(),
    ]);
    await opened.getByText('Cleared the list of prints.').waitFor();
    await opened.getByRole('heading', { name: 'What the person allowed' }).waitFor();
    await opened.getByText('snapshot.json').waitFor();
    await opened.close();
  });
});
