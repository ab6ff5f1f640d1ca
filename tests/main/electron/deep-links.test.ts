import { beforeEach, expect, test, vi } from 'vitest';

type OpenUrl = (event: { preventDefault(): void }, url: string) => void;
const heard = new Map<string, OpenUrl>();
const registered: unknown[][] = [];
vi.mock('electron', () => ({
  app: {
    on: (name: string, listener: OpenUrl) => void heard.set(name, listener),
    setAsDefaultProtocolClient: (...args: unknown[]) => void registered.push(args),
  },
}));

const { createDeepLinks } = await import('../../../src-main/electron/deep-links.ts');
const { createAppInfo } = await import('../../../src-main/electron/app-info.ts');

const LINK = 'ra://join/4821#77305926';
const openUrl = (url: string) => heard.get('open-url')?.({ preventDefault: () => undefined }, url);
beforeEach(() => {
  heard.clear();
  registered.length = 0;
});

test('TM-9: the link of the first start is there for the window that opens, and gone with it', () => {
  const links = createDeepLinks('4821', false);
  const told: string[] = [];
  links.listen((code) => told.push(code));
  expect(links.prefill()).toBe('4821');
  expect(told).toEqual([]);
  links.forget();
  expect(links.prefill()).toBeNull();
});

test('TM-9: a second start and macOS hand links over; both only name digits', () => {
  const links = createDeepLinks(null, false);
  openUrl('ra://join/1234'); // before anybody listens: kept for the first window
  expect(links.prefill()).toBe('1234');
  const told: string[] = [];
  links.listen((code) => told.push(code));
  expect(links.secondStart(['alongside', '--', LINK])).toBe(true);
  openUrl('ra://join/5678');
  expect(told).toEqual(['482177305926', '5678']);
});

test('TM-9: anything else is no link', () => {
  const links = createDeepLinks(null, false);
  links.listen(() => expect.unreachable());
  expect(links.secondStart(['alongside', '--server=wss://evil.example'])).toBe(false);
  openUrl('ra://config/4821');
  openUrl(`${LINK}&server=evil`);
  expect(links.prefill()).toBeNull();
});

test('TM-9: only a release registers the scheme, and ends its switches before the link', () => {
  createDeepLinks(null, false);
  expect(registered).toEqual([]);
  createDeepLinks(null, true);
  expect(registered).toEqual([['ra', process.execPath, ['--']]]);
});

test("TM-9: a code is told to the technician's window alone", () => {
  const info = createAppInfo(
    { version: '0.1.0', runtime: 'test', testBuild: false },
    {
      platform: 'linux',
      server: 'ws://127.0.0.1:1',
      relayOnly: false,
      trial: false,
      prefill: () => '4821',
      stopKey: () => null,
    },
  );
  expect([info('host').prefill, info('technician').prefill, info('indicator').prefill]).toEqual([
    null,
    '4821',
    null,
  ]);
});
