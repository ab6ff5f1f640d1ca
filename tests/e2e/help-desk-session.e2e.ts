import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { consoleWords as words } from '../../src-renderer/words/en/console.ts';
import { desk as deskWords } from '../../src-renderer/words/en/desk.ts';
import { consoleStory, setUpLink } from '../stage/console-story.ts';
import { goLive, openStage, type Stage } from '../stage/session.ts';
import { technicianStory } from '../stage/technician-story.ts';

describe('a session inside of the help desk', () => {
  let stage: Stage;
  beforeAll(async () => {
    stage = await openStage({ technician: 'chromium' });
    const { page } = stage.technician;
    await consoleStory.setUp(page, setUpLink(stage.broker), {
      organisation: 'Northfield',
      name: 'Kevin M.',
      email: 'kevin@northfield.example',
    });
    await page.getByRole('link', { name: words.areas.desk }).click();
  });
  afterAll(() => stage?.close());

  it('goes on while tickets are looked at, and its picture is there again', async () => {
    const { page } = stage.technician;
    await goLive(stage);
    await page.getByRole('link', { name: deskWords.bar.home }).click();
    await page.getByRole('heading', { level: 1, name: words.home.title }).waitFor();
    await page.getByRole('link', { name: words.areas.tickets }).click();
    await page.getByRole('heading', { level: 1, name: words.tickets.title }).waitFor();
    await page.keyboard.press('Control+Shift+E'); // a key of the desk, which is not there now
    expect(await page.getByRole('dialog').count()).toBe(0);
    await page.getByRole('link', { name: words.areas.deskLive }).click();
    await technicianStory.seesPicture(page);
    await technicianStory.end(page);
  });
});
