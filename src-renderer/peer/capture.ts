import { appError } from '../../src-shared/errors.ts';
import { err, ok, type Result } from '../../src-shared/result.ts';

/** The screen or window the person chose, as a live track. */
export interface CapturedScreen {
  readonly track: MediaStreamTrack;
  /** Its size in pixels as captured, null while the system has not said. */
  size(): { readonly width: number; readonly height: number } | null;
  /** The window was closed, or the system took the picture back. Not called after `stop`. */
  onEnded(listener: () => void): () => void;
  stop(): void;
}

export type CaptureScreen = () => Promise<Result<CapturedScreen>>;

/** Larger displays are scaled down by the system; smaller ones keep their size. */
const MAX_WIDTH = 1920;
const MAX_HEIGHT = 1080;
const FRAMES_PER_SECOND = 30; // 60 buys nothing on two cores (measured)

/** What getDisplayMedia is asked for; main answers with the source the person chose, and only while it is granted. */
export const captureConstraints: DisplayMediaStreamOptions = {
  audio: false,
  video: { frameRate: { max: FRAMES_PER_SECOND }, width: { max: MAX_WIDTH }, height: { max: MAX_HEIGHT } },
};

/** Asks the browser for the screen. SCREEN_DENIED where it or main refuses, SCREEN_UNAVAILABLE otherwise. */
export function createCaptureScreen(
  getDisplayMedia: (options: DisplayMediaStreamOptions) => Promise<MediaStream>,
): CaptureScreen {
  return async () => {
    try {
      const stream = await getDisplayMedia(captureConstraints);
      const [track] = stream.getVideoTracks();
      return track === undefined
        ? err(appError('SCREEN_UNAVAILABLE', 'no video track'))
        : ok(capturedScreen(track));
    } catch (error) {
      const name = error instanceof Error ? error.name : 'unknown';
      return err(appError(name === 'NotAllowedError' ? 'SCREEN_DENIED' : 'SCREEN_UNAVAILABLE', name));
    }
  };
}

export function capturedScreen(track: MediaStreamTrack): CapturedScreen {
  return {
    track,
    size() {
      const { width, height } = track.getSettings();
      return width === undefined || height === undefined || width < 1 || height < 1
        ? null
        : { width, height };
    },
    onEnded(listener) {
      track.addEventListener('ended', listener);
      return () => track.removeEventListener('ended', listener);
    },
    stop: () => track.stop(), // fires no 'ended' here
  };
}
