import { contextBridge, ipcRenderer } from 'electron';

/** The indicator's door: what it shows, and pause, take back, stop. */
const requests: ReadonlySet<string> = new Set([
  'app.info',
  'settings.get',
  'session.get',
  'session.pause',
  'session.resume',
  'session.takeBack',
  'session.end',
]);
const events: ReadonlySet<string> = new Set(['session.changed', 'settings.changed']);

contextBridge.exposeInMainWorld('alongsideIndicator', {
  request(name: string, input: unknown): Promise<unknown> {
    if (!requests.has(name)) return Promise.reject(new Error('no such request'));
    return ipcRenderer.invoke(`alongside:${name}`, input);
  },
  on(name: string, listener: (payload: unknown) => void): () => void {
    if (!events.has(name)) throw new Error('no such event');
    const heard = (_event: unknown, payload: unknown) => listener(payload);
    ipcRenderer.on(`alongside:${name}`, heard);
    return () => ipcRenderer.removeListener(`alongside:${name}`, heard);
  },
});
