import { contextBridge, ipcRenderer } from 'electron';
import { CAPTURE_PORT_CHANNEL, eventNames, requestNames } from '../../src-shared/bridge/names.ts';

/**
 * The window's only door to main: named requests and events of the contract, nothing else. Listeners get the payload,
 * never Electron's event; what comes back is plain data. The IPC gate in main checks sender, role and schema.
 */
const requests: ReadonlySet<string> = new Set(requestNames);
const events: ReadonlySet<string> = new Set(eventNames);

contextBridge.exposeInMainWorld('alongside', {
  kind: 'electron',
  sandboxed: process.sandboxed === true,
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

/** As much of the page as this script needs; it is compiled without the DOM's types. */
declare const window: {
  readonly location: { readonly origin: string };
  postMessage(message: unknown, origin: string, ports: readonly unknown[]): void;
};

// The bridge above can't hand on a port, so it goes as a message of the page to itself, and to no other origin.
ipcRenderer.on(CAPTURE_PORT_CHANNEL, (event) => {
  window.postMessage(CAPTURE_PORT_CHANNEL, window.location.origin, event.ports);
});
