import { describe, expect, it } from 'vitest';
import type { Bridge } from '../../../src-shared/bridge/contract.ts';
import { createScope } from '../../../src-shared/scope.ts';
import { countKinds, reportMedia, type DeviceList } from '../../../src-renderer/session/media-report.ts';

const kinds = (...list: readonly string[]) => list.map((kind) => ({ kind }));

describe('what the host’s window tells of microphones, cameras and speakers', () => {
  it('is numbers, never names', () => {
    expect(countKinds(kinds('audioinput', 'audioinput', 'audiooutput', 'videoinput', 'new'))).toEqual({
      microphones: 2,
      cameras: 1,
      speakers: 1,
    });
  });

  it('is told at once and whenever it changes, until the window goes', async () => {
    const told: unknown[] = [];
    const listeners = new Set<() => void>();
    let list = kinds();
    const devices: DeviceList = {
      enumerateDevices: async () => list,
      addEventListener: (_type, listener) => void listeners.add(listener),
      removeEventListener: (_type, listener) => void listeners.delete(listener),
    };
    const bridge = {
      request: async (name: string, input: unknown) => void told.push([name, input]),
    } as unknown as Bridge;
    const scope = createScope();
    reportMedia(scope, bridge, devices);
    await Promise.resolve();
    list = kinds('videoinput');
    for (const listener of listeners) listener();
    await Promise.resolve();
    expect(told).toEqual([
      ['diagnosis.media', { microphones: 0, cameras: 0, speakers: 0 }],
      ['diagnosis.media', { microphones: 0, cameras: 1, speakers: 0 }],
    ]);
    scope.close();
    expect(listeners.size).toBe(0);
  });

  it('is nothing where a page may not know', () => {
    const bridge = { request: () => expect.unreachable() } as unknown as Bridge;
    reportMedia(createScope(), bridge, undefined);
  });
});
