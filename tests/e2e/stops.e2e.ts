import { execFileSync } from 'node:child_process';
import { afterEach, describe, expect, it } from 'vitest';
import { desk as deskWords } from '../../src-renderer/words/en/desk.ts';
import { host as hostWords } from '../../src-renderer/words/en/host.ts';
import { hostStory } from '../stage/host-story.ts';
import { goLive, openStage, type Stage } from '../stage/session.ts';

let stage: Stage | null = null;
afterEach(async () => {
  await stage?.close();
  stage = null;
});

async function live(): Promise<Stage> {
  stage = await openStage();
  await goLive(stage);
  return stage;
}
const technicianSees = (on: Stage, title: string, timeout = 15_000) =>
  on.technician.page.getByText(title).first().waitFor({ timeout });

function hangs(on: Stage): Promise<boolean> {
  const answered = on.host.page.evaluate(() => false).catch(() => true);
  return Promise.race([answered, new Promise<boolean>((resolve) => setTimeout(() => resolve(true), 400))]);
}

/** The host's headline, asked through main: the page of a renderer that was ended is a new one. Null while it hangs. */
function headline(on: Stage): Promise<unknown> {
  return on.host.app.evaluate(({ BrowserWindow }) => {
    const asked = BrowserWindow.getAllWindows()
      .find((window) => window.webContents.getURL().includes('role=host'))
      ?.webContents.executeJavaScript("document.querySelector('h1')?.textContent ?? ''");
    return Promise.race([asked, new Promise((resolve) => setTimeout(() => resolve(null), 500))]);
  });
}

describe('the person stops', () => {
  it('with the button', async () => {
    const on = await live();
    await hostStory.stop(on.host.page);
    expect(await hostStory.ended(on.host.page)).toBe(hostWords.end.byPerson);
    await technicianSees(on, deskWords.stage.ended['by-person'].title);
  });

  it('with the key, pressed on the real keyboard while another window has it', async () => {
    const on = await live();
    await on.technician.page.bringToFront();
    execFileSync('xdotool', ['key', 'ctrl+alt+shift+End']);
    expect(await hostStory.ended(on.host.page)).toBe(hostWords.end.byKey);
    await technicianSees(on, deskWords.stage.ended['by-person'].title);
  });

  it('with the key even when the window hangs', async () => {
    const on = await live();
    await on.host.page.evaluate(() => {
      setTimeout(() => {
        for (;;);
      }, 0);
    });
    await expect.poll(() => hangs(on), { timeout: 5_000 }).toBe(true);
    execFileSync('xdotool', ['key', 'ctrl+alt+shift+End']);
    // The hanging renderer is ended by main, and the picture with it.
    await on.technician.page
      .getByText(deskWords.stage.lost.title)
      .or(on.technician.page.getByText(deskWords.stage.ended['by-person'].title))
      .first()
      .waitFor({ timeout: 15_000 });
    // Its page is a new one, so the headline is asked through main.
    await expect
      .poll(() => headline(on), { timeout: 15_000 })
      .toBe(hostWords.end.byKey)
      .finally(() => on.host.kill());
  });

  it('by closing the window, which asks first and can be told to keep going', async () => {
    const on = await live();
    const close = () =>
      on.host.app.evaluate(({ BrowserWindow }) => {
        for (const window of BrowserWindow.getAllWindows())
          if (window.getTitle() === 'Alongside') window.close();
      });
    await close();
    await on.host.page.getByRole('button', { name: hostWords.close.keep }).click();
    await on.host.page.getByRole('button', { name: hostWords.live.stop }).waitFor();
    await close();
    await on.host.page.getByRole('button', { name: hostWords.close.stop }).click();
    await technicianSees(on, deskWords.stage.ended['by-person'].title);
  });
});

describe('the host vanishes', () => {
  it('tells the technician within seconds that the connection was lost, and keeps the facts', async () => {
    const on = await live();
    on.host.kill();
    await technicianSees(on, deskWords.stage.lost.title, 10_000);
    expect(
      await on.technician.page.getByText(deskWords.findings.title, { exact: true }).count(),
    ).toBeGreaterThan(0);
  });
});

describe('the person pauses while the window hangs', () => {
  it('sees the picture end all the same, and the session with it', async () => {
    const on = await live();
    await on.host.page.evaluate(() => {
      setTimeout(() => {
        for (;;);
      }, 0);
    });
    await expect.poll(() => hangs(on), { timeout: 5_000 }).toBe(true);
    const pill = await on.host.indicator();
    await pill.getByRole('button', { name: 'Pause' }).click();
    await expect
      .poll(() => headline(on), { timeout: 15_000 })
      .toBe(hostWords.end.failed)
      .finally(() => on.host.kill());
  });
});
