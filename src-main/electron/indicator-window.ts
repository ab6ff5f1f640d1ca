import { join } from 'node:path';
import { BrowserWindow, screen, type Rectangle } from 'electron';
import type { HostSession } from '../../src-shared/session/host-session.ts';
import { WEB_PREFERENCES } from './app-windows.ts';
import { APP_ORIGIN } from './app-protocol.ts';
import type { IpcGate } from './ipc-gate.ts';

/**
 * The always-visible pill: who sees what, for how long, Stop. Its own window and renderer process, driven by main
 * alone, so it works when the host's window hangs. Put back on top each second, since another window may cover it.
 */
export interface Indicator {
  update(session: HostSession): void;
  close(): void;
}

const HEIGHT = 60;
const MARGIN_TOP = 18;
const REASSERT_MS = 1000;

export function createIndicator(folder: string, gate: IpcGate): Indicator {
  let window: BrowserWindow | null = null;
  let width = 0;
  let timer: ReturnType<typeof setInterval> | null = null;

  const open = (session: HostSession) => {
    width = widthFor(session);
    window = new BrowserWindow({
      ...place(width),
      show: false,
      frame: false,
      resizable: false,
      movable: true,
      minimizable: false,
      maximizable: false,
      fullscreenable: false,
      skipTaskbar: true,
      alwaysOnTop: true,
      hasShadow: true,
      title: 'Alongside: who sees this computer',
      backgroundColor: '#FFFFFF',
      webPreferences: { ...WEB_PREFERENCES, devTools: false, preload: join(folder, 'preload/indicator.cjs') },
    });
    gate.admit(window.webContents, 'indicator');
    window.setAlwaysOnTop(true, 'screen-saver');
    window.setVisibleOnAllWorkspaces(true, { visibleOnFullScreen: true });
    cut(window, width);
    window.once('closed', () => {
      window = null;
    });
    void window.loadURL(`${APP_ORIGIN}/indicator.html`);
  };
  const show = () => {
    if (!window || timer) return;
    window.showInactive();
    timer = setInterval(() => window?.moveTop(), REASSERT_MS);
  };
  const close = () => {
    if (timer) clearInterval(timer);
    timer = null;
    window?.destroy();
    window = null;
  };

  return {
    update(session) {
      if (session.phase === 'idle' || session.phase === 'ended') return close();
      // Made while the person reads out the code, so that it is there at once and its start slows nothing down.
      if (!window) open(session);
      if (session.phase === 'live') show();
      const next = widthFor(session);
      if (next === width) return;
      width = next;
      window?.setBounds(place(width));
      if (window) cut(window, width);
    },
    close,
  };
}

/** Fixed widths by state, so that the pill does not jump with every second of its timer. */
function widthFor(session: HostSession): number {
  const screenState = session.capabilities.screen;
  const what = screenState.state === 'off' ? '' : (screenState.what ?? '');
  const name = session.technician?.name ?? '';
  if (session.link === 'lost') return 600;
  return Math.min(900, 620 + Math.min(240, (what.length + name.length) * 7));
}

function place(width: number): Rectangle {
  const area = screen.getPrimaryDisplay().bounds;
  return { x: Math.round(area.x + (area.width - width) / 2), y: area.y + MARGIN_TOP, width, height: HEIGHT };
}

/**
 * Cuts the window to a pill where the system can (X11, Windows): a transparent window would be black without a
 * compositor. One rectangle a pixel row.
 */
function cut(window: BrowserWindow, width: number): void {
  const radius = HEIGHT / 2;
  const rows: Rectangle[] = [];
  for (let y = 0; y < HEIGHT; y += 1) {
    const dy = radius - (y + 0.5);
    const inset = Math.round(radius - Math.sqrt(radius * radius - dy * dy));
    rows.push({ x: inset, y, width: width - 2 * inset, height: 1 });
  }
  window.setShape(rows);
}
