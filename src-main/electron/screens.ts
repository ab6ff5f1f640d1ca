import {
  desktopCapturer,
  screen,
  session,
  webContents,
  type DesktopCapturerSource,
  type NativeImage,
  type WebContents,
} from 'electron';
import type { ScreenSource } from '../../src-shared/bridge/contract.ts';
import { appError, type AppError } from '../../src-shared/errors.ts';
import { err, ok, type Result } from '../../src-shared/result.ts';
import type { CaptureTarget } from '../../src-shared/tiles/frame-source.ts';
import type { NativeCapture } from '../platform/native-capture.ts';
import { captureTarget, displayBehind, type ChosenSource } from './capture-target.ts';

/**
 * What the person can choose to show. Capture ids stay in main: a window gets made-up keys, and the picture itself
 * comes only through getDisplayMedia, which is answered here with the chosen source while "screen" is granted.
 */
export interface Screens {
  list(): Promise<Result<ScreenSource[], AppError>>;
  /** The source behind a key of the last two listings, or null. */
  describe(key: string): ScreenSource | null;
  choose(key: string): boolean;
  /** The chosen source as native capture takes it. */
  target(native: NativeCapture): Result<CaptureTarget>;
  /** Answers getDisplayMedia from `contents` while `mayShow()`; refuses everything else. */
  answerCapture(mayShow: (contents: WebContents | null) => boolean): void;
}

const THUMBNAIL = { width: 480, height: 300 };

type Known = ReadonlyMap<string, { readonly capture: DesktopCapturerSource; readonly shown: ScreenSource }>;

export function createScreens(ownTitles: () => readonly string[]): Screens {
  let known: Known = new Map();
  let before: Known = new Map(); // two lists may be on their way at once: what a person pressed is what they saw
  const find = (key: string) => known.get(key) ?? before.get(key);
  let chosen: (ChosenSource & { readonly name: string }) | null = null;
  let count = 0; // goes on over all lists: a key of an older list must not mean another window in a newer one

  return {
    async list() {
      try {
        const sources = await desktopCapturer.getSources({
          types: ['window', 'screen'],
          thumbnailSize: THUMBNAIL,
        });
        const listed = new Map<string, { capture: DesktopCapturerSource; shown: ScreenSource }>();
        const own = new Set(ownTitles());
        for (const capture of sources) {
          if (capture.id.startsWith('window:') && own.has(capture.name)) continue; // never our own windows
          const shown = describeSource(capture, `source-${(count += 1)}`);
          listed.set(shown.key, { capture, shown });
        }
        [before, known] = [known, listed];
        if (known.size === 0)
          return err(appError('SCREEN_UNAVAILABLE', 'the system lists no screen and no window'));
        return ok([...known.values()].map((entry) => entry.shown));
      } catch (error) {
        return err(appError('SCREEN_DENIED', error instanceof Error ? error.message : String(error)));
      }
    },
    describe: (key) => find(key)?.shown ?? null,
    choose(key) {
      const found = find(key)?.capture;
      // Which display it is, is found out now: later there may be others.
      const displayId = found === undefined ? null : displayBehind(found, screen.getAllDisplays());
      chosen = found === undefined ? null : { id: found.id, name: found.name, displayId };
      return chosen !== null;
    },
    target: (native) => captureTarget(chosen, screen.getAllDisplays(), native),
    answerCapture(mayShow) {
      session.defaultSession.setDisplayMediaRequestHandler(
        (request, callback) => {
          const contents = request.frame ? contentsOf(request.frame) : null;
          if (chosen && mayShow(contents)) callback({ video: { id: chosen.id, name: chosen.name } });
          else refuseCapture(callback);
        },
        { useSystemPicker: false },
      );
    },
  };
}

/** Displays came, went, moved, turned, or changed their size or scale. */
export function onDisplaysChanged(changed: () => void): void {
  screen.on('display-added', changed);
  screen.on('display-removed', changed);
  screen.on('display-metrics-changed', changed);
}

function describeSource(capture: DesktopCapturerSource, key: string): ScreenSource {
  const kind = capture.id.startsWith('screen:') ? 'display' : 'window';
  const displays = screen.getAllDisplays();
  const display =
    kind === 'display'
      ? (displays.find((d) => String(d.id) === capture.display_id) ?? displays[0])
      : undefined;
  const thumbnail = capture.thumbnail.isEmpty() ? null : asDataUrl(capture.thumbnail);
  return {
    key,
    kind,
    name: kind === 'display' ? displayName(display?.id, displays) : capture.name.slice(0, 200) || 'Window',
    thumbnail: thumbnail !== null && thumbnail.length <= 600_000 ? thumbnail : null,
    width: display ? Math.round(display.size.width * display.scaleFactor) : null,
    height: display ? Math.round(display.size.height * display.scaleFactor) : null,
  };
}

function displayName(id: number | undefined, displays: readonly { id: number }[]): string {
  const index = displays.findIndex((display) => display.id === id);
  return `Screen ${index < 0 ? 1 : index + 1}`;
}

function contentsOf(frame: Electron.WebFrameMain): WebContents | null {
  return webContents.getAllWebContents().find((contents) => contents.mainFrame === frame) ?? null;
}

/** Electron takes an empty answer as "no"; some versions throw on it after having refused. */
function refuseCapture(callback: (streams: Electron.Streams) => void): void {
  try {
    callback({});
  } catch {
    // refused all the same
  }
}

/** JPEG rather than PNG: smaller, and main should not be busy while a session is being set up. */
function asDataUrl(thumbnail: NativeImage): string {
  return `data:image/jpeg;base64,${thumbnail.toJPEG(80).toString('base64')}`;
}
