import { expect, test, vi } from 'vitest';
import { idleSession } from '../../../src-shared/session/host-session-reducer.ts';
import { ipcHandlers } from './fake-electron.ts';

vi.mock('electron', async () => (await import('./fake-electron.ts')).fakeElectron);

const { createIpcGate } = await import('../../../src-main/electron/ipc-gate.ts');
type Handlers = Parameters<typeof createIpcGate>[0];

const silent = { info: () => undefined, warn: () => undefined, error: () => undefined };

function openGate() {
  const asked: string[] = [];
  const answers: Readonly<Record<string, unknown>> = { 'session.get': idleSession };
  const handlers = new Proxy(
    {},
    {
      get: (_target, name: string) => () => {
        asked.push(name);
        return answers[name];
      },
    },
  ) as Handlers;
  const gate = createIpcGate(handlers, silent);
  const contents = { once: () => undefined, isDestroyed: () => false } as never;
  gate.admit(contents, 'host');
  const frame = { parent: null, url: 'app://ui/index.html' };
  const ask = (name: string, input?: unknown, senderFrame: object | null = frame) =>
    ipcHandlers.get(`alongside:${name}`)?.({ sender: contents, senderFrame }, input);
  return { ask, asked };
}

test('a flood of other requests takes neither Stop nor pause nor take back away from the person', async () => {
  const { ask, asked } = openGate();
  const flood = await Promise.allSettled(Array.from({ length: 500 }, () => ask('session.get')));
  expect(flood.some(({ status }) => status === 'rejected')).toBe(true);
  await ask('session.takeBack', { capability: 'screen' });
  await ask('session.pause');
  await ask('session.report', { type: 'flow-stopped' });
  await ask('network.stop');
  await ask('session.end', { reason: 'stopped-by-person' });
  expect(asked.slice(-5)).toEqual([
    'session.takeBack',
    'session.pause',
    'session.report',
    'network.stop',
    'session.end',
  ]);
});

test('a brake is still refused to a frame that has no business here', async () => {
  const { ask, asked } = openGate();
  const inner = { parent: {}, url: 'app://ui/index.html' };
  for (const frame of [
    null,
    inner,
    { parent: null, url: 'https://evil.example/' },
    { parent: null, url: 'app://ui.evil/' },
  ])
    await expect(ask('session.end', { reason: 'stopped-by-person' }, frame)).rejects.toThrow('IPC_REFUSED');
  await expect(ask('session.end', { reason: 'because' })).rejects.toThrow('IPC_REFUSED schema');
  expect(asked).toEqual([]);
});
