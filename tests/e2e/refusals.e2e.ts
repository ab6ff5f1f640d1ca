import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { desk as deskWords } from '../../src-renderer/words/en/desk.ts';
import { host as hostWords } from '../../src-renderer/words/en/host.ts';
import { codeDigits } from '../../src-shared/pairing/code.ts';
import { launchApp, type StagedApp } from '../stage/app.ts';
import { hostStory } from '../stage/host-story.ts';
import { openStage, type Stage } from '../stage/session.ts';
import { technicianStory } from '../stage/technician-story.ts';

/** The right room, another secret, a right check digit: what a guess looks like. */
function guess(code: string): string {
  const secret = code.slice(4, 11);
  const other = String((Number(secret) + 1) % 10_000_000).padStart(7, '0');
  return codeDigits({ room: code.slice(0, 4), secret: other });
}

describe('a code that does not fit', () => {
  let stage: Stage;
  let second: StagedApp;
  beforeAll(async () => {
    stage = await openStage();
    second = await launchApp({ role: 'technician', server: stage.broker.signalling });
    await technicianStory.nameYourself(second.page, 'Second');
  });
  afterAll(async () => {
    await second?.close();
    await stage?.close();
  });

  it('never leaves the machine when a digit is mistyped', async () => {
    const { page } = stage.technician;
    const code = await hostStory.toCode(stage.host.page);
    const slip = code.slice(0, 11) + String((Number(code[11]) + 1) % 10);
    const sent: string[] = [];
    page.on('websocket', (socket) => sent.push(socket.url()));
    await technicianStory.typeCode(page, slip);
    await page.getByText(deskWords.problem.code.CODE_MISTYPED.what).first().waitFor();
    expect(sent).toEqual([]);
    expect(await hostStory.code(stage.host.page)).toBe(code);
  });

  it('says so on both sides when it is wrong, burns the code and offers a new one', async () => {
    const { page } = stage.technician;
    const code = await hostStory.code(stage.host.page);
    await page.getByRole('button', { name: deskWords.problem.way.correct }).click();
    await retype(page, guess(code));
    await page.getByText(deskWords.problem.code.CODE_WRONG.what).first().waitFor();
    await stage.host.page.getByRole('heading', { name: hostWords.closed.wrongTitle }).waitFor();

    await technicianStory.typeCode(second.page, code);
    await second.page
      .getByText(deskWords.problem.code.ROOM_USED.what)
      .or(second.page.getByText(deskWords.problem.code.ROOM_UNKNOWN.what))
      .first()
      .waitFor();

    await stage.host.page.getByRole('button', { name: hostWords.closed.fresh }).click();
    expect(await hostStory.code(stage.host.page)).not.toBe(code);
  });

  it('cannot be used a second time while the first technician waits', async () => {
    const { page } = stage.technician;
    const code = await hostStory.code(stage.host.page);
    await page.getByRole('button', { name: deskWords.problem.way.newCode }).click();
    await retype(page, code);
    await stage.host.page.getByRole('heading', { name: hostWords.card.title }).waitFor();
    await second.page
      .getByRole('button', { name: deskWords.problem.way.newCode })
      .or(second.page.getByRole('button', { name: deskWords.problem.way.other }))
      .first()
      .click();
    await retype(second.page, code);
    await second.page.getByText(deskWords.problem.code.ROOM_USED.what).first().waitFor();
  });

  it('shows nothing when the person says no, and tells the technician', async () => {
    await hostStory.refuse(stage.host.page);
    expect(await hostStory.ended(stage.host.page)).toBe(hostWords.end.refused);
    await stage.technician.page.getByText(deskWords.stage.ended.refused.title).first().waitFor();
  });
});

/** Clears the boxes, whatever they hold, and types the code. */
async function retype(page: Stage['technician']['page'], code: string): Promise<void> {
  await page.getByRole('textbox', { name: /Digits 1 to 4/ }).click();
  await page.keyboard.press('Control+a');
  await page.keyboard.press('Delete');
  for (const first of [9, 5, 1])
    await page.getByRole('textbox', { name: new RegExp(`Digits ${first} to`) }).fill('');
  await technicianStory.typeCode(page, code);
}
