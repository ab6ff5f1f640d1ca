import { z } from 'zod';
import { choice, count, figure, flag, name, percent } from './field-types.ts';

export const bluetoothSchema = z.strictObject({
  adapters: z
    .array(
      z.strictObject({
        name,
        /** Switched on; false also where a switch or the flight mode blocks it. */
        powered: flag,
      }),
    )
    .max(16),
  devices: z
    .array(
      z.strictObject({
        name,
        /** "audio-headset", "input-mouse" … as the system calls it. */
        kind: name,
        connected: flag,
        /** BT-01. */
        batteryPercent: percent,
      }),
    )
    .max(64),
});

export const camerasSchema = z.strictObject({
  cameras: z.array(z.strictObject({ name })).max(32),
});

/** What the person can try on the check screen. */
export const testedDeviceSchema = z.enum(['microphone', 'camera']);
export type TestedDevice = z.infer<typeof testedDeviceSchema>;

/** How such a try went: it opened; it is there and another program has it or it does not start; the system said no; there is none. */
const trials = ['works', 'taken', 'blocked', 'none'] as const;
export type DeviceTrial = (typeof trials)[number];
const trial = choice(trials);

const access = choice(['granted', 'denied', 'not-asked']);

/**
 * What sharing and calls need. The collector knows the portal; permissions come from the app's main process; the
 * rest only a window can tell (diagnosis.media). Null: nobody could tell, or nobody has tried.
 */
export const mediaSchema = z.strictObject({
  /** DSP-06, Wayland: a portal that hands out pictures of the screen answers. */
  screenCastPortal: flag,
  /** DSP-07, macOS. */
  screenAccess: access,
  /** AUD-02, Windows and macOS: what the system lets this app do. */
  microphoneAccess: access,
  cameraAccess: access,
  /** As enumerateDevices() lists them; without a permission a browser shows one of a kind for all. */
  microphones: count,
  cameras: count,
  speakers: count,
  /** CAM-01: tried with the person's knowledge, and somebody else has it. */
  cameraBusy: flag,
  /** AUD-04: loudest level of a test that the person began, dBFS, and how long it went. */
  microphoneDb: figure(-200, 20),
  microphoneTestMs: count,
  /** AUD-04, CAM-01: how the person's newest try went; why there is no level, or no answer about the camera. */
  microphoneTrial: trial,
  cameraTrial: trial,
});

/** What the host's window may report of itself (the bridge's `diagnosis.media`): numbers and yes or no, no names. */
export const windowMediaSchema = mediaSchema
  .pick({
    microphones: true,
    cameras: true,
    speakers: true,
    cameraBusy: true,
    microphoneDb: true,
    microphoneTestMs: true,
    microphoneTrial: true,
    cameraTrial: true,
  })
  .partial();
export type WindowMedia = z.infer<typeof windowMediaSchema>;
