import { BrowserWindow, session } from 'electron';
import { WEB_PREFERENCES } from './app-windows.ts';

const PAGE = 'report://page/';

/**
 * Prints one page of ours that loads nothing: in a window that is never shown, without scripts, in a session of its own
 * that lives in memory and reaches nothing but this page.
 */
export async function printPdf(html: string): Promise<Uint8Array> {
  const own = session.fromPartition(`print-${(prints += 1)}`);
  own.protocol.handle('report', () => {
    return new Response(html, { headers: { 'content-type': 'text/html; charset=utf-8' } });
  });
  own.webRequest.onBeforeRequest((request, answer) => answer({ cancel: request.url !== PAGE }));
  const window = new BrowserWindow({
    show: false,
    webPreferences: { ...WEB_PREFERENCES, session: own, javascript: false },
  });
  try {
    await window.loadURL(PAGE);
    return await window.webContents.printToPDF({
      printBackground: true,
      preferCSSPageSize: true,
      pageSize: 'A4',
    });
  } finally {
    window.destroy();
  }
}
let prints = 0;
