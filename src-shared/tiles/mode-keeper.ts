import type { Clock } from '../clock.ts';
import type { FromCapture } from './capture-messages.ts';
import type { PictureMode, PictureReason } from './picture-mode.ts';
import { choosePicture, firstChoice, type PictureChoice, type PictureMeasures } from './picture-switch.ts';
import { encodeHostPicture } from './wire.ts';

/**
 * Takes what the switch chose to the window and to the viewer, step by step, so that one of the two pictures is always
 * there: tiles until the track sends, the track until the viewer shows tiles.
 */
export interface ModeKeeper {
  readonly phase: ModePhase;
  readonly trackWorks: boolean;
  /** Chooses anew; once a tenth of a second while anything goes on. */
  choose(seen: PictureMeasures): void;
  /** The window: the track sends, or can't be had. */
  track(on: boolean): void;
  /** The viewer shows tiles. */
  tilesShown(): void;
  /** What is on, for a viewer who begins. */
  tell(): void;
}

/**
 * `asking`: the track was asked for and tiles go on. `returning`: tiles go again and the track is still on.
 */
export type ModePhase = 'tiles' | 'asking' | 'video' | 'returning';

/** A track that does not send within this time is not to be had, ms; tried again after that. */
const TRACK_WITHIN_MS = 3_000;
const TRY_AGAIN_MS = 30_000;
/** A viewer that never says it shows tiles does not keep the track running for ever, ms. */
const SHOWN_WITHIN_MS = 10_000;

export interface ModeKeeperParts {
  readonly clock: Clock;
  post(message: FromCapture): void;
  /** Whether tiles are to be sent in this phase; the whole picture again when they begin to. */
  onPhase(phase: ModePhase): void;
}

export function createModeKeeper({ clock, post, onPhase }: ModeKeeperParts): ModeKeeper {
  let choice: PictureChoice = firstChoice(clock.now());
  let phase: ModePhase = 'tiles';
  let phaseAt = clock.now();
  let noTrackUntil = Number.NEGATIVE_INFINITY;

  const tellViewer = (mode: PictureMode, reason: PictureReason) =>
    post({ type: 'send', bytes: encodeHostPicture({ type: 'mode', mode, reason }) });
  const tellWindow = () => post({ type: 'mode', mode: choice.mode, reason: choice.reason });
  const enter = (next: ModePhase) => {
    phase = next;
    phaseAt = clock.now();
    onPhase(next);
  };

  function noTrack(): void {
    noTrackUntil = clock.now() + TRY_AGAIN_MS;
    choice = firstChoice(clock.now());
    tellViewer(choice.mode, choice.reason);
    tellWindow();
    enter('tiles');
  }

  /** From one of exact, mixed and video to another. */
  function change(next: PictureChoice): void {
    choice = next;
    tellViewer(next.mode, next.reason);
    if (next.mode === 'video') {
      // the track is still on
      if (phase === 'returning') return enter('video');
      tellWindow();
      return phase === 'tiles' ? enter('asking') : undefined;
    }
    if (phase === 'video') return enter('returning');
    // the window stops the track when it is told, so it is told once the viewer shows tiles
    if (phase === 'returning') return;
    tellWindow();
    if (phase === 'asking') enter('tiles');
  }

  return {
    get phase() {
      return phase;
    },
    get trackWorks() {
      return clock.now() >= noTrackUntil;
    },
    choose(seen) {
      const forMs = clock.now() - phaseAt;
      // masks came: the track must not show what is under them for another moment
      if (!seen.trackWorks && choice.mode === 'video') return noTrack();
      if (!seen.trackWorks && phase === 'returning') return this.tilesShown();
      if (phase === 'asking' && forMs > TRACK_WITHIN_MS) return noTrack();
      if (phase === 'returning' && forMs > SHOWN_WITHIN_MS) return this.tilesShown();
      const next = choosePicture(clock.now(), choice, seen);
      if (next.mode === choice.mode && next.reason === choice.reason) choice = next;
      else change(next);
    },
    track(on) {
      if (!on && choice.mode === 'video') return noTrack();
      if (!on || phase !== 'asking') return;
      enter('video');
    },
    tilesShown() {
      if (phase !== 'returning') return;
      tellWindow();
      enter('tiles');
    },
    tell() {
      tellViewer(choice.mode, choice.reason);
    },
  };
}
