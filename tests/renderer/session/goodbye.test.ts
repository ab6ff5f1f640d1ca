import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { createWorld, live, type World } from './world.ts';

let world: World;
beforeEach(async () => {
  world = await createWorld();
  await live(world);
});
afterEach(() => world.close());

const host = () => world.main.session;

describe('a technician’s page that goes away', () => {
  test('is no lost link, also when what it said last never left over its link', async () => {
    world.net.cut(); // what a page sends in its last moment may go with its connection
    world.closeTechnician();
    await world.clock.advance(100);
    expect(host()).toMatchObject({ phase: 'ended', endReason: 'left-by-technician' });
  });

  test('is no lost link without the server either, when its link carries its last word', async () => {
    world.broker.down();
    world.closeTechnician();
    await world.clock.advance(100);
    expect(host()).toMatchObject({ phase: 'ended', endReason: 'left-by-technician' });
  });

  test('says goodbye both ways, which ends the session once and nothing after it', async () => {
    world.closeTechnician();
    await world.clock.advance(1_000);
    expect(world.main.reports.filter(({ type }) => type === 'technician-left')).toHaveLength(1);
    expect(host().events.map(({ what }) => what)).not.toContain('link-lost');
    world.hostActions.reset();
    await world.clock.advance(1_000);
    expect(host().phase).toBe('idle');
  });
});

describe('a person who stops', () => {
  const desk = () => {
    const { desk: one } = world.technician.getState();
    if (one === null) throw new Error('no desk');
    return one;
  };

  test('is no lost link at the desk, also when their last word never left over the link', async () => {
    world.net.cut();
    world.hostActions.stop();
    await world.clock.advance(100);
    expect(desk().ended?.how).toBe('by-person');
  });

  test('is seen as such without the server, when the link carries their last word', async () => {
    world.broker.down();
    world.hostActions.stop();
    await world.clock.advance(1_000);
    expect(desk().ended?.how).toBe('by-person');
  });
});
