import { app, session, type WebContents } from 'electron';
import type { Log } from '../services/log.ts';
import { APP_ORIGIN } from './app-protocol.ts';

/**
 * What no window of ours may ever do (docs/threat-model.md, TM-8): leave our origin, open another window, embed a
 * webview, or get a permission it has no use for. Installed once, for every contents that will ever exist.
 */
export function hardenApp(log: Log): void {
  app.on('web-contents-created', (_event, contents) => hardenContents(contents, log));
}

/**
 * `mayCapture` is main's consent at this very moment; the display-capture permission follows it. `mayOpen` is asked for
 * a camera ("video") or a microphone ("audio"): only for a test that the person began.
 */
export function hardenSession(
  mayCapture: (contents: WebContents | null) => boolean,
  mayOpen: (contents: WebContents | null, devices: readonly string[]) => boolean,
): void {
  const allowed = (
    contents: WebContents | null,
    permission: string,
    origin: string,
    devices: readonly string[],
  ): boolean => {
    if (origin !== APP_ORIGIN && !origin.startsWith(`${APP_ORIGIN}/`)) return false;
    if (permission === 'clipboard-sanitized-write' || permission === 'fullscreen') return true;
    if (permission === 'media' && devices.length > 0) return mayOpen(contents, devices);
    // Older runtimes ask for the screen as 'media' without a device.
    return (permission === 'display-capture' || permission === 'media') && mayCapture(contents);
  };
  const ses = session.defaultSession;
  ses.setPermissionRequestHandler((contents, permission, callback, details) =>
    callback(allowed(contents, permission, details.requestingUrl, devicesOf(details))),
  );
  ses.setPermissionCheckHandler((contents, permission, origin, details) =>
    allowed(contents, permission, origin, devicesOf(details)),
  );
  ses.setDevicePermissionHandler(() => false);
}

/** Which of camera and microphone a media question is about; the runtime asks in two forms. */
function devicesOf(details: object): readonly string[] {
  const types: unknown[] =
    'mediaTypes' in details && Array.isArray(details.mediaTypes) ? details.mediaTypes : [];
  const type = 'mediaType' in details ? details.mediaType : undefined;
  return [...types, ...(type === 'audio' || type === 'video' ? [type] : [])].map(String);
}

function hardenContents(contents: WebContents, log: Log): void {
  const deny = (what: string) => (event: { preventDefault(): void }, url?: unknown) => {
    if (typeof url === 'string' && url.startsWith(`${APP_ORIGIN}/`)) return;
    log.warn('navigation.denied', { what });
    event.preventDefault();
  };
  contents.on('will-navigate', deny('navigate'));
  contents.on('will-redirect', deny('redirect'));
  contents.on('will-attach-webview', deny('webview'));
  contents.setWindowOpenHandler(() => {
    log.warn('navigation.denied', { what: 'window' });
    return { action: 'deny' };
  });
}
