import { join } from 'node:path';
import { BrowserWindow, type Rectangle } from 'electron';
import type { WindowRole } from '../../src-shared/bridge/contract.ts';
import { APP_ORIGIN } from './app-protocol.ts';
import type { IpcGate } from './ipc-gate.ts';

/** Constants, never spread from configuration. // TM-8 */
export const WEB_PREFERENCES = {
  sandbox: true,
  contextIsolation: true,
  nodeIntegration: false,
  nodeIntegrationInWorker: false,
  webSecurity: true,
  webviewTag: false,
  navigateOnDragDrop: false,
  spellcheck: false,
  // A hidden or covered window must go on sending what the person allowed, and stop when told.
  backgroundThrottling: false,
} as const;

export interface AppWindowOptions {
  readonly role: Extract<WindowRole, 'host' | 'technician'>;
  readonly folder: string;
  readonly bounds: Partial<Rectangle>;
  readonly show: boolean;
  readonly devTools: boolean;
  readonly dark: boolean;
}

export const LEAST_SIZE = { width: 1024, height: 700 } as const;

export function openAppWindow(options: AppWindowOptions, gate: IpcGate): BrowserWindow {
  const window = new BrowserWindow({
    ...LEAST_SIZE,
    ...options.bounds,
    minWidth: 480,
    minHeight: 400,
    useContentSize: true,
    show: false,
    autoHideMenuBar: true,
    title: options.role === 'host' ? 'Alongside' : 'Alongside, technician',
    backgroundColor: options.dark ? '#14181A' : '#F6F5F2',
    webPreferences: {
      ...WEB_PREFERENCES,
      devTools: options.devTools,
      preload: join(options.folder, 'preload/app.cjs'),
    },
  });
  window.removeMenu();
  window.on('page-title-updated', (event) => event.preventDefault()); // ours says which of the two it is
  gate.admit(window.webContents, options.role);
  if (options.show) window.once('ready-to-show', () => window.show());
  void window.loadURL(`${APP_ORIGIN}/index.html?role=${options.role}`);
  return window;
}
