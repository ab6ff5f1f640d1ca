import type { PictureSize, PictureSurface } from '../stores/picture.ts';

/** A video track as a picture. The element lives in here; nobody outside ever sees it. */
export interface TrackPicture extends PictureSurface {
  close(): void;
}

export function createTrackPicture(track: MediaStreamTrack): TrackPicture {
  const video = createVideo(track);
  const sizeListeners = new Set<(size: PictureSize) => void>();
  const frameListeners = new Set<(at: number) => void>();
  const size = () => (video.videoWidth > 0 ? { width: video.videoWidth, height: video.videoHeight } : null);
  const tellSize = () => {
    const now = size();
    if (now !== null) for (const listener of sizeListeners) listener(now);
  };
  let asked = 0;
  let newest: number | null = null;
  const onFrame = (at: number, { mediaTime }: VideoFrameCallbackMetadata) => {
    asked = video.requestVideoFrameCallback(onFrame);
    if (mediaTime === newest) return; // an old frame, drawn again because the element moved
    newest = mediaTime;
    for (const listener of frameListeners) listener(at);
  };
  asked = video.requestVideoFrameCallback(onFrame);
  video.addEventListener('resize', tellSize);

  return {
    size,
    onSize: (listener) => subscribe(sizeListeners, listener),
    onFrame: (listener) => subscribe(frameListeners, listener),
    mount(host) {
      host.append(video);
      play(video); // moving an element pauses it
      return () => {
        if (video.parentElement === host) video.remove();
      };
    },
    draw(context, width, height) {
      if (size() === null) return false;
      context.drawImage(video, 0, 0, width, height);
      return true;
    },
    close() {
      video.cancelVideoFrameCallback(asked);
      video.removeEventListener('resize', tellSize);
      video.remove();
      video.srcObject = null;
    },
  };
}

function createVideo(track: MediaStreamTrack): HTMLVideoElement {
  const video = document.createElement('video');
  video.muted = true; // or it would not start by itself
  video.autoplay = true;
  video.playsInline = true;
  video.disablePictureInPicture = true;
  video.tabIndex = -1;
  Object.assign(video.style, { display: 'block', width: '100%', height: '100%', objectFit: 'fill' });
  video.srcObject = new MediaStream([track]);
  play(video);
  return video;
}

function play(video: HTMLVideoElement): void {
  video.play().catch(() => undefined); // interrupted by a move or an end; autoplay starts it again
}

function subscribe<T>(listeners: Set<(value: T) => void>, listener: (value: T) => void): () => void {
  listeners.add(listener);
  return () => void listeners.delete(listener);
}
