import { describe, expect, test } from 'vitest';
import { createElectronBridge } from '../../../src-renderer/bridge/electron-bridge.ts';
import { createWebBridge, readServerConfig } from '../../../src-renderer/bridge/web-bridge.ts';

describe('the bridge to main', () => {
  test('what main answers is decoded: an answer of another shape never reaches a screen', async () => {
    const bridge = createElectronBridge({
      kind: 'electron',
      request: async () => ({ technicianName: 'Dana', textSize: 99, theme: 'dark' }),
      on: () => () => undefined,
    });
    await expect(bridge.request('settings.get', undefined)).rejects.toThrow();
  });

  test('an event of another shape is not heard', () => {
    let tell: (payload: unknown) => void = () => undefined;
    const bridge = createElectronBridge({
      kind: 'electron',
      request: async () => undefined,
      on: (_name, listener) => {
        tell = listener;
        return () => undefined;
      },
    });
    const heard: unknown[] = [];
    bridge.on('link.prefill', (payload) => heard.push(payload));
    tell({ code: '482177305926' });
    tell({ code: 'x' });
    expect(heard).toEqual([{ code: '482177305926' }]);
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
