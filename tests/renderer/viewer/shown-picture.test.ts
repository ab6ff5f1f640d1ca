import { describe, expect, test } from 'vitest';
import {
  nextShown,
  nothingShown,
  type ShownEvent,
  type ShownState,
} from '../../../src-renderer/viewer/shown-picture.ts';

const exact: ShownEvent = { type: 'mode', mode: 'exact' };
const mixed: ShownEvent = { type: 'mode', mode: 'mixed' };
const video: ShownEvent = { type: 'mode', mode: 'video' };
const frame: ShownEvent = { type: 'video-frame' };
const tiles: ShownEvent = { type: 'tiles-frame' };
const part: ShownEvent = { type: 'tiles-part' };
const after = (...events: readonly ShownEvent[]): ShownState => events.reduce(nextShown, nothingShown);

describe('which picture is in front', () => {
  test.each([
    ['a host that knows no tiles: the track, as ever', [frame], 'video'],
    ['nothing before the first frame of either', [exact], 'none'],
    ['tiles once a whole frame is there', [exact, tiles], 'tiles'],
    ['the track rather than nothing while the tiles fill', [exact, frame], 'video'],
    ['tiles as soon as they are whole, whatever the track does', [exact, frame, tiles, frame], 'tiles'],
    ['the canvas until the track has a new frame', [exact, tiles, video], 'tiles'],
    ['the track with its first new frame', [exact, tiles, video, frame], 'video'],
    ['late tiles do not take the place of the track', [exact, tiles, video, frame, tiles], 'video'],
    ['the track until the tiles are whole', [exact, tiles, video, frame, exact, frame], 'video'],
    ['back to the tiles', [exact, tiles, video, frame, exact, tiles, frame], 'tiles'],
    ['the track until more than a part is there', [exact, tiles, video, frame, exact, part], 'video'],
    ['a part of the first tiles rather than nothing', [exact, part], 'tiles'],
    ['no part of tiles in front of a track that is to come', [video, part], 'none'],
    ['mixed is shown as exact is', [mixed, tiles, frame], 'tiles'],
    ['a mode taken back before the track came changes nothing', [exact, tiles, video, exact, frame], 'tiles'],
    ['the last tiles while nothing else is there', [exact, tiles, { type: 'tiles-gone' }], 'tiles'],
    ['the track when the tiles are gone', [exact, tiles, { type: 'tiles-gone' }, frame], 'video'],
    ['nothing after the screen was taken back', [exact, tiles, { type: 'reset' }], 'none'],
  ] as const)('%s', (_rule, events, shown) => {
    expect(after(...events).shown).toBe(shown);
  });
});
