import { describe, expect, test } from 'vitest';
import { createElectronBridge } from '../../../src-renderer/bridge/electron-bridge.ts';
import { CAPTURE_PORT_CHANNEL } from '../../../src-shared/bridge/names.ts';
import { createWebBridge, readServerConfig } from '../../../src-renderer/bridge/web-bridge.ts';

describe('the bridge to main', () => {
  test('what main answers is decoded: an answer of another shape never reaches a screen', async () => {
    const bridge = createElectronBridge(
      {
        kind: 'electron',
        request: async () => ({ technicianName: 'Dana', textSize: 99, theme: 'dark' }),
        on: () => () => undefined,
      },
      window,
    );
    await expect(bridge.request('settings.get', undefined)).rejects.toThrow();
  });

  test('an event of another shape is not heard', () => {
    let tell: (payload: unknown) => void = () => undefined;
    const bridge = createElectronBridge(
      {
        kind: 'electron',
        request: async () => undefined,
        on: (_name, listener) => {
          tell = listener;
          return () => undefined;
        },
      },
      window,
    );
    const heard: unknown[] = [];
    bridge.on('link.prefill', (payload) => heard.push(payload));
    tell({ code: '482177305926' });
    tell({ code: 'x' });
    expect(heard).toEqual([{ code: '482177305926' }]);
  });
});

describe('the port to the capture process', () => {
  const heardFrom = (event: Partial<MessageEventInit<unknown>>, ports = 1) => {
    const heard: unknown[] = [];
    const channels = Array.from({ length: ports }, () => new MessageChannel());
    let tell: (event: MessageEvent<unknown>) => void = () => undefined;
    const page = { addEventListener: (_type: 'message', listener: typeof tell) => void (tell = listener) };
    const bridge = createElectronBridge(
      { kind: 'electron', request: async () => undefined, on: () => () => undefined },
      page,
    );
    bridge.onCapturePort((port) => heard.push(port));
    const source = 'source' in event ? event.source : page;
    tell({ data: event.data, source, ports: channels.map(({ port1 }) => port1) } as never);
    for (const { port1, port2 } of channels) [port1, port2].forEach((port) => port.close());
    return heard;
  };

  test('comes as a message of the page to itself, with its tag and one port', () => {
    expect(heardFrom({ data: CAPTURE_PORT_CHANNEL })).toHaveLength(1);
  });

  test('from another window, with another tag, without a port or with two it is not taken (TM-8)', () => {
    expect(heardFrom({ data: CAPTURE_PORT_CHANNEL, source: null })).toEqual([]);
    expect(heardFrom({ data: 'something else' })).toEqual([]);
    expect(heardFrom({ data: CAPTURE_PORT_CHANNEL }, 0)).toEqual([]);
    expect(heardFrom({ data: CAPTURE_PORT_CHANNEL }, 2)).toEqual([]);
  });
});

describe('the bridge of a browser', () => {
  const web = (stored: Record<string, string> = {}) =>
    createWebBridge({
      version: '1.2.3',
      relayOnly: true,
      origin: 'https://help.example',
      userAgent: 'Mozilla/5.0 Chrome/156.0',
      storage: { getItem: (key) => stored[key] ?? null, setItem: (key, value) => void (stored[key] = value) },
    });

  test('is a technician of the server that sent the page', async () => {
    expect(await web().request('app.info', undefined)).toMatchObject({
      role: 'technician',
      server: 'wss://help.example',
      version: '1.2.3',
      runtime: 'Chrome 156',
      relayOnly: true,
    });
  });

  test('keeps settings, tells of changes, and survives spoilt ones', async () => {
    const stored = { 'alongside.settings': '{"theme":"neon"}' };
    const bridge = web(stored);
    expect(await bridge.request('settings.get', undefined)).toMatchObject({ theme: 'system' });
    const heard: unknown[] = [];
    bridge.on('settings.changed', (settings) => heard.push(settings));
    await bridge.request('settings.set', { technicianName: 'Dana' });
    expect(heard).toMatchObject([{ technicianName: 'Dana' }]);
    expect(await web(stored).request('settings.get', undefined)).toMatchObject({ technicianName: 'Dana' });
  });

  test('has nothing of the machine', async () => {
    await expect(web().request('diagnosis.get', undefined)).rejects.toThrow('does not exist in a browser');
  });

  test('a server that says nothing of itself is no reason to stop', async () => {
    expect(await readServerConfig(async () => ({ json: async () => ({ version: 1 }) }))).toBeNull();
    expect(await readServerConfig(() => Promise.reject(new Error('offline')))).toBeNull();
    const config = { version: '1.0.0', signallingPath: '/v1/signal', relayOnly: true };
    expect(await readServerConfig(async () => ({ json: async () => config }))).toEqual({
      version: '1.0.0',
      relayOnly: true,
    });
  });
});
