import { describe, expect, test } from 'vitest';
import { createCaptureService, type CaptureChild } from '../../../src-main/services/capture-service.ts';
import { appError, type AppError } from '../../../src-shared/errors.ts';
import { err, ok, type Result } from '../../../src-shared/result.ts';
import type { HostSession } from '../../../src-shared/session/host-session.ts';
import { idleSession } from '../../../src-shared/session/host-session-reducer.ts';
import type { CaptureOrder } from '../../../src-shared/tiles/capture-messages.ts';
import type { CaptureTarget } from '../../../src-shared/tiles/frame-source.ts';
import { createManualClock } from '../../renderer/session/manual-clock.ts';

interface FakeChild {
  readonly posted: CaptureOrder[];
  connected: number;
  killed: boolean;
  say(message: unknown): void;
  exit(): void;
}

const target: CaptureTarget = { kind: 'x11-display', rect: { x: 0, y: 0, width: 1280, height: 720 } };
const size = { width: 1280, height: 720 };
const consent: HostSession = { ...idleSession, phase: 'consent' };
const live: HostSession = { ...idleSession, phase: 'live' };
const opened = { type: 'opened', size };

function setUp(options: { readonly possible?: boolean; readonly cannotSpawn?: boolean } = {}) {
  const clock = createManualClock();
  const children: FakeChild[] = [];
  const gone: { readonly error: AppError; readonly again: boolean }[] = [];
  const ended: AppError[] = [];
  const state: { mayUse: boolean; target: Result<CaptureTarget> } = { mayUse: true, target: ok(target) };
  const spawn = (): CaptureChild => {
    if (options.cannotSpawn === true) throw new Error('no more processes');
    const listeners: ((message: unknown) => void)[] = [];
    const exits: (() => void)[] = [];
    const child: FakeChild = {
      posted: [],
      connected: 0,
      killed: false,
      say: (message) => listeners.forEach((listener) => listener(message)),
      exit: () => exits.forEach((listener) => listener()),
    };
    children.push(child);
    return {
      post: (order) => void child.posted.push(order),
      connect: () => (child.connected += 1),
      onMessage: (listener) => void listeners.push(listener),
      onExit: (listener) => void exits.push(listener),
      kill: () => (child.killed = true),
    };
  };
  const service = createCaptureService({
    spawn,
    possible: options.possible ?? true,
    target: () => state.target,
    mayUse: () => state.mayUse,
    gone: (news) => void gone.push(news),
    ended: (error) => void ended.push(error),
    clock,
    log: { info: () => undefined, warn: () => undefined, error: () => undefined },
  });
  const newest = (): FakeChild => {
    const child = children.at(-1);
    if (child === undefined) throw new Error('no process was started');
    return child;
  };
  const open = async () => {
    const answer = service.open();
    newest().say({ type: 'ready' });
    newest().say(opened);
    return answer;
  };
  return { service, clock, children, gone, ended, state, newest, open };
}

describe('the capture process', () => {
  test('is started with the consent screen and opens nothing before it is asked', async () => {
    const { service, children, newest } = setUp();
    service.sessionChanged(consent);
    service.sessionChanged(consent);
    newest().say({ type: 'ready' });
    expect(children).toHaveLength(1);
    expect(newest().posted).toEqual([]);
    const answer = service.open();
    expect(children).toHaveLength(1);
    expect(newest().posted).toEqual([{ type: 'open', target, masks: [] }]);
    newest().say(opened);
    expect(await answer).toEqual(ok(size));
    expect(newest().connected).toBe(1);
  });

  test('is not started ahead of need where native capture is not possible', () => {
    const { service, children } = setUp({ possible: false });
    service.sessionChanged(consent);
    expect(children).toEqual([]);
  });

  test('captures nothing without a grant at that very moment', async () => {
    const { service, state, children } = setUp();
    state.mayUse = false;
    expect(await service.open()).toMatchObject({ ok: false, error: { code: 'CONSENT_MISSING' } });
    expect(children).toEqual([]);
  });

  test('ends when another source is granted, whatever the window does', async () => {
    const { service, newest, open, children } = setUp();
    const shown = (grantedAt: number, until: number): HostSession => ({
      ...live,
      capabilities: { ...live.capabilities, screen: { state: 'granted', grantedAt, until, leaseMs: 1_000 } },
    });
    service.sessionChanged(shown(5, 1_005));
    await open();
    service.sessionChanged(shown(5, 2_000)); // only for longer
    expect(newest().killed).toBe(false);
    service.sessionChanged(shown(900, 1_900));
    expect(newest().killed).toBe(true);
    expect(children).toHaveLength(1);
  });

  test('says why a source cannot be captured natively', async () => {
    const { service, state } = setUp();
    state.target = err(appError('CAPTURE_UNAVAILABLE', 'this is a Wayland session'));
    expect(await service.open()).toEqual(state.target);
    const error = appError('CAPTURE_UNAVAILABLE', 'libXdamage is not there');
    const other = setUp();
    const refused = other.service.open();
    other.newest().say({ type: 'ready' });
    other.newest().say({ type: 'unavailable', error });
    expect(await refused).toEqual(err(error));
    expect(other.newest().killed).toBe(true);
    expect(other.gone).toEqual([]);
  });

  test('is killed the moment the screen may not be used any more', async () => {
    const { service, state, newest, open, gone } = setUp();
    await open();
    service.sessionChanged(live);
    expect(newest().killed).toBe(false);
    state.mayUse = false; // taken back, paused, or the lease is over
    service.sessionChanged(live);
    expect(newest().killed).toBe(true);
    newest().exit();
    expect(gone).toEqual([]);
  });

  test('that waits is ended with the session', () => {
    const { service, newest } = setUp();
    service.sessionChanged(consent);
    service.sessionChanged({ ...idleSession, phase: 'ended' });
    expect(newest().killed).toBe(true);
  });

  test('that is taken back while it opens answers that, and its late word changes nothing', async () => {
    const { service, state, newest } = setUp();
    const answer = service.open();
    newest().say({ type: 'ready' });
    state.mayUse = false;
    service.sessionChanged(live);
    newest().say(opened);
    expect(await answer).toMatchObject({ ok: false, error: { code: 'CONSENT_MISSING' } });
    expect(newest().connected).toBe(0);
  });

  test('that ends by itself is started again at once, with a new port', async () => {
    const { children, gone, newest, open } = setUp();
    await open();
    newest().exit();
    expect(gone).toMatchObject([{ again: true, error: { code: 'CAPTURE_LOST' } }]);
    expect(children).toHaveLength(2);
    newest().say({ type: 'ready' });
    newest().say(opened);
    expect(newest().posted).toEqual([{ type: 'open', target, masks: [] }]);
    expect(newest().connected).toBe(1);
  });

  test('that ends again and again is given up: five times in a minute are enough', async () => {
    const { service, clock, children, gone, newest, open } = setUp();
    await open();
    for (let time = 0; time < 5; time += 1) newest().exit();
    expect(gone.map(({ again }) => again)).toEqual([true, true, true, true, true]);
    newest().exit();
    expect(gone.at(-1)).toMatchObject({ again: false });
    expect(children).toHaveLength(6);
    await clock.advance(60_000);
    void service.open();
    expect(children).toHaveLength(7);
  });

  test('that hangs while it opens is killed; nobody waits longer than three seconds', async () => {
    const { service, clock, newest } = setUp();
    const answer = service.open();
    await clock.advance(3_000);
    expect(await answer).toMatchObject({ ok: false, error: { code: 'CAPTURE_LOST' } });
    expect(newest().killed).toBe(true);
  });

  test('that hangs later is killed after five questions without an answer, and started again', async () => {
    const { clock, children, gone, newest, open } = setUp();
    await open();
    const first = newest();
    for (let second = 0; second < 10; second += 1) {
      await clock.advance(1_000);
      first.say({ type: 'pong' });
    }
    expect(first.killed).toBe(false);
    await clock.advance(6_000);
    expect(first.killed).toBe(true);
    expect(gone).toMatchObject([{ again: true }]);
    expect(children).toHaveLength(2);
    const asked = first.posted.length;
    await clock.advance(2_000);
    expect(first.posted).toHaveLength(asked);
  });

  test('that cannot be started is said', async () => {
    const { service } = setUp({ cannotSpawn: true });
    expect(await service.open()).toMatchObject({ ok: false, error: { code: 'CAPTURE_LOST' } });
  });

  test('is not believed what is not in its contract', async () => {
    const { service, newest } = setUp();
    const answer = service.open();
    const odd = [null, 'ready', { type: 'opened', size: { width: 1e9, height: 1 } }, { type: 'opened' }];
    newest().say({ type: 'ready' });
    for (const message of odd) newest().say(message);
    expect(newest().connected).toBe(0);
    newest().say(opened);
    expect(await answer).toEqual(ok(size));
  });

  test('whose window was closed tells the session, and is not started again', async () => {
    const { children, ended, gone, newest, open } = setUp();
    await open();
    newest().say({ type: 'ended', error: appError('SCREEN_UNAVAILABLE', 'window closed') });
    newest().exit();
    expect(ended).toHaveLength(1);
    expect([children.length, gone]).toEqual([1, []]);
  });

  test('follows its display to another place, and ends when it is unplugged', async () => {
    const { service, state, ended, newest, open } = setUp();
    await open();
    service.displaysChanged();
    // told although it is where it was: the process hands out nothing until it knows
    expect(newest().posted.map(({ type }) => type)).toEqual(['open', 'target']);
    const moved: CaptureTarget = { kind: 'x11-display', rect: { x: 0, y: 0, width: 1024, height: 768 } };
    state.target = ok(moved);
    service.displaysChanged();
    expect(newest().posted.at(-1)).toEqual({ type: 'target', target: moved });
    state.target = err(appError('CAPTURE_UNAVAILABLE', 'the display is not there'));
    service.displaysChanged();
    expect(newest().killed).toBe(true);
    expect(ended).toHaveLength(1);
  });

  test('asked for again is a new one', async () => {
    const { service, children, newest, open } = setUp();
    await open();
    const first = newest();
    void service.open();
    expect(first.killed).toBe(true);
    expect(children).toHaveLength(2);
  });

  test('asked for again and again is refused for a while, and nothing that runs is left behind', async () => {
    const { service, clock, children, open } = setUp();
    for (let time = 0; time < 8; time += 1) expect((await open()).ok).toBe(true);
    const refused = await service.open();
    expect(refused).toMatchObject({ ok: false, error: { code: 'CAPTURE_LOST', recovery: 'retry' } });
    for (let time = 0; time < 100; time += 1) await service.open();
    expect(children).toHaveLength(8);
    expect(children.every(({ killed }) => killed)).toBe(true);
    await clock.advance(10_000);
    expect((await open()).ok).toBe(true);
    expect(children).toHaveLength(9);
  });

  test('is not started ahead of need by sessions that begin again and again', () => {
    const { service, children } = setUp();
    for (let time = 0; time < 100; time += 1) {
      service.sessionChanged(consent);
      service.sessionChanged({ ...idleSession, phase: 'ended' });
    }
    expect(children).toHaveLength(8);
  });

  test('that is lost is started again at once, however often a window has asked', async () => {
    const { children, gone, newest, open } = setUp();
    for (let time = 0; time < 8; time += 1) await open();
    newest().exit();
    expect(gone).toMatchObject([{ again: true }]);
    expect(children).toHaveLength(9);
  });

  test('hears of masks with what it opens and whenever they change, after a restart too', async () => {
    const { service, newest, open } = setUp();
    const masks = [{ x: 1, y: 2, width: 30, height: 40 }];
    service.mask(masks);
    expect(service.masked).toBe(true);
    await open();
    expect(newest().posted).toEqual([{ type: 'open', target, masks }]);
    const more = [...masks, { x: 50, y: 60, width: 7, height: 8 }];
    service.mask(more);
    expect(newest().posted.at(-1)).toEqual({ type: 'masks', masks: more });
    newest().exit();
    newest().say({ type: 'ready' });
    expect(newest().posted).toEqual([{ type: 'open', target, masks: more }]);
    service.mask([]);
    expect(service.masked).toBe(false);
  });
});
