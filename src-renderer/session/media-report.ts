import type { Bridge } from '../../src-shared/bridge/contract.ts';
import type { WindowMedia } from '../../src-shared/diagnostics/media-areas.ts';
import type { Scope } from '../../src-shared/scope.ts';

/** The part of `navigator.mediaDevices` that is looked at; none of it asks the person anything. */
export interface DeviceList {
  enumerateDevices(): Promise<readonly { readonly kind: string }[]>;
  addEventListener(type: 'devicechange', listener: () => void): void;
  removeEventListener(type: 'devicechange', listener: () => void): void;
}

/** Tells main how many microphones, cameras and speakers this window sees, now and whenever that changes. */
export function reportMedia(scope: Scope, bridge: Bridge, devices: DeviceList | undefined): void {
  if (devices === undefined) return; // an insecure page has none
  const report = () =>
    void devices.enumerateDevices().then(
      (list) => {
        if (!scope.closed) void bridge.request('diagnosis.media', countKinds(list));
      },
      () => undefined, // then nothing is known, and the rules say so
    );
  devices.addEventListener('devicechange', report);
  scope.add(() => devices.removeEventListener('devicechange', report));
  report();
}

/** Without a permission a browser shows one device of a kind for all, so more than none is what counts. */
export function countKinds(list: readonly { readonly kind: string }[]): WindowMedia {
  const count = (kind: string) => list.filter((device) => device.kind === kind).length;
  return { microphones: count('audioinput'), cameras: count('videoinput'), speakers: count('audiooutput') };
}
