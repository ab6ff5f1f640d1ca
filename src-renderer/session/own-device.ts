import type { DeviceTrial, TestedDevice } from '../../src-shared/diagnostics/media-areas.ts';
import { err, ok, type Result } from '../../src-shared/result.ts';
import type { OwnPicture } from '../stores/device-test.ts';

/** A microphone or camera of this computer, opened for a test. What it hears or sees stays in this window. */
export interface OwnDevice {
  /** How loud it is now, dBFS; null for a camera. */
  loudness(): number | null;
  /** How bright the picture is now, 0 to 1; null before there is one, and for a microphone. */
  brightness(): number | null;
  readonly picture: OwnPicture | null;
  /** Lets the device go: its light goes out. */
  close(): void;
}

/** Why a device did not open. */
export type DeviceRefusal = Exclude<DeviceTrial, 'works'>;
export type OpenDevice = (device: TestedDevice) => Promise<Result<OwnDevice, DeviceRefusal>>;

/** Raw sound, because what a program for calls would make louder is to be seen as it is; a picture that is enough to look at. */
const constraints: Readonly<Record<TestedDevice, MediaStreamConstraints>> = {
  microphone: { audio: { echoCancellation: false, noiseSuppression: false, autoGainControl: false } },
  camera: { video: { width: { ideal: 640 }, height: { ideal: 360 } } },
};

export function createOpenDevice(devices: Pick<MediaDevices, 'getUserMedia'>): OpenDevice {
  return async (device) => {
    try {
      const stream = await devices.getUserMedia(constraints[device]);
      return ok(device === 'microphone' ? microphoneOf(stream) : cameraOf(stream));
    } catch (error) {
      return err(refusalOf(error instanceof Error ? error.name : ''));
    }
  };
}

/** By the names of the Media Capture specification; the system's own no and main's are the same to a page. */
export function refusalOf(name: string): DeviceRefusal {
  switch (name) {
    case 'NotFoundError':
    case 'OverconstrainedError':
      return 'none';
    case 'NotAllowedError':
    case 'SecurityError':
      return 'blocked';
    default:
      return 'taken'; // NotReadableError, AbortError: it is there and does not open
  }
}

/** Samples of one look: 170 ms at 48 kHz, more than passes between two looks. */
const WINDOW = 8192;
/** Nothing at all has no logarithm; no device is this quiet. */
const QUIETEST_DB = -120;

function microphoneOf(stream: MediaStream): OwnDevice {
  const context = new AudioContext();
  const analyser = new AnalyserNode(context, { fftSize: WINDOW });
  context.createMediaStreamSource(stream).connect(analyser); // and on to no loudspeaker
  const samples = new Float32Array(WINDOW);
  return {
    loudness() {
      analyser.getFloatTimeDomainData(samples);
      return decibels(samples);
    },
    brightness: () => null,
    picture: null,
    close() {
      stop(stream);
      void context.close();
    },
  };
}

/** Root mean square against full scale, in dBFS. */
export function decibels(samples: Float32Array): number {
  const square = samples.reduce((sum, sample) => sum + sample * sample, 0) / Math.max(1, samples.length);
  return square === 0 ? QUIETEST_DB : Math.max(QUIETEST_DB, 10 * Math.log10(square));
}

/** The picture is looked at this small: enough to tell dark from light. */
const LOOK = { width: 16, height: 9 } as const;

function cameraOf(stream: MediaStream): OwnDevice {
  const video = document.createElement('video');
  video.muted = true;
  video.playsInline = true;
  video.srcObject = stream;
  void video.play().catch(() => undefined); // it is tried again when it is put into the window
  const canvas = Object.assign(document.createElement('canvas'), LOOK);
  const context = canvas.getContext('2d', { willReadFrequently: true });
  return {
    loudness: () => null,
    brightness() {
      if (context === null || video.readyState < HTMLMediaElement.HAVE_CURRENT_DATA) return null;
      context.drawImage(video, 0, 0, LOOK.width, LOOK.height);
      return lightness(context.getImageData(0, 0, LOOK.width, LOOK.height).data);
    },
    picture: {
      mount(host) {
        host.append(video);
        void video.play().catch(() => undefined);
        return () => video.remove();
      },
    },
    close() {
      stop(stream);
      video.srcObject = null;
    },
  };
}

/** Mean of red, green and blue, 0 to 1. */
export function lightness(pixels: Uint8ClampedArray): number {
  const sum = pixels.reduce((all, value, i) => (i % 4 === 3 ? all : all + value), 0);
  return pixels.length === 0 ? 0 : sum / (pixels.length * 0.75) / 255;
}

function stop(stream: MediaStream): void {
  for (const track of stream.getTracks()) track.stop();
}
