import type { PictureMode } from '../../src-shared/tiles/picture-mode.ts';

/** Which of the two is in front, and by whose word. The other goes on below until this one has a picture. // PX-5 */
export interface ShownState {
  readonly shown: 'none' | 'tiles' | 'video';
  /** What the host said last; null before, and with a host that knows no tiles. */
  readonly mode: PictureMode | null;
}

export type ShownEvent =
  | { readonly type: 'mode'; readonly mode: PictureMode }
  /** A new frame of the track. */
  | { readonly type: 'video-frame' }
  /** A whole frame of tiles is on the canvas. */
  | { readonly type: 'tiles-frame' }
  /** A part of one is: the rest has not come yet. */
  | { readonly type: 'tiles-part' }
  /** The tiles cannot go on here: the next frame of the track is taken, whatever was said. */
  | { readonly type: 'tiles-gone' }
  /** Nothing may be shown any more. */
  | { readonly type: 'reset' };

export const nothingShown: ShownState = { shown: 'none', mode: null };

export function nextShown(state: ShownState, event: ShownEvent): ShownState {
  switch (event.type) {
    case 'mode':
      return { ...state, mode: event.mode };
    case 'video-frame':
      // Before any tiles a picture by the track is better than none.
      return state.mode === null || state.mode === 'video' || state.shown === 'none'
        ? { ...state, shown: 'video' }
        : state;
    case 'tiles-frame':
      return state.mode === 'video' ? state : { ...state, shown: 'tiles' };
    case 'tiles-part':
      // On a thin link a part is better than nothing, but not than the track.
      return state.mode === 'video' || state.shown !== 'none' ? state : { ...state, shown: 'tiles' };
    case 'tiles-gone':
      return { ...state, mode: null };
    case 'reset':
      return nothingShown;
  }
}
