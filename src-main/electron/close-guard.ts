import { dialog, type BrowserWindow } from 'electron';

/**
 * Closing the host's window during a session asks first. The question is drawn by the window itself; when the window
 * does not even take the question (it hangs), the system's own dialog asks instead.
 */
export interface CloseGuard {
  /** The person's answer from the window. */
  answer(close: boolean): void;
  /** The window took the question and shows it. */
  heard(): void;
}

const HEAR_LIMIT_MS = 2000;

export function guardClose(
  window: BrowserWindow,
  ports: { isOn: () => boolean; ask: () => void; end: () => Promise<void> },
): CloseGuard {
  let waiting: ReturnType<typeof setTimeout> | null = null;
  const stopWaiting = () => {
    if (waiting) clearTimeout(waiting);
    waiting = null;
  };
  const endAndClose = async () => {
    stopWaiting();
    await ports.end();
    if (!window.isDestroyed()) window.destroy();
  };

  window.on('close', (event) => {
    if (!ports.isOn()) return;
    event.preventDefault();
    if (waiting) return;
    ports.ask();
    waiting = setTimeout(() => void askBySystem(window, endAndClose), HEAR_LIMIT_MS);
  });
  window.on('closed', stopWaiting);

  return {
    heard: stopWaiting,
    answer(close) {
      stopWaiting();
      if (close) void endAndClose();
    },
  };
}

async function askBySystem(window: BrowserWindow, endAndClose: () => Promise<void>): Promise<void> {
  const { response } = await dialog.showMessageBox(window, {
    type: 'warning',
    message: 'Stop the session and close?',
    detail: 'Nobody will see your screen any more.',
    buttons: ['Keep going', 'Stop and close'],
    defaultId: 0,
    cancelId: 0,
  });
  if (response === 1) await endAndClose();
}
