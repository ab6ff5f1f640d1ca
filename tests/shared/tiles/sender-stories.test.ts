import { beforeAll, describe, expect, it } from 'vitest';
import type { TileCodec } from '../../../src-shared/tiles/codec.ts';
import { createWorld, lan, type WorldOptions } from './picture-world.ts';
import { loadCodec } from './load-codec.ts';

let codec: TileCodec;
beforeAll(async () => {
  codec = await loadCodec();
});

const size = { width: 960, height: 512 };
const film = { x: 320, y: 128, width: 320, height: 192 };
const links = [
  { name: 'a LAN', link: lan },
  { name: '150 ms and 20 Mbit/s', link: { roundTripMs: 150, megabits: 20 } },
  { name: '2 Mbit/s', link: { roundTripMs: 50, megabits: 2 } },
  { name: '1 % loss', link: { roundTripMs: 50, megabits: 10, loss: 0.01 } },
] as const;

function begun(options: WorldOptions = {}) {
  const world = createWorld({ size, codec, ...options });
  world.start();
  expect(world.identical()).toBe(true);
  return world;
}
type World = ReturnType<typeof begun>;

function scribble({ screen }: World) {
  return (frame: number) => {
    const x = (frame * 37) % 900;
    const y = (frame * 53) % 490;
    if (frame % 11 === 0) screen.noise({ x, y, width: 50, height: 20 });
    else screen.block({ x, y, width: 60, height: 16 }, frame * 99_991);
  };
}
/** Lossy pictures that have come to their end. */
const pictures = (world: World) =>
  world.viewer.messages.filter(({ type, last }) => type === 'lossy' && last).length;
const count = (world: World, type: string) =>
  world.viewer.messages.filter((message) => message.type === type).length;

describe('the picture with the real codec (simulated time)', () => {
  for (const { name, link } of links) {
    it(`at rest is the source's, bit for bit, over ${name}: paints, resize, refresh, reload, link lost`, () => {
      const world = begun({ link });
      world.play(60, 2, scribble(world));
      world.screen.resize({ width: 800, height: 448 });
      world.play(60, 1, scribble(world));
      world.viewer.say({ type: 'refresh' });
      world.play(60, 1, scribble(world));
      world.viewer.restart();
      world.play(60, 1, scribble(world));
      world.flow(false);
      world.play(60, 1, scribble(world));
      world.flow(true);
      world.play(60, 1, scribble(world));
      world.clock.advance(20_000);
      expect(world.identical()).toBe(true);
    });

    it(`comes back from a film in a window, exact, over ${name}`, () => {
      const world = begun({ link });
      world.play(30, 4, (frame) => {
        world.screen.noise(film);
        scribble(world)(frame);
      });
      world.clock.advance(20_000);
      expect(world.identical()).toBe(true);
      expect(world.viewer.modes.at(-1)?.mode).toBe('exact');
    });

    it(`goes to the track for a film over the whole screen and comes back, over ${name}`, () => {
      const world = begun({ link });
      world.play(15, 5, () => world.screen.noise({ x: 0, y: 0, ...size }));
      expect(world.modes.at(-1)?.mode).toBe('video');
      expect(world.viewer.modes.at(-1)?.mode).toBe('video');
      world.clock.advance(20_000);
      expect(world.modes.slice(-2).map(({ mode }) => mode)).toEqual(['video', 'exact']);
      expect(world.identical()).toBe(true);
    });
  }
});

describe('a film in a window', () => {
  it('goes as lossy pictures, one at a time, and the rest stays exact', () => {
    const world = begun({ drawMs: 30 });
    world.play(60, 3, () => world.screen.noise(film));
    expect(world.viewer.modes.at(-1)).toEqual({ mode: 'mixed', reason: 'moving-area' });
    // 60 a second are painted and the viewer takes 30 ms for one, so there is room for no more than 34
    expect(pictures(world)).toBeGreaterThan(60);
    expect(pictures(world)).toBeLessThan(105);
    const place = { x: 10, y: 400, width: 30, height: 10 };
    world.screen.block(place, 0xabcdef);
    world.play(60, 0.2, () => world.screen.noise(film));
    const at = (place.y * size.width + place.x) * 4;
    expect([...(world.viewer.pixels ?? []).slice(at, at + 3)]).toEqual([0xab, 0xcd, 0xef]);
  });

  it('is refined only once it is still, in slices of 100 kB at most, and stops at once when it moves', () => {
    const world = begun();
    const step = (seconds: number) => world.play(30, seconds, () => world.screen.noise(film));
    step(3);
    const exactBefore = count(world, 'tiles');
    step(5);
    expect(count(world, 'tiles')).toBe(exactBefore);
    const stopped = world.clock.now();
    world.clock.advance(390);
    expect(count(world, 'tiles')).toBe(exactBefore);
    world.clock.advance(3_000);
    const slices = world.viewer.messages.filter(({ at, type }) => at > stopped + 390 && type === 'tiles');
    expect(slices.length).toBeGreaterThan(1);
    for (const { bytes } of slices) expect(bytes).toBeLessThanOrEqual(100_006);
    expect(world.identical()).toBe(true);
  });

  it('is refined soon over a long link too: slices do not wait for one another', () => {
    const world = begun({ link: { roundTripMs: 150, megabits: 100 } });
    world.play(30, 4, () => world.screen.noise(film));
    world.clock.advance(2_500);
    expect(world.identical()).toBe(true);
  });

  it('that goes on during the refining is lossy again at its first picture', () => {
    const world = begun({ link: { roundTripMs: 20, megabits: 60 } });
    world.play(30, 3, () => world.screen.noise(film));
    const sharp = count(world, 'tiles');
    for (let ms = 0; ms < 1_500 && count(world, 'tiles') === sharp; ms += 5) world.clock.advance(5);
    const before = pictures(world);
    const exact = count(world, 'tiles');
    expect(exact).toBe(sharp + 1);
    world.screen.noise(film);
    world.clock.advance(60);
    expect(pictures(world)).toBeGreaterThan(before);
    world.play(30, 1, () => world.screen.noise(film));
    // at most the slice that was under way
    expect(count(world, 'tiles') - exact).toBeLessThanOrEqual(1);
    world.clock.advance(10_000);
    expect(world.identical()).toBe(true);
  });

  it('is refined also when a small thing elsewhere never rests', () => {
    const world = begun({ link: { roundTripMs: 100, megabits: 50 } });
    world.play(30, 3, () => world.screen.noise(film));
    expect(world.viewer.modes.at(-1)?.mode).toBe('mixed');
    const spinner = { x: 20, y: 20, width: 16, height: 16 };
    world.play(60, 12, (frame) => world.screen.block(spinner, frame * 99_991));
    const at = (film.y * size.width + film.x) * 4;
    const shown = world.screen.shown();
    const row = (pixels: Uint8Array) => Buffer.from(pixels.slice(at, at + film.width * 4));
    expect(row(world.viewer.pixels ?? new Uint8Array()).equals(row(shown))).toBe(true);
    expect(world.viewer.modes.at(-1)?.mode).toBe('exact');
  });

  it('is poorer on a thin link than on a wide one', () => {
    const [thin, wide] = [{ roundTripMs: 20, megabits: 1 }, lan].map((link) => {
      const world = begun({ link, track: false });
      world.play(30, 8, () => world.screen.noise(film));
      const strips = world.viewer.messages.filter(({ type }) => type === 'lossy').slice(-20);
      return strips.reduce((sum, { bytes }) => sum + bytes, 0) / strips.length;
    });
    expect(thin).toBeLessThan(0.75 * (wide ?? 0));
  });
});

describe('overload', () => {
  for (const [name, link] of [
    ['2 Mbit/s', { roundTripMs: 50, megabits: 2 }],
    ['1 % loss', { roundTripMs: 50, megabits: 5, loss: 0.01 }],
  ] as const)
    it(`lets no queue grow and shows the newest, without a track, over ${name}`, () => {
      const world = begun({ link, track: false });
      world.play(60, 10, (frame) => {
        world.screen.noise({ x: 0, y: 0, width: 400, height: 200 });
        world.screen.block({ x: 500, y: 300, width: 40, height: 16 }, frame);
      });
      expect(world.link.longestQueueMs).toBeLessThan(400);
      world.clock.advance(20_000);
      expect(world.identical()).toBe(true);
    });

  it('on a slow viewer keeps what it shows young', () => {
    const world = begun({ drawMs: 40 });
    const ages: number[] = [];
    const shown = () => {
      const { pixels } = world.viewer;
      const at = (10 * size.width + 10) * 4;
      return pixels === null ? 0 : ((pixels[at + 1] ?? 0) << 8) | (pixels[at + 2] ?? 0);
    };
    world.play(60, 5, (frame) => {
      world.screen.block({ x: 10, y: 10, width: 40, height: 40 }, frame);
      ages.push(frame - shown());
    });
    // a frame is 17 ms: never more than 9 behind
    expect(Math.max(...ages.slice(10))).toBeLessThan(9);
  });

  it('without a track stays with tiles, and asks for it again after half a minute', () => {
    const world = begun({ track: false });
    const all = () => world.screen.noise({ x: 0, y: 0, ...size });
    world.play(10, 5, all);
    expect(world.modes.map(({ mode }) => mode).filter((mode) => mode === 'video')).toHaveLength(1);
    expect(world.modes.at(-1)?.mode).not.toBe('video');
    world.clock.advance(31_000);
    world.play(10, 2, all);
    expect(world.modes.map(({ mode }) => mode).filter((mode) => mode === 'video')).toHaveLength(2);
    world.clock.advance(30_000);
    expect(world.identical()).toBe(true);
  });
});

describe('while something is masked', () => {
  const all = (world: World) => () => world.screen.noise({ x: 0, y: 0, ...size });

  it('nothing goes by the track, which would show it', () => {
    const world = begun();
    world.screen.masked = true;
    world.play(15, 5, all(world));
    expect(world.modes.map(({ mode }) => mode)).not.toContain('video');
    world.clock.advance(20_000);
    expect(world.identical()).toBe(true);
  });

  it('a track that is on ends, and does not wait for the viewer to show tiles', () => {
    const world = begun({ link: { roundTripMs: 400, megabits: 50 } });
    world.play(15, 5, all(world));
    expect(world.modes.at(-1)?.mode).toBe('video');
    world.screen.masked = true;
    world.clock.advance(150);
    expect(world.modes.at(-1)?.mode).toBe('exact');
    world.play(15, 5, all(world));
    expect(world.modes.at(-1)?.mode).not.toBe('video');
    world.clock.advance(20_000);
    expect(world.identical()).toBe(true);
  });
});

describe('an idle screen', () => {
  it('costs nothing: no timer is left', () => {
    const world = begun();
    world.play(30, 1, scribble(world));
    world.clock.advance(10_000);
    expect(world.clock.timers).toBe(0);
    const { bytes } = world.link;
    world.clock.advance(60_000);
    expect(world.link.bytes).toBe(bytes);
  });

  it('ends without a timer, whatever was going on', () => {
    const world = begun();
    world.play(30, 2, () => world.screen.noise(film));
    world.screen.point({ type: 'place', place: { x: 1, y: 2, visible: true } });
    world.screen.point({ type: 'place', place: { x: 3, y: 4, visible: true } });
    world.sender.close();
    world.clock.advance(1_000);
    expect(world.clock.timers).toBe(0);
  });
});

describe('the pointer', () => {
  it('comes with the picture, and its newest place soon, at most 120 times a second', () => {
    const world = createWorld({ size, codec });
    const shape = { width: 2, height: 2, hotX: 0, hotY: 1, rgba: new Uint8Array(16).fill(9) };
    world.screen.point({ type: 'shape', shape });
    world.screen.point({ type: 'place', place: { x: 5, y: 6, visible: true } });
    world.start();
    expect(world.viewer.shape).toEqual(shape);
    expect(world.viewer.place).toEqual({ x: 5, y: 6, visible: true });
    const before = count(world, 'place');
    world.play(1_000, 2, (x) => world.screen.point({ type: 'place', place: { x, y: 7, visible: true } }));
    world.clock.advance(20);
    expect(count(world, 'place') - before).toBeLessThanOrEqual(241);
    expect(count(world, 'place') - before).toBeGreaterThan(200);
    expect(world.viewer.place).toEqual({ x: 1_999, y: 7, visible: true });
  });
});
