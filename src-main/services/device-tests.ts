import type { Clock } from '../../src-shared/clock.ts';
import type { TestedDevice } from '../../src-shared/diagnostics/media-areas.ts';
import { appError } from '../../src-shared/errors.ts';
import { err, ok, type Result } from '../../src-shared/result.ts';

/** Long enough to open a device, also where the system asks the person first and they read before they press, ms. */
const OPEN_WITHIN_MS = 60_000;

export interface DeviceTestPorts {
  readonly clock: Clock;
  /** No session is on: a test can reach nobody, because there is nobody. */
  readonly mayTest: () => boolean;
}

/**
 * Which microphone or camera the host's window may open at this moment: one, for a test that the person began on the
 * check screen. At all other times the permission is refused. // TM-8
 */
export interface DeviceTests {
  /** SESSION_STATE while a session is on. */
  begin(device: TestedDevice): Result<null>;
  end(): void;
  /** True when the question is about the device under test and nothing else. */
  mayOpen(devices: readonly string[]): boolean;
}

const namesOf: Readonly<Record<TestedDevice, string>> = { microphone: 'audio', camera: 'video' };

export function createDeviceTests({ clock, mayTest }: DeviceTestPorts): DeviceTests {
  let under: TestedDevice | null = null;
  let cancel = () => {};
  const end = () => {
    cancel();
    under = null;
  };
  return {
    begin(device) {
      end();
      if (!mayTest()) return err(appError('SESSION_STATE', 'a session is on'));
      under = device;
      cancel = clock.after(OPEN_WITHIN_MS, end);
      return ok(null);
    },
    end,
    mayOpen(devices) {
      const device = under;
      if (device === null || devices.length === 0 || !mayTest()) return false;
      return devices.every((name) => name === namesOf[device]);
    },
  };
}
