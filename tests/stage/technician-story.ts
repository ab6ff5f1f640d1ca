import type { Page } from 'playwright-core';
import { desk as words } from '../../src-renderer/words/en/desk.ts';

/** What the technician does, step by step, by the words on their screen. */
export const technicianStory = {
  /** Says who they are, once a window. */
  async nameYourself(page: Page, name: string): Promise<void> {
    const box = page.getByRole('textbox', { name: words.join.who.label });
    await box.fill(name);
    await page.getByRole('button', { name: words.join.who.save, exact: true }).click();
  },

  /** Types the code the way people do: digit by digit into the first box, the others follow. It connects by itself. */
  async typeCode(page: Page, code: string): Promise<void> {
    await page.getByRole('textbox', { name: boxName(1) }).click();
    await page.keyboard.type(code);
  },

  /** Until the desk is there. */
  async onDesk(page: Page): Promise<void> {
    await page.getByRole('button', { name: words.bar.end, exact: true }).waitFor();
  },

  /** Until a frame of the host's screen has been drawn. */
  async seesPicture(page: Page): Promise<void> {
    await page.waitForFunction(
      () => (window as unknown as { alongsideRig: { frames: number } }).alongsideRig.frames > 0,
    );
  },

  /** Frames drawn in the next `ms`. */
  framesIn(page: Page, ms: number): Promise<number> {
    return page.evaluate(async (time) => {
      const rig = (window as unknown as { alongsideRig: { frames: number } }).alongsideRig;
      const before = rig.frames;
      await new Promise((resolve) => setTimeout(resolve, time));
      return rig.frames - before;
    }, ms);
  },

  async end(page: Page): Promise<void> {
    await page.getByRole('button', { name: words.bar.end, exact: true }).click();
    await page.getByRole('button', { name: words.end.end }).click();
  },
};

function boxName(first: number): string {
  return words.join.box.replace('{{from}}', String(first)).replace('{{to}}', String(first + 3));
}
