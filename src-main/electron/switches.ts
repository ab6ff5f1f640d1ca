import { app } from 'electron';
import type { Log } from '../services/log.ts';

/** Chromium switches of every build; the figures behind them stand in docs/decisions/004-picture-track.md. */
export function setSwitches({ fastPicture }: { readonly fastPicture: boolean }): void {
  // The host tells every viewer to show a frame at once instead of smoothing: 3 ms instead of 79 ms of waiting.
  app.commandLine.appendSwitch('force-fieldtrials', 'WebRTC-ForceSendPlayoutDelay/min_ms:0,max_ms:0/');
  app.commandLine.appendSwitch('disable-renderer-backgrounding');
  app.commandLine.appendSwitch('disable-background-timer-throttling');
  // A change is shown some 10 ms sooner when it need not wait for the next of 60 ticks. Never together with
  // app.disableHardwareAcceleration(): the window would stay empty.
  if (fastPicture) app.commandLine.appendSwitch('disable-frame-rate-limit');
}

/** Switches that would open a released app to whoever starts it. Root has to run unsandboxed. // TM-9 */
const refused = [
  'remote-debugging-port',
  'remote-debugging-pipe',
  'js-flags',
  'load-extension',
  'inspect',
  'inspect-brk',
  'inspect-port',
  'disable-web-security',
  'ignore-certificate-errors',
  'ignore-certificate-errors-spki-list',
  'allow-running-insecure-content',
  'auto-select-desktop-capture-source',
  'use-fake-ui-for-media-stream',
  'gpu-launcher',
  'renderer-cmd-prefix',
  'utility-cmd-prefix',
  'ppapi-plugin-launcher',
  'disable-gpu-sandbox',
];

/** Answers whether the app is about to end because of one. */
export function refuseUnsafeSwitches(released: boolean, log: Log): boolean {
  if (!released) return false;
  const root = typeof process.getuid === 'function' && process.getuid() === 0;
  const found = [...refused, ...(root ? [] : ['no-sandbox'])].filter((name) =>
    app.commandLine.hasSwitch(name),
  );
  if (found.length === 0) return false;
  log.error('switch.refused', { found });
  process.stderr.write(
    `Alongside does not start with --${found[0] ?? ''}: it would weaken the protection of this app.\n`,
  );
  app.exit(2);
  return true;
}
