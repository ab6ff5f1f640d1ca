import { hostname, userInfo } from 'node:os';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { desk as deskWords } from '../../src-renderer/words/en/desk.ts';
import { host as hostWords } from '../../src-renderer/words/en/host.ts';
import { hostStory } from '../stage/host-story.ts';
import { rigState } from '../stage/rig-state.ts';
import { openStage, type Stage } from '../stage/session.ts';
import { startScroller, type Scroller } from '../stage/scroller.ts';
import { technicianStory } from '../stage/technician-story.ts';

describe.each(['electron', 'chromium'] as const)('a whole session with a technician in %s', (kind) => {
  let stage: Stage;
  let scroller: Scroller;

  beforeAll(async () => {
    stage = await openStage({ technician: kind });
    scroller = startScroller(process.env['DISPLAY'] ?? '');
  });
  afterAll(async () => {
    await scroller?.stop();
    await stage?.close();
  });

  it('shows the person who it is, and that nobody vouches for them, before anything is shared', async () => {
    const code = await hostStory.toCode(stage.host.page);
    expect(code).toMatch(/^\d{12}$/);
    await technicianStory.typeCode(stage.technician.page, code);
    await stage.host.page.getByRole('heading', { name: hostWords.card.title }).waitFor();
    await expect.poll(() => stage.host.page.getByText('Kevin M.').count()).toBeGreaterThan(0);
    await technicianStory.onDesk(stage.technician.page);
    const { desk } = (await rigState(stage.technician.page)) as {
      desk: { snapshot: unknown; picture: unknown };
    };
    expect(desk.snapshot).toBeNull();
  });

  it('sends the findings once they are allowed, with nothing that points to the person', async () => {
    await hostStory.letIn(stage.host.page);
    await hostStory.allowFindings(stage.host.page);
    await expect
      .poll(
        async () =>
          ((await rigState(stage.technician.page)) as { desk: { snapshotState: string } }).desk.snapshotState,
        { timeout: 20_000 },
      )
      .toBe('complete');
    const texts = textsIn(await rigState(stage.technician.page));
    expect(texts.length).toBeGreaterThan(100);
    expect(texts).not.toContain(hostname());
    expect(texts).not.toContain(userInfo().username);
    await stage.technician.page.getByText(deskWords.findings.title, { exact: true }).first().waitFor();
  });

  it('shows nothing of the screen before that is allowed, and the screen right after', async () => {
    const before = await technicianStory.framesIn(stage.technician.page, 300);
    expect(before).toBe(0);
    await hostStory.allowScreen(stage.host.page);
    await technicianStory.seesPicture(stage.technician.page);
    expect(await technicianStory.framesIn(stage.technician.page, 1_000)).toBeGreaterThan(3);
  });

  it('carries the chat both ways', async () => {
    await stage.technician.page
      .getByRole('textbox', { name: deskWords.chat.write })
      .fill('Hello, I see the log');
    await stage.technician.page.keyboard.press('Enter');
    await stage.host.page.getByText('Hello, I see the log').first().waitFor();
    await stage.host.page.getByRole('textbox', { name: /Write to/ }).fill('Thank you');
    await stage.host.page.keyboard.press('Enter');
    await stage.technician.page.getByText('Thank you').first().waitFor();
  });

  it('shows live values while the findings are allowed', async () => {
    const samples = async () =>
      ((await rigState(stage.technician.page)) as { desk: { vitals: unknown[] } }).desk.vitals.length;
    await expect.poll(samples, { timeout: 10_000 }).toBeGreaterThan(1);
  });

  it('stops the picture while paused, and goes on after', async () => {
    await stage.host.page.getByRole('button', { name: hostWords.live.pause }).click();
    await stage.technician.page.getByText(deskWords.stage.paused.title).first().waitFor();
    await quiet(stage);
    expect(await technicianStory.framesIn(stage.technician.page, 1_000)).toBe(0);
    await stage.host.page.getByRole('button', { name: hostWords.live.resume }).click();
    await flowing(stage);
  });

  it('stops the picture when the screen is taken back, and shows it again when allowed again', async () => {
    await stage.host.page.getByRole('button', { name: /^Take back: .*[Ss]creen/ }).click();
    await stage.technician.page.getByText(deskWords.stage['taken-back'].title).first().waitFor();
    await quiet(stage);
    expect(await technicianStory.framesIn(stage.technician.page, 1_000)).toBe(0);
    await hostStory.allowScreen(stage.host.page);
    await flowing(stage);
  });

  it('ends for both at the press of Stop on the indicator', async () => {
    const pill = await stage.host.indicator();
    // the press ends the window that it is in, sometimes before the click is over; what it does is looked at below
    await pill
      .getByRole('button', { name: 'Stop' })
      .click()
      .catch(() => undefined);
    expect(await hostStory.ended(stage.host.page)).toBe(hostWords.end.byPerson);
    await stage.technician.page.getByText(deskWords.stage.ended['by-person'].title).first().waitFor();
    expect(await technicianStory.framesIn(stage.technician.page, 500)).toBe(0);
  });
});

/** The last frames on their way have arrived. */
async function quiet(stage: Stage): Promise<void> {
  await expect.poll(() => technicianStory.framesIn(stage.technician.page, 400), { timeout: 5_000 }).toBe(0);
}

async function flowing(stage: Stage): Promise<void> {
  await expect
    .poll(() => technicianStory.framesIn(stage.technician.page, 500), { timeout: 10_000 })
    .toBeGreaterThan(3);
}

/** Every text in it; the names of fields are ours, and one may be called as a person is. */
function textsIn(value: unknown): readonly string[] {
  if (typeof value === 'string') return [value];
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(textsIn) : [];
}
