import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { goLive, openStage, type Stage } from '../stage/session.ts';

/* The technician asks for tests of the network, the person decides, both see what came of it. // PM-12 */
let stage: Stage;
const desk = () => stage.technician.page;
const host = () => stage.host.page;
const SLOW = { timeout: 60_000 };

beforeAll(async () => {
  stage = await openStage();
  await goLive(stage);
  await desk().getByRole('tab', { name: 'Network' }).click();
});
afterAll(() => stage?.close());

const question = () => host().getByRole('group', { name: /network/i });

/** Again where it was refused at once: after a no the person has a few seconds of rest. */
async function askForOne(target: string): Promise<void> {
  await desk().getByRole('textbox', { name: 'One computer' }).fill(target);
  await expect
    .poll(async () => {
      if (await question().isVisible()) return true;
      await desk().getByRole('button', { name: 'Test it' }).click();
      return false;
    }, SLOW)
    .toBe(true);
}

describe('a test of the network', () => {
  it('runs only with the person’s word: refused, nothing is asked of anybody', async () => {
    await askForOne('127.0.0.1:9');
    expect(await question().innerText()).toContain('127.0.0.1');
    await question().getByRole('button').last().click();
    await question().waitFor({ state: 'hidden' });
    expect(await desk().locator('[data-panel="lower"]').innerText()).not.toContain('Port test');
  });

  it('tells both what came of it once it is allowed', async () => {
    await askForOne('127.0.0.1:9');
    await question().getByRole('button').first().click();
    await host().getByText('The network tests are done.').waitFor(SLOW);
    await desk().getByText('The tests are done.').waitFor(SLOW);
    await expect
      .poll(() => desk().locator('[data-panel="lower"]').innerText(), SLOW)
      .toContain('Port test: 127.0.0.1');
  });
});
