import type { DeviceTrial, TestedDevice } from '../../src-shared/diagnostics/media-areas.ts';

/** The camera's own picture, to be put into the window and nowhere else. */
export interface OwnPicture {
  /** Shows it inside `host`; returns the undo. */
  mount(host: HTMLElement): () => void;
}

/**
 * How a test ended. `silent`, `dark`: it was open and there was nothing to hear or see. `stopped`: by the person, before
 * there was an answer. `refused`: not while a session is on.
 */
export type DeviceVerdict = DeviceTrial | 'silent' | 'dark' | 'stopped' | 'refused';

/** A test of the microphone or the camera that the person began. */
export type DeviceTest =
  /** Being opened; the system may ask the person. */
  | { readonly state: 'opening' }
  | {
      readonly state: 'running';
      /** Loudness for the meter, 0 to 1. */
      readonly level: number;
      /** How far it is, 0 to 1. */
      readonly share: number;
      readonly picture: OwnPicture | null;
    }
  | { readonly state: 'done'; readonly verdict: DeviceVerdict };

/** The newest test of each device; null before the first. */
export type DeviceTests = Readonly<Record<TestedDevice, DeviceTest | null>>;
export const noDeviceTests: DeviceTests = { microphone: null, camera: null };
