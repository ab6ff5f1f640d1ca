import { afterEach, describe, expect, it } from 'vitest';
import { desk as deskWords } from '../../src-renderer/words/en/desk.ts';
import { startBroker } from '../stage/broker.ts';
import { rigState } from '../stage/rig-state.ts';
import { startScroller } from '../stage/scroller.ts';
import { goLive, openStage, type Stage } from '../stage/session.ts';
import { technicianStory } from '../stage/technician-story.ts';
import { startTurn } from '../stage/turn.ts';

const ends: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const end of ends.splice(0).reverse()) await end();
});

async function live(options: Parameters<typeof openStage>[0] = {}): Promise<Stage> {
  const stage = await openStage(options);
  ends.push(() => stage.close());
  const scroller = startScroller(process.env['DISPLAY'] ?? '');
  ends.push(() => scroller.stop());
  await goLive(stage);
  return stage;
}

const link = async (stage: Stage) =>
  ((await rigState(stage.technician.page)) as { desk: { link: { state: string } } }).desk.link.state;
const flows = (stage: Stage, timeout: number) =>
  expect.poll(() => technicianStory.framesIn(stage.technician.page, 500), { timeout }).toBeGreaterThan(3);

describe('the server during a session', () => {
  it('can be killed and started again, and the session goes on', async () => {
    const stage = await live();
    await stage.broker.child.kill('SIGKILL');
    await flows(stage, 5_000);
    expect(await link(stage)).toBe('up');
    const again = await startBroker(stage.broker.port);
    ends.push(() => again.child.kill());
    await flows(stage, 5_000);
    expect(await link(stage)).toBe('up');
  });
});

describe('relay only, through a real TURN server with short-lived credentials', () => {
  it('carries the session, survives ten seconds without a link, and says so meanwhile', async () => {
    const turn = await startTurn();
    ends.push(() => turn.child.kill('SIGKILL'));
    const stage = await live({
      switches: ['--relay-only'],
      brokerEnv: { ALONGSIDE_TURN_URLS: turn.url, ALONGSIDE_TURN_SECRET: turn.secret },
    });
    await expect
      .poll(
        async () =>
          ((await rigState(stage.technician.page)) as { desk: { stats: { route: string } | null } }).desk
            .stats?.route,
        { timeout: 10_000 },
      )
      .toBe('relayed');

    turn.child.process.kill('SIGSTOP');
    await stage.technician.page.getByText(deskWords.stage.lost.title).first().waitFor({ timeout: 5_000 });
    await new Promise((resolve) => setTimeout(resolve, 10_000)); // the length of the cut is the point of the story
    turn.child.process.kill('SIGCONT');
    await flows(stage, 40_000);
    expect(await link(stage)).toBe('up');
  });
});
