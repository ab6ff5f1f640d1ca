import { describe, expect, it } from 'vitest';
import { encodeViewerPicture } from '../../../src-shared/tiles/wire.ts';
import { createWorld, lan } from './picture-world.ts';

const links = [
  { name: 'a LAN', link: lan },
  { name: '150 ms and 20 Mbit/s', link: { roundTripMs: 150, megabits: 20 } },
  { name: '2 Mbit/s', link: { roundTripMs: 50, megabits: 2 } },
  { name: '1 % loss', link: { roundTripMs: 50, megabits: 10, loss: 0.01 } },
];

describe('a picture at rest', () => {
  for (const { name, link } of links)
    it(`is the source's, bit for bit, after random paints over ${name}`, () => {
      const world = createWorld({ link });
      world.start();
      expect(world.identical()).toBe(true);
      world.play(60, 3, (frame) => {
        const x = (frame * 37) % 300;
        const y = (frame * 53) % 240;
        if (frame % 7 === 0) world.screen.noise({ x, y, width: 30, height: 20 });
        else world.screen.block({ x, y, width: 60, height: 16 }, frame * 99_991);
      });
      world.clock.advance(10_000);
      expect(world.identical()).toBe(true);
    });
});

describe('beginning', () => {
  it('sends nothing before the viewer says hello and the channel flows', () => {
    const world = createWorld();
    world.sender.take({ type: 'heard', bytes: encodeViewerPicture({ type: 'hello', version: 1 }) });
    world.screen.block({ x: 0, y: 0, width: 10, height: 10 }, 1);
    world.clock.advance(1_000);
    expect(world.link.bytes).toBe(0);
    world.flow(true);
    world.clock.advance(1_000);
    expect(world.viewer.messages[0]?.type).toBe('begin');
    expect(world.identical()).toBe(true);
  });

  it('begins anew for a viewer that restarts, for a refresh and for another size', () => {
    const world = createWorld();
    world.start();
    world.viewer.restart();
    world.clock.advance(2_000);
    expect(world.identical()).toBe(true);
    world.viewer.say({ type: 'refresh' });
    world.clock.advance(2_000);
    world.screen.resize({ width: 400, height: 100 });
    world.clock.advance(2_000);
    expect(world.viewer.begins).toBe(4);
    expect(world.identical()).toBe(true);
  });

  it('begins at most twice a second, however often a viewer asks', () => {
    const world = createWorld();
    world.start();
    world.play(100, 3, () => world.viewer.say({ type: 'refresh' }));
    world.clock.advance(1_000);
    expect(world.viewer.begins).toBeLessThanOrEqual(9);
    expect(world.identical()).toBe(true);
  });

  it('hears nothing more of a viewer that goes on breaking rules, and hears the next one', () => {
    const world = createWorld();
    world.start();
    const { begins } = world.viewer;
    for (let count = 0; count < 20; count += 1) world.sender.take({ type: 'heard', bytes: Uint8Array.of(9) });
    world.viewer.say({ type: 'refresh' });
    world.clock.advance(2_000);
    expect(world.viewer.begins).toBe(begins);
    world.flow(false);
    world.flow(true);
    world.clock.advance(2_000);
    world.viewer.say({ type: 'refresh' });
    world.clock.advance(2_000);
    expect(world.viewer.begins).toBe(begins + 2);
    expect(world.identical()).toBe(true);
  });

  it('ignores what it cannot read and what was never sent', () => {
    const world = createWorld();
    world.start();
    for (const bytes of [[], [9], [2, 1], [2, 255, 255, 255, 255], [1], [4, 7]])
      world.sender.take({ type: 'heard', bytes: Uint8Array.from(bytes) });
    world.screen.block({ x: 5, y: 5, width: 50, height: 50 }, 0x123456);
    world.clock.advance(1_000);
    expect(world.identical()).toBe(true);
  });
});

describe('a viewer that cannot draw, and then can', () => {
  const hello = (version: number) => ({ type: 'hello', version }) as const;
  const video = ({ modes }: ReturnType<typeof createWorld>) =>
    modes.filter(({ mode }) => mode === 'video').length;

  it('has the track started once in ten seconds, however often it changes its mind', () => {
    const world = createWorld();
    world.start();
    for (let count = 0; count < 60; count += 1) {
      world.viewer.say(hello(count % 2));
      world.clock.advance(250);
      world.viewer.say({ type: 'shows', what: 'tiles' });
      world.clock.advance(250);
    }
    expect(video(world)).toBeLessThanOrEqual(3);
    expect(video(world)).toBeGreaterThan(0);
  });

  it('gets exact pictures again once the ten seconds are over', () => {
    const world = createWorld();
    world.start();
    world.viewer.say(hello(0));
    world.clock.advance(1_000);
    world.viewer.say(hello(1));
    world.clock.advance(8_500);
    expect(world.viewer.modes.at(-1)).toEqual({ mode: 'video', reason: 'viewer-cannot' });
    world.clock.advance(2_000);
    expect(world.viewer.modes.at(-1)?.mode).toBe('exact');
    world.clock.advance(2_000);
    expect(world.identical()).toBe(true);
  });

  it('on a new link is another viewer, and gets them at once', () => {
    const world = createWorld();
    world.start();
    world.viewer.say(hello(0));
    world.clock.advance(1_000);
    world.flow(false);
    world.flow(true);
    world.viewer.say(hello(1));
    world.clock.advance(1_000);
    expect(world.viewer.modes.at(-1)?.mode).toBe('exact');
    world.clock.advance(2_000);
    expect(world.identical()).toBe(true);
  });
});
