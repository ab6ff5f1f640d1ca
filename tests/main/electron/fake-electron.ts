/** As much of Electron as the gate, the permissions and the screens use, without a runtime. */
export const ipcHandlers = new Map<string, (event: unknown, input: unknown) => Promise<unknown>>();
export const permission: {
  ask: ((contents: unknown, name: string, answer: (yes: boolean) => void, details: object) => void) | null;
  check: ((contents: unknown, name: string, origin: string, details: object) => boolean) | null;
} = { ask: null, check: null };
type CaptureAnswer = (streams: { readonly video?: { readonly id: string } }) => void;
export const display: {
  ask: ((request: { readonly frame: unknown }, answer: CaptureAnswer) => void) | null;
} = {
  ask: null,
};
export const sources: { id: string; name: string; display_id: string }[] = [];

export const fakeElectron = {
  ipcMain: {
    handle: (name: string, handler: (event: unknown, input: unknown) => Promise<unknown>) =>
      void ipcHandlers.set(name, handler),
  },
  app: { on: () => undefined },
  session: {
    defaultSession: {
      setPermissionRequestHandler: (handler: typeof permission.ask) => void (permission.ask = handler),
      setPermissionCheckHandler: (handler: typeof permission.check) => void (permission.check = handler),
      setDevicePermissionHandler: () => undefined,
      setDisplayMediaRequestHandler: (handler: typeof display.ask) => void (display.ask = handler),
    },
  },
  protocol: {},
  screen: {
    getAllDisplays: () => [{ id: 1, size: { width: 1280, height: 720 }, scaleFactor: 1 }],
  },
  webContents: { getAllWebContents: () => [] },
  desktopCapturer: {
    getSources: async () => sources.map((source) => ({ ...source, thumbnail: { isEmpty: () => true } })),
  },
};
