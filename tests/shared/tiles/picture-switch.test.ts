import { describe, expect, it } from 'vitest';
import type { PictureMode, PictureReason } from '../../../src-shared/tiles/picture-mode.ts';
import {
  choosePicture,
  firstChoice,
  type PictureChoice,
  type PictureMeasures,
} from '../../../src-shared/tiles/picture-switch.ts';

const still: PictureMeasures = {
  cannot: null,
  trackWorks: true,
  movingShare: 0,
  motion: 0,
  changing: 0,
  quietMs: 9_000,
  blocked: 0,
  lagMs: 5,
  roundTripMs: 4,
  busy: 0.1,
  lateMs: 0,
};
const moves = { motion: 1, changing: 0.5, quietMs: 0 };
const film = { ...moves, movingShare: 0.2 };
const stuck = { ...moves, blocked: 0.9, lagMs: 900 };
const starved = { ...moves, busy: 0.9, lagMs: 140 };
const paused = { quietMs: 600, changing: 0, motion: 0.4 };

type Row = [
  rule: string,
  was: [PictureMode, PictureReason, forMs: number, gaveWay?: number],
  seen: Partial<PictureMeasures>,
  then: [PictureMode, PictureReason],
];
const exact: [PictureMode, PictureReason] = ['exact', 'still-or-text'];
const tiles: [PictureMode, PictureReason, number] = ['exact', 'still-or-text', 60_000];
const soon: [PictureMode, PictureReason, number] = ['exact', 'still-or-text', 300];

const rows: readonly Row[] = [
  ['a still screen is exact', tiles, {}, exact],
  ['scrolling that the link carries is exact', tiles, moves, exact],
  ['a film in a window is mixed', tiles, film, ['mixed', 'moving-area']],
  ['a film that ended is exact again', ['mixed', 'moving-area', 9_000], {}, exact],
  [
    'a film over a third of the screen goes by the track',
    tiles,
    { ...film, movingShare: 0.4 },
    ['video', 'much-motion'],
  ],
  ['at once, however short the tiles were', soon, { ...film, movingShare: 0.4 }, ['video', 'much-motion']],
  [
    'motion a link cannot carry goes by the track',
    tiles,
    { ...stuck, roundTripMs: 50 },
    ['video', 'thin-link'],
  ],
  ['the same on a long way says so', tiles, { ...stuck, roundTripMs: 180 }, ['video', 'long-link']],
  [
    'a long way that carries the motion stays exact',
    tiles,
    { ...moves, roundTripMs: 180, lagMs: 190 },
    exact,
  ],
  ['one large change on a thin link is no motion', tiles, { ...stuck, motion: 0.2, roundTripMs: 50 }, exact],
  ['being behind counts after a second', soon, { ...stuck, roundTripMs: 50 }, exact],
  ['a starved machine takes the track', tiles, starved, ['video', 'busy-host']],
  [
    'so does one whose timers come late',
    tiles,
    { ...starved, busy: 0.2, lateMs: 100 },
    ['video', 'busy-host'],
  ],
  ['a slow viewer is not a busy machine', tiles, { ...starved, busy: 0.2 }, exact],
  ['nothing goes by a track that failed', tiles, { ...stuck, trackWorks: false, roundTripMs: 50 }, exact],
  [
    'a large film without a track goes as pictures',
    tiles,
    { ...film, movingShare: 0.9, trackWorks: false },
    ['mixed', 'moving-area'],
  ],
  ['a viewer that cannot gets the track', tiles, { cannot: 'viewer-cannot' }, ['video', 'viewer-cannot']],
  [
    'a screen too large for tiles gets the track',
    tiles,
    { cannot: 'no-native-capture' },
    ['video', 'no-native-capture'],
  ],
  ['a viewer that can again gets tiles', ['video', 'viewer-cannot', 9_000], {}, exact],
  ['video goes on while much moves', ['video', 'much-motion', 9_000], moves, ['video', 'much-motion']],
  ['and ends when less does', ['video', 'much-motion', 9_000], { ...moves, changing: 0.1 }, exact],
  [
    'but not before its time',
    ['video', 'much-motion', 1_000],
    { ...moves, changing: 0.1 },
    ['video', 'much-motion'],
  ],
  ['unless the screen is still', ['video', 'much-motion', 1_000], paused, exact],
  [
    'a long way is tried for longer: it warms up by round trips',
    ['exact', 'still-or-text', 2_000],
    { ...stuck, roundTripMs: 150 },
    exact,
  ],
  [
    'a thin link waits for quiet',
    ['video', 'thin-link', 7_000],
    { ...moves, changing: 0.1 },
    ['video', 'thin-link'],
  ],
  ['but not for ever: motion may never rest', ['video', 'thin-link', 8_000], moves, exact],
  [
    'the longer the more often tiles have failed',
    ['video', 'thin-link', 15_000, 2],
    moves,
    ['video', 'thin-link'],
  ],
  ['and at most a minute', ['video', 'busy-host', 60_000, 20], moves, exact],
  ['and comes back in it', ['video', 'thin-link', 9_000], { ...paused, changing: 0.01 }, exact],
  ['a long way as well', ['video', 'long-link', 9_000], paused, exact],
  ['a busy machine as well', ['video', 'busy-host', 9_000], paused, exact],
  [
    'a track that broke gives way to tiles',
    ['video', 'much-motion', 9_000],
    { ...moves, trackWorks: false },
    exact,
  ],
];

describe('how the picture travels', () => {
  it.each(rows)('%s', (_rule, [mode, reason, forMs, gaveWay = 1], seen, [thenMode, thenReason]) => {
    const now = 100_000;
    const since = now - forMs;
    const was = { mode, reason, since, behindSince: mode === 'video' ? null : since, gaveWay };
    const next = choosePicture(now, was, { ...still, ...seen });
    expect([next.mode, next.reason]).toEqual([thenMode, thenReason]);
    if (mode === thenMode && reason === thenReason) expect(next.since).toBe(since);
    if ((mode === 'video') !== (thenMode === 'video')) expect(next.since).toBe(now);
  });

  it('is the same object while nothing changes', () => {
    const was = firstChoice(0);
    expect(choosePicture(60_000, was, still)).toBe(was);
  });

  it('forgets that tiles were behind as soon as they are not', () => {
    const thin = { ...still, ...stuck, roundTripMs: 50 };
    const behind = choosePicture(5_000, firstChoice(0), thin);
    const well = choosePicture(6_000, behind, still);
    expect([behind.behindSince, well.behindSince]).toEqual([5_000, null]);
    expect(choosePicture(7_000, well, thin).mode).toBe('exact');
  });

  it('counts how often in a row tiles had to give way, and begins anew when they went for long', () => {
    const thin = { ...still, ...stuck, roundTripMs: 50 };
    const back = (was: PictureChoice, afterMs: number) => choosePicture(was.since + afterMs, was, thin);
    const behind = (was: PictureChoice, afterMs: number) =>
      choosePicture(was.since + afterMs + 2_000, choosePicture(was.since + afterMs, was, thin), thin);
    const first = behind(firstChoice(0), 0);
    const again = behind(back(first, 8_000), 100);
    expect([first.gaveWay, again.gaveWay]).toEqual([1, 2]);
    expect(behind(back(again, 16_000), 60_000).gaveWay).toBe(1);
  });
});
