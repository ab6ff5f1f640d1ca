import type { Bridge } from '../../src-shared/bridge/contract.ts';
import type { Clock } from '../../src-shared/clock.ts';
import type { TestedDevice, WindowMedia } from '../../src-shared/diagnostics/media-areas.ts';
import { defaultLimits } from '../../src-shared/findings/limits.ts';
import type { Scope } from '../../src-shared/scope.ts';
import type { DeviceTest, DeviceVerdict } from '../stores/device-test.ts';
import type { HostStore } from '../stores/host-store.ts';
import type { OpenDevice, OwnDevice } from './own-device.ts';

/** How long a test goes on, ms; AUD-04 wants at least five seconds of silence before it speaks. */
const LENGTH_MS: Readonly<Record<TestedDevice, number>> = { microphone: 7000, camera: 10_000 };
const LOOK_EVERY_MS = 100;
/** A picture below this is black: a cover, or a lens against the lid. */
const DARK_UNDER = 0.02;
const SILENT_UNDER_DB = defaultLimits['AUD-04'].levels[0]?.limit ?? -60;

export interface DeviceTesterPorts {
  readonly bridge: Bridge;
  readonly clock: Clock;
  readonly store: HostStore;
  readonly open: OpenDevice;
}

/** Tests the microphone or the camera, one at a time, only when the person asks; main is told numbers and an outcome. */
export interface DeviceTester {
  begin(device: TestedDevice): void;
  /** By the person: what is known by then counts. */
  stop(): void;
  /** The screen goes, or a session begins: nothing counts, and the device is let go. */
  leave(): void;
}

interface Running {
  readonly scope: Scope;
  readonly device: TestedDevice;
  finish(byPerson: boolean): void;
}

/** What was heard or seen so far. */
interface Seen {
  loudest: number;
  brightest: number | null;
  readonly since: number;
}

export function createDeviceTester(scope: Scope, ports: DeviceTesterPorts): DeviceTester {
  const { bridge, clock, store, open } = ports;
  let running: Running | null = null;
  const show = (device: TestedDevice, test: DeviceTest | null) =>
    store.setState(({ deviceTests }) => ({ deviceTests: { ...deviceTests, [device]: test } }));
  const over = (device: TestedDevice, verdict: DeviceVerdict, media: WindowMedia | null) => {
    const ending = running;
    running = null;
    ending?.scope.close();
    show(device, { state: 'done', verdict });
    if (media !== null) void bridge.request('diagnosis.media', media);
  };
  const leave = () => {
    if (running === null) return;
    const { device, scope: own } = running;
    running = null;
    own.close();
    show(device, null);
  };
  const watch = (device: TestedDevice, own: Scope, opened: OwnDevice): Running => {
    const seen: Seen = { loudest: -Infinity, brightest: null, since: clock.now() };
    const finish = (byPerson: boolean) => {
      const lasted = Math.round(clock.now() - seen.since);
      over(device, verdictOf(device, seen, byPerson), answerOf(device, seen, lasted));
    };
    const look = () => {
      const loudness = opened.loudness();
      seen.loudest = Math.max(seen.loudest, loudness ?? -Infinity);
      const brightness = opened.brightness();
      if (brightness !== null) seen.brightest = Math.max(seen.brightest ?? 0, brightness);
      const share = Math.min(1, (clock.now() - seen.since) / LENGTH_MS[device]);
      if (share === 1) finish(false);
      else show(device, { state: 'running', level: meterOf(loudness), share, picture: opened.picture });
    };
    own.add(() => opened.close());
    own.add(clock.every(LOOK_EVERY_MS, look));
    show(device, { state: 'running', level: 0, share: 0, picture: opened.picture });
    return { scope: own, device, finish };
  };
  const begin = async (device: TestedDevice) => {
    leave();
    const own = scope.child();
    running = { scope: own, device, finish: () => over(device, 'stopped', null) };
    show(device, { state: 'opening' });
    const allowed = await bridge.request('deviceTest.begin', { device });
    if (own.closed) return;
    if (!allowed.ok) return over(device, 'refused', null);
    const opened = await open(device);
    void bridge.request('deviceTest.end', undefined);
    if (own.closed) {
      if (opened.ok) opened.value.close();
    } else if (opened.ok) running = watch(device, own, opened.value);
    else over(device, opened.error, trialOf(device, opened.error));
  };
  scope.add(leave);
  return { begin: (device) => void begin(device), stop: () => running?.finish(true), leave };
}

/** -60 dBFS is nothing, 0 dBFS everything. */
function meterOf(loudness: number | null): number {
  return loudness === null ? 0 : Math.min(1, Math.max(0, 1 + loudness / 60));
}

function verdictOf(device: TestedDevice, { loudest, brightest }: Seen, byPerson: boolean): DeviceVerdict {
  if (device === 'microphone') {
    if (loudest >= SILENT_UNDER_DB) return 'works';
    return byPerson ? 'stopped' : 'silent';
  }
  if (brightest !== null) return brightest < DARK_UNDER ? 'dark' : 'works';
  return byPerson ? 'stopped' : 'taken'; // open, and not one picture came
}

/** What main hears of a test that ran; null when it tells nothing. */
function answerOf(device: TestedDevice, seen: Seen, lasted: number): WindowMedia | null {
  if (device === 'microphone')
    return Number.isFinite(seen.loudest)
      ? {
          microphoneTrial: 'works',
          microphoneDb: Math.round(seen.loudest * 10) / 10,
          microphoneTestMs: lasted,
        }
      : null;
  if (seen.brightest !== null) return trialOf(device, 'works');
  return lasted >= LENGTH_MS.camera ? trialOf(device, 'taken') : null;
}

/** A device that did not open leaves no older level standing. */
function trialOf(device: TestedDevice, trial: NonNullable<WindowMedia['cameraTrial']>): WindowMedia {
  return device === 'microphone'
    ? { microphoneTrial: trial, microphoneDb: null, microphoneTestMs: null }
    : { cameraTrial: trial, cameraBusy: trial === 'works' ? false : trial === 'taken' ? true : null };
}
