import { describe, expect, it, vi } from 'vitest';
import type { ProbeResult } from '../../../src-shared/diagnostics/probe-result.ts';
import type { NetQuestion, NetRound } from '../../../src-shared/network/net-tests.ts';
import { defaultTargets, noSetup, noTargets } from '../../../src-shared/network/network-targets.ts';
import { createNetworkTestService } from '../../../src-main/services/network-test-service.ts';
import { readTargets, serverEndpoint } from '../../../src-main/services/network-setup.ts';
import type { TestQuestion } from '../../../src-main/services/test-questions.ts';

const ask = (test: NetQuestion['test'], host?: string): NetQuestion => ({
  test,
  target: host === undefined ? null : { host, port: 443 },
});
const fine: ProbeResult<unknown> = { status: 'ok', data: {}, ms: 1, at: 1, source: 's' };
const settle = () => new Promise((resolve) => setTimeout(resolve, 0));

function rig() {
  const state = { allowed: true, now: 5 };
  const told: (NetRound | null)[] = [];
  const begun: (TestQuestion & { end: (result: ProbeResult<unknown>) => void; stopped: boolean })[] = [];
  const taken: unknown[] = [];
  const measured: unknown[] = [];
  const service = createNetworkTestService({
    mayUse: () => state.allowed,
    setup: () => noSetup,
    now: () => state.now,
    takeTest: (...args) => taken.push(args),
    tell: (round) => told.push(round),
    measure: () => measured.push(1),
    runTest(question) {
      let end: (result: ProbeResult<unknown>) => void = () => undefined;
      const done = new Promise<ProbeResult<unknown>>((resolve) => (end = resolve));
      const one = { ...question, end, stopped: false };
      begun.push(one);
      return {
        done,
        stop() {
          one.stopped = true;
          end({ status: 'failed', reason: 'stopped', ms: 0, at: 1, source: 's' });
        },
      };
    },
  });
  /** The person reads before they answer. */
  const answer = (id: string, allow: boolean) => {
    state.now += 2000;
    return service.answer(id, allow);
  };
  return { service: { ...service, answer }, hasty: service.answer, state, told, begun, taken, measured };
}

describe('tests that a technician asks for', () => {
  it('run only after the person has said yes', async () => {
    const { service, begun } = rig();
    expect(service.ask('r1', [ask('gateway'), ask('dns')], []).ok).toBe(true);
    await settle();
    expect(begun).toEqual([]);
    expect(service.current()).toMatchObject({ id: 'r1', state: 'asked' });
    expect(service.answer('r1', true).ok).toBe(true);
    await settle();
    expect(begun.map(({ test }) => test)).toEqual(['gateway', 'dns']);
  });

  it('tell how far they are, and end with how each went', async () => {
    const { service, begun, told } = rig();
    service.ask('r1', [ask('gateway'), ask('dns')], []);
    service.answer('r1', true);
    await settle();
    begun[0]?.onProgress(0.5);
    expect(service.current()?.rows[0]).toMatchObject({ state: 'running', share: 0.5 });
    begun[0]?.end(fine);
    begun[1]?.end({ status: 'failed', reason: 'no answer in 2 s', ms: 1, at: 1, source: 's' });
    await settle();
    expect(service.current()).toMatchObject({
      state: 'done',
      rows: [
        { state: 'done', status: 'ok', reason: null },
        { state: 'done', status: 'failed', reason: 'no answer in 2 s' },
      ],
    });
    expect(told.at(-1)?.state).toBe('done');
  });

  it('never run after a no', async () => {
    const { service, begun } = rig();
    service.ask('r1', [ask('gateway')], []);
    service.answer('r1', false);
    await settle();
    expect(service.current()?.state).toBe('refused');
    expect(service.answer('r1', true).ok).toBe(false);
    expect(begun).toEqual([]);
  });

  it('are not even asked for without the grant, nor run when it was taken back meanwhile', async () => {
    const { service, state, begun } = rig();
    state.allowed = false;
    expect(service.ask('r1', [ask('gateway')], [])).toMatchObject({
      ok: false,
      error: { code: 'CONSENT_MISSING' },
    });
    state.allowed = true;
    service.ask('r2', [ask('gateway')], []);
    state.allowed = false;
    expect(service.answer('r2', true).ok).toBe(false);
    expect(begun).toEqual([]);
  });

  it('stop with the grant, in the middle', async () => {
    const { service, state, begun } = rig();
    service.ask('r1', [ask('gateway'), ask('dns'), ask('portal'), ask('tls'), ask('path')], []);
    service.answer('r1', true);
    await settle();
    expect(begun).toHaveLength(3);
    state.allowed = false;
    service.check();
    await settle();
    expect(begun.every(({ stopped }) => stopped)).toBe(true);
    expect(begun).toHaveLength(3);
    expect(service.current()?.state).toBe('stopped');
  });

  it('stop when somebody presses Stop', async () => {
    const { service, begun } = rig();
    service.ask('r1', [ask('gateway')], []);
    service.answer('r1', true);
    await settle();
    service.stop();
    expect(begun[0]?.stopped).toBe(true);
    expect(service.current()?.state).toBe('stopped');
  });

  it('are exactly those the person saw: a second list waits, and an answer is for its own list', () => {
    const { service } = rig();
    service.ask('r1', [ask('gateway')], []);
    expect(service.ask('r2', [ask('tcp', 'intern.example')], []).ok).toBe(false);
    expect(service.answer('r2', true).ok).toBe(false);
    expect(service.current()?.rows).toHaveLength(1);
  });

  it('that need a computer have one, and others get none', () => {
    const { service } = rig();
    expect(service.ask('r1', [ask('tcp'), ask('http'), ask('gateway', 'x.example')], []).ok).toBe(false);
    expect(service.ask('r1', [ask('tcp', 'x.example'), ask('dns', 'x.example')], []).ok).toBe(true);
    expect(service.current()?.rows.map(({ test }) => test)).toEqual(['tcp']);
  });

  it('that measure the line run when the others are done', async () => {
    const { service, begun } = rig();
    service.ask('r1', [ask('path'), ask('gateway')], []);
    service.answer('r1', true);
    await settle();
    expect(begun.map(({ test }) => test)).toEqual(['gateway']);
    begun[0]?.end(fine);
    await settle();
    expect(begun.map(({ test }) => test)).toEqual(['gateway', 'path']);
  });

  it('hand the session’s relays only to a test that runs, and never tell them', async () => {
    const { service, begun, told } = rig();
    service.ask(
      'r1',
      [ask('relay')],
      [{ urls: ['turn:r.example'], username: 'u', credential: 'secret-word' }],
    );
    service.answer('r1', true);
    await settle();
    expect(begun[0]?.network.relays).toHaveLength(1);
    expect(JSON.stringify(told)).not.toContain('secret-word');
  });

  it('let the window measure the session and take its answer for the result', async () => {
    const { service, measured, taken, begun } = rig();
    service.ask('r1', [ask('throughput')], []);
    service.answer('r1', true);
    await settle();
    expect([measured.length, begun.length]).toEqual([1, 0]);
    service.measured({ sampleMs: 5000, upMbit: 3, downMbit: 4, route: 'direct' });
    await settle();
    expect(taken).toHaveLength(1);
    expect(service.current()).toMatchObject({ state: 'done', rows: [{ status: 'ok' }] });
  });

  it('take what the session measured only where that was asked for, and while it may be looked at', async () => {
    const { service, state, taken } = rig();
    const part = { sampleMs: 5000, upMbit: 3, downMbit: 4, route: 'direct' as const };
    service.measured(part);
    service.ask('r1', [ask('throughput')], []);
    service.answer('r1', true);
    await settle();
    service.stop();
    await settle();
    service.measured(part);
    service.ask('r2', [ask('throughput')], []);
    service.answer('r2', true);
    await settle();
    state.allowed = false;
    service.measured(part);
    expect(taken).toHaveLength(0);
    state.allowed = true;
    service.measured(part);
    expect(taken).toHaveLength(1);
  });

  it('cannot be swapped under the person’s hand: a list never takes the name of another', () => {
    const { service, state } = rig();
    service.ask('r1', [ask('gateway')], []);
    service.stop(); // the technician takes it back ...
    state.now += 60_000;
    expect(service.ask('r1', [ask('http', 'intern.example')], []).ok).toBe(false); // ... and puts another in its place
    expect(service.answer('r1', true).ok).toBe(false);
  });

  it('do not begin on a yes that came before anybody could read the list', async () => {
    const { service, hasty, state, begun } = rig();
    service.ask('r1', [ask('gateway')], []);
    state.now += 100;
    expect(hasty('r1', true).ok).toBe(false);
    expect(service.current()?.state).toBe('asked'); // it still stands there
    expect(service.answer('r1', true).ok).toBe(true);
    await settle();
    expect(begun).toHaveLength(1);
  });

  it('that were refused or taken back are not asked for again at once, and each time later', () => {
    const { service, state } = rig();
    const answers: boolean[] = [];
    for (let n = 0; n < 600; n += 1) {
      const asked = service.ask(`r${n}`, [ask('gateway')], []).ok;
      answers.push(asked);
      if (asked && n % 2 === 0) service.answer(`r${n}`, false);
      else if (asked) service.stop();
      state.now += 1000;
    }
    expect(answers.slice(0, 3).filter(Boolean)).toHaveLength(1);
    expect(answers.filter(Boolean).length).toBeLessThan(12); // in ten minutes
  });

  it('may be asked for again soon after a yes', async () => {
    const { service, state, begun } = rig();
    for (const id of ['r1', 'r2', 'r3']) {
      expect(service.ask(id, [ask('gateway')], []).ok).toBe(true);
      service.answer(id, true);
      await settle();
      begun.at(-1)?.end(fine);
      await settle();
      state.now += 10;
    }
    expect(begun).toHaveLength(3);
  });

  it('run once, however often a list names them', () => {
    const { service } = rig();
    const list = Array.from({ length: 18 }, (_, n) => ask('path', n % 2 === 0 ? 'a.example' : 'A.example'));
    service.ask('r1', [...list, ask('throughput'), ask('throughput')].slice(-18), []);
    expect(service.current()?.rows.map(({ test }) => test)).toEqual(['path', 'throughput']);
  });

  it('end after five minutes, though there would be more to do', async () => {
    vi.useFakeTimers();
    const { service, begun } = rig();
    service.ask('r1', [ask('path', 'a.example'), ask('path', 'b.example')], []);
    service.answer('r1', true);
    await vi.advanceTimersByTimeAsync(299_000);
    expect(service.current()?.state).toBe('running');
    await vi.advanceTimersByTimeAsync(2000);
    expect(service.current()?.state).toBe('stopped');
    expect(begun.map(({ stopped }) => stopped)).toEqual([true]);
    vi.useRealTimers();
  });
});

describe('whom the tests may ask', () => {
  const read = (text: string) => () => text;
  const wrong: string[] = [];
  const note = (why: string) => wrong.push(why);

  it('is our list, an organisation’s, or nobody', () => {
    expect(readTargets({}, note)).toBe(defaultTargets);
    expect(readTargets({ ALONGSIDE_NETWORK_TARGETS: 'none' }, note)).toBe(noTargets);
    const file = readTargets({ ALONGSIDE_NETWORK_TARGETS: '/x' }, note, read('{"resolvers":[]}'));
    expect(file).toEqual({ ...defaultTargets, resolvers: [] });
    expect(wrong).toEqual([]);
  });

  it('is nobody when the organisation’s file is wrong', () => {
    expect(readTargets({ ALONGSIDE_NETWORK_TARGETS: '/x' }, note, read('{"resolvers":[{}]}'))).toBe(
      noTargets,
    );
    expect(readTargets({ ALONGSIDE_NETWORK_TARGETS: '/nowhere/at/all' }, note)).toBe(noTargets);
    expect(wrong).toHaveLength(2);
  });

  it('knows the support server by its address', () => {
    expect(serverEndpoint('wss://help.example')).toEqual({ host: 'help.example', port: 443, secure: true });
    expect(serverEndpoint('ws://127.0.0.1:7480')).toEqual({ host: '127.0.0.1', port: 7480, secure: false });
    expect(serverEndpoint('ws://[::1]:7480')).toEqual({ host: '::1', port: 7480, secure: false });
    expect(serverEndpoint(null)).toBeNull();
  });
});
