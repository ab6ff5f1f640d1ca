import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { NetQuestion } from '../../../src-shared/network/net-tests.ts';
import { createScope } from '../../../src-shared/scope.ts';
import type { AnyMessage } from '../../../src-renderer/session/any-message.ts';
import { createSpeedTest, megabits } from '../../../src-renderer/session/speed-test.ts';
import { createManualClock, settle } from './manual-clock.ts';
import { createWorld, live, type World } from './world.ts';

const questions: readonly NetQuestion[] = [
  { test: 'gateway', target: null },
  { test: 'tcp', target: { host: 'intern.example', port: 22 } },
];

describe('PM-12: tests of the network that a technician asks for', () => {
  let world: World;
  beforeEach(async () => {
    world = await createWorld();
    await live(world);
  });
  afterEach(() => world.close());
  const round = () => world.technician.getState().desk?.network ?? null;
  const asked = () => world.host.getState().network;

  test('stand on the host’s screen with the computer they name, and wait for a yes', async () => {
    world.technicianActions.testNetwork(questions);
    await world.clock.advance(100);
    expect(asked()).toMatchObject({ state: 'asked', rows: questions });
    expect(round()?.state).toBe('asked');
    world.hostActions.answerNetwork(asked()?.id ?? '', true);
    await world.clock.advance(100);
    expect(round()?.state).toBe('running');
  });

  test('a no reaches the desk, and nothing was asked of the network', async () => {
    world.technicianActions.testNetwork(questions);
    await world.clock.advance(100);
    world.hostActions.answerNetwork(asked()?.id ?? '', false);
    await world.clock.advance(100);
    expect(round()?.state).toBe('refused');
  });

  test('either side stops them', async () => {
    world.technicianActions.testNetwork(questions);
    await world.clock.advance(100);
    world.hostActions.answerNetwork(asked()?.id ?? '', true);
    world.technicianActions.stopNetworkTests();
    await world.clock.advance(100);
    expect(round()?.state).toBe('stopped');
  });

  test('when they are done the desk asks for the diagnosis anew', async () => {
    world.technicianActions.testNetwork(questions);
    await world.clock.advance(100);
    const before = world.main.requested.filter((name) => name === 'diagnosis.forTechnician').length;
    const now = asked();
    if (now === null) throw new Error('nothing asked');
    world.main.emit('network.changed', { ...now, state: 'done' });
    await world.clock.advance(500);
    const after = world.main.requested.filter((name) => name === 'diagnosis.forTechnician').length;
    expect(after).toBeGreaterThan(before);
    expect(world.technician.getState().desk?.snapshotState).toBe('complete');
  });

  test('without the grant they are refused before anybody is bothered', async () => {
    world.hostActions.takeBack('findings');
    await world.clock.advance(100);
    world.technicianActions.testNetwork(questions);
    await world.clock.advance(100);
    expect(asked()).toBeNull();
    expect(round()?.state).toBe('refused');
  });

  test.each(['takes the findings back', 'stops the tests'])(
    'when the person %s the measurement stops, and nothing of it is told',
    async (how) => {
      world.technicianActions.testNetwork(questions);
      await world.clock.advance(100);
      world.hostActions.answerNetwork(asked()?.id ?? '', true);
      await world.clock.advance(100);
      world.main.emit('network.measure', undefined);
      await world.clock.advance(1_000);
      if (how === 'stops the tests') world.hostActions.stopNetworkTests();
      else world.hostActions.takeBack('findings');
      for (let n = 0; n < 60; n += 1) await world.clock.advance(200);
      expect(world.main.requested).not.toContain('network.measured');
    },
  );

  test('the speed of the session is measured both ways and told to main', async () => {
    world.main.emit('network.measure', undefined);
    for (let n = 0; n < 60; n += 1) await world.clock.advance(200);
    expect(world.main.requested).toContain('network.measured');
  });
});

describe('PM-12: the measurement of speed', () => {
  /** Two ends joined by a line of so many characters a millisecond. */
  function line(charsPerMs: number) {
    const clock = createManualClock();
    const scope = createScope();
    const over = (to: () => { hear(message: AnyMessage): void }, slow: boolean) => {
      let free = clock.now();
      return (message: AnyMessage) => {
        const takes = slow && message.type === 'net.load' ? message.data.length / charsPerMs : 1;
        free = Math.max(free, clock.now()) + takes;
        clock.after(free - clock.now(), () => to().hear(message));
        return true;
      };
    };
    const left = createSpeedTest(scope, { clock, send: over(() => right, true) });
    const right = createSpeedTest(scope, { clock, send: over(() => left, false) });
    return { clock, left, right };
  }

  test('finds the rate of the line', async () => {
    const { clock, left, right } = line(125); // a megabit a second
    right.expect();
    const pushed = left.push(3000);
    for (let n = 0; n < 200; n += 1) await clock.advance(100);
    const rate = megabits(await pushed) ?? 0;
    expect(rate).toBeGreaterThan(0.8);
    expect(rate).toBeLessThan(1.2);
  });

  test('sends no more once it is stopped, and can be asked again', async () => {
    const { clock, left, right } = line(125);
    const end = right.expect();
    const pushed = left.push(3000);
    await clock.advance(1000);
    left.stop();
    expect(await pushed).toBeNull();
    await clock.advance(2000);
    const { bytes } = end() ?? { bytes: 0 };
    await clock.advance(5000);
    expect(end()?.bytes).toBe(bytes);
    right.expect();
    const again = left.push(1000);
    for (let n = 0; n < 100; n += 1) await clock.advance(100);
    expect(megabits(await again)).toBeGreaterThan(0.5);
  });

  test('ends when nobody answers, and loads that nobody expects are dropped', async () => {
    const { clock, left, right } = line(100_000);
    const pushed = left.push(1000);
    for (let n = 0; n < 60; n += 1) await clock.advance(100);
    expect(await pushed).toBeNull();
    expect(right.expect()()).toBeNull();
    await settle();
  });
});
