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

/** `mayCapture` is main's consent at this very moment; the display-capture permission follows it. */
export function hardenSession(mayCapture: (contents: WebContents | null) => boolean): void {
  const allowed = (
    contents: WebContents | null,
    permission: string,
    origin: string,
    devices: boolean,
  ): boolean => {
    if (origin !== APP_ORIGIN && !origin.startsWith(`${APP_ORIGIN}/`)) return false;
    if (permission === 'clipboard-sanitized-write' || permission === 'fullscreen') return true;
    // Older runtimes ask for the screen as 'media' without a device; with one it is the camera or the microphone.
    return (permission === 'display-capture' || (permission === 'media' && !devices)) && mayCapture(contents);
  };
  const ses = session.defaultSession;
  ses.setPermissionRequestHandler((contents, permission, callback, details) =>
    callback(allowed(contents, permission, details.requestingUrl, namesDevice(details))),
  );
  ses.setPermissionCheckHandler((contents, permission, origin, details) =>
    allowed(contents, permission, origin, namesDevice(details)),
  );
  ses.setDevicePermissionHandler(() => false);
}

/** Whether a media question is about a camera or a microphone. */
function namesDevice(details: object): boolean {
  const types = 'mediaTypes' in details && Array.isArray(details.mediaTypes) ? details.mediaTypes : [];
  const type = 'mediaType' in details ? details.mediaType : undefined;
  return types.length > 0 || type === 'audio' || type === 'video';
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
