import { createListeners } from '../../../src-shared/listeners.ts';
import { decodeViewerPicture, type ViewerPictureMessage } from '../../../src-shared/tiles/wire.ts';
import { createTrackPicture } from '../../../src-renderer/peer/track-picture.ts';
import { systemClock } from '../../../src-renderer/session/system-clock.ts';
import { createDeskPicture } from '../../../src-renderer/viewer/desk-picture.ts';
import { openWorker } from '../../../src-renderer/workers/open-worker.ts';
import type { ViewerRig } from './viewer-window.ts';

/* The viewer as the desk has it, with a channel that the test speaks into and a track that the test paints. */
const pieces = createListeners<Uint8Array>();
const said: ViewerPictureMessage[] = [];
const workers: Worker[] = [];
const source = Object.assign(document.createElement('canvas'), { width: 640, height: 360 });
const paint = source.getContext('2d');
const [track] = source.captureStream(0).getVideoTracks();
const stage = document.querySelector<HTMLElement>('#stage');
if (track === undefined || stage === null || paint === null) throw new Error('no track, no place');

const picture = createDeskPicture({
  clock: systemClock,
  track: createTrackPicture(track),
  channel: {
    open: true,
    onOpen: () => () => undefined,
    onPiece: pieces.on,
    send(piece) {
      const message = decodeViewerPicture(piece);
      if (message.ok) said.push(message.value);
      return message.ok;
    },
  },
  openWorker() {
    const worker = openWorker('tile');
    workers.push(worker);
    return worker;
  },
});
let unmount = picture.mount(stage);
picture.allow(true);
let frames = 0;
picture.onFrame(() => void (frames += 1));

const small = Object.assign(document.createElement('canvas'), { width: 9, height: 9 });
const smallContext = small.getContext('2d', { willReadFrequently: true });
const watched: string[] = [];
const watch = () => {
  requestAnimationFrame(watch);
  if (smallContext === null || !picture.draw(smallContext, 9, 9)) return void watched.push('nothing');
  const [red, green, blue] = smallContext.getImageData(4, 4, 1, 1).data;
  watched.push(`${red},${green},${blue}`);
};
watch();

function screenshot(): string | null {
  const size = picture.size();
  if (size === null) return null;
  const canvas = Object.assign(document.createElement('canvas'), size);
  const context = canvas.getContext('2d');
  if (context === null || !picture.draw(context, size.width, size.height)) return null;
  return canvas.toDataURL('image/png').slice('data:image/png;base64,'.length);
}

const viewer: ViewerRig = {
  feed(messages) {
    for (const text of messages) pieces.tell(Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0)));
  },
  said: () => said,
  forget() {
    said.splice(0);
    watched.splice(0);
  },
  shown: () => picture.shown,
  way: () => picture.way,
  size: () => picture.size(),
  frames: () => frames,
  screenshot,
  allow: picture.allow,
  place: (width, height) => void Object.assign(stage.style, { width: `${width}px`, height: `${height}px` }),
  track(colour) {
    paint.fillStyle = colour;
    paint.fillRect(0, 0, source.width, source.height);
    if ('requestFrame' in track && typeof track.requestFrame === 'function') track.requestFrame();
  },
  workers: () => workers.length,
  killWorker: () => workers.at(-1)?.terminate(),
  remount() {
    unmount();
    unmount = picture.mount(stage);
  },
  watched: () => watched.splice(0),
};
Object.assign(window, { viewer });
