import { z } from 'zod';
import {
  settingsSchema,
  type AppInfo,
  type Bridge,
  type RequestInput,
  type RequestName,
  type RequestOutput,
  type Settings,
} from '../../src-shared/bridge/contract.ts';
import { defaultSettings } from '../../src-shared/bridge/default-settings.ts';
import { createListeners } from '../../src-shared/listeners.ts';

/** The technician's console in a browser: there is no main, and only the technician's own requests exist. */
export interface WebBridgeOptions {
  readonly version: string;
  readonly relayOnly: boolean;
  /** Origin of the page: the broker that served it. */
  readonly origin: string;
  readonly userAgent: string;
  readonly storage: Pick<Storage, 'getItem' | 'setItem'>;
}

const KEY = 'alongside.settings';

export function createWebBridge(options: WebBridgeOptions): Bridge {
  const changed = createListeners<Settings>();
  const info: AppInfo = {
    role: 'technician',
    version: options.version,
    runtime: browserName(options.userAgent),
    testBuild: false,
    platform: 'other',
    server: options.origin.replace(/^http/, 'ws'),
    stopKey: null,
    relayOnly: options.relayOnly,
    trial: false,
    prefill: null,
  };
  const answer = (name: RequestName, input: unknown): unknown => {
    switch (name) {
      case 'app.info':
        return info;
      case 'settings.get':
        return readSettings(options.storage);
      case 'settings.set': {
        const changes = settingsSchema.partial().parse(input);
        const settings = settingsSchema.parse({ ...readSettings(options.storage), ...changes });
        writeSettings(options.storage, settings);
        changed.tell(settings);
        return settings;
      }
      default:
        throw new Error(`${name} does not exist in a browser`);
    }
  };
  return {
    kind: 'web',
    request: async <N extends RequestName>(name: N, input: RequestInput<N>) =>
      answer(name, input) as RequestOutput<N>,
    on(name, listener) {
      if (name !== 'settings.changed') return () => undefined; // main's other events have no source here
      return changed.on(listener as (settings: Settings) => void);
    },
    onCapturePort: () => () => undefined, // a browser is never the host
  };
}

const serverConfigSchema = z.object({ version: z.string().max(30), relayOnly: z.boolean() });

/** What the server says of itself to its console; null where it does not answer. */
export async function readServerConfig(
  get: (path: string) => Promise<Pick<Response, 'json'>>,
): Promise<Pick<WebBridgeOptions, 'version' | 'relayOnly'> | null> {
  try {
    const read = serverConfigSchema.safeParse(await (await get('/api/config')).json());
    return read.success ? read.data : null;
  } catch {
    return null;
  }
}

function readSettings(storage: WebBridgeOptions['storage']): Settings {
  try {
    const read = settingsSchema.partial().safeParse(JSON.parse(storage.getItem(KEY) ?? '{}'));
    return read.success ? settingsSchema.parse({ ...defaultSettings, ...read.data }) : defaultSettings;
  } catch {
    return defaultSettings; // blocked or spoilt: the defaults do
  }
}

function writeSettings(storage: WebBridgeOptions['storage'], settings: Settings): void {
  try {
    storage.setItem(KEY, JSON.stringify(settings));
  } catch {
    // a browser that keeps nothing: the settings last as long as the page
  }
}

function browserName(userAgent: string): string {
  const found = /(Firefox|Edg|Chrome|Version)\/(\d+)/.exec(userAgent);
  const names: Readonly<Record<string, string>> = { Edg: 'Edge', Version: 'Safari' };
  return found?.[1] === undefined ? 'Browser' : `${names[found[1]] ?? found[1]} ${found[2] ?? ''}`;
}
