import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { cutMessage } from '../../../src-shared/protocol/chunking.ts';
import { hostCodec, technicianCodec } from '../../../src-shared/protocol/codec.ts';
import type { HostMessage, TechnicianMessage } from '../../../src-shared/protocol/peer-messages.ts';
import { askedRound, type NetRound } from '../../../src-shared/network/net-tests.ts';
import { createManualClock, settle } from './manual-clock.ts';
import { createSpeedTest } from '../../../src-renderer/session/speed-test.ts';
import { createScope } from '../../../src-shared/scope.ts';
import type { AnyMessage } from '../../../src-renderer/session/any-message.ts';
import { createWorld, live, type World } from './world.ts';

/* What a hostile side may do with the tests of the network. // PM-12 */
let world: World;
beforeEach(async () => {
  world = await createWorld();
  await live(world);
});
afterEach(() => world.close());

const linkOf = (role: 'host' | 'technician') => {
  const link = world.net.links.find(({ options }) => options.role === role && options.carries === 'media');
  if (link === undefined) throw new Error('no link');
  return link;
};
/** Past the manners of the desk, or of the person's app, straight onto the control channel. */
function asTechnician(message: TechnicianMessage): void {
  const bytes = technicianCodec.encode(message);
  if (!bytes.ok) throw new Error('too long');
  for (const piece of cutMessage(bytes.value)) linkOf('technician').control.send(piece);
}
function asHost(message: HostMessage): void {
  const bytes = hostCodec.encode(message);
  if (!bytes.ok) throw new Error('too long');
  for (const piece of cutMessage(bytes.value)) linkOf('host').control.send(piece);
}
async function pass(ms: number): Promise<void> {
  for (let at = 0; at < ms; at += 100) await world.clock.advance(100);
}
/** Bytes that one side puts on its channels from now on. */
function counted(role: 'host' | 'technician') {
  const sum = { bytes: 0 };
  for (const link of world.net.links.filter(({ options }) => options.role === role)) {
    const send = link.control.send.bind(link.control);
    vi.spyOn(link.control, 'send').mockImplementation((data) => {
      sum.bytes += data.length;
      return send(data);
    });
  }
  return sum;
}
const throughput = [{ test: 'throughput', target: null }] as const;
const running = (id: string): NetRound => ({ ...askedRound(id, throughput), state: 'running' });

describe('a hostile technician', () => {
  test('floods with questions, and neither main nor the person has more than a few of them', async () => {
    const request = vi.spyOn(world.main.bridge, 'request');
    for (let n = 0; n < 1000; n += 1)
      asTechnician({ type: 'net.ask', id: `r${n}`, questions: [{ test: 'gateway', target: null }] });
    await settle();
    expect(request.mock.calls.length).toBeGreaterThan(0);
    expect(request.mock.calls.length).toBeLessThan(60);
  });

  test('gets no answer to loads that nobody asked for', async () => {
    const sent = counted('host');
    for (let n = 0; n < 200; n += 1) asTechnician({ type: 'net.load', n, data: 'x'.repeat(1000) });
    await settle();
    expect(sent.bytes).toBe(0);
  });

  test('hears that tests are refused where main refuses the question itself', async () => {
    vi.spyOn(world.main.bridge, 'request').mockRejectedValue(new Error('IPC_REFUSED schema'));
    world.technicianActions.testNetwork([{ test: 'gateway', target: null }]);
    await pass(200);
    vi.restoreAllMocks();
    expect(world.technician.getState().desk?.network?.state).toBe('refused');
  });

  test.each(['network', 'take-back', 'pause'] as const)(
    'has no speed test that goes on after it was stopped: %s',
    async (how) => {
      world.technicianActions.testNetwork(throughput);
      await pass(100);
      const id = world.host.getState().network?.id ?? '';
      world.hostActions.answerNetwork(id, true);
      world.main.emit('network.measure', undefined);
      await pass(100);
      if (how === 'network') world.hostActions.stopNetworkTests();
      else if (how === 'take-back') world.hostActions.takeBack('findings');
      else world.hostActions.pause();
      await pass(200);
      const sent = [counted('host'), counted('technician')];
      const request = vi.spyOn(world.main.bridge, 'request');
      await pass(12_000);
      expect(sent.map(({ bytes }) => bytes < 20_000)).toEqual([true, true]); // pings and samples, no loads
      expect(request.mock.calls.map(([name]) => name)).not.toContain('network.measured');
    },
  );
});

describe('a hostile host', () => {
  test('makes the technician send nothing that the technician has not asked for', async () => {
    const sent = counted('technician');
    for (let n = 0; n < 20; n += 1) {
      asHost({ type: 'net.pull', ms: 5000 });
      await pass(300);
    }
    expect(sent.bytes).toBeLessThan(20_000);
  });

  test('can draw the other way once for each test that was asked for', async () => {
    world.technicianActions.testNetwork(throughput);
    await pass(100);
    const id = world.host.getState().network?.id ?? '';
    world.main.emit('network.changed', running(id));
    await pass(100);
    const sent = counted('technician');
    asHost({ type: 'net.pull', ms: 500 });
    await pass(6000);
    expect(sent.bytes).toBeGreaterThan(30_000);
    vi.restoreAllMocks();
    const later = counted('technician'); // there may be another channel by now
    for (let n = 0; n < 10; n += 1) {
      asHost({ type: 'net.pull', ms: 5000 });
      await pass(1000);
    }
    expect(later.bytes).toBeLessThan(20_000);
  });

  test('cannot make the desk ask for the diagnosis again and again by saying "done"', async () => {
    const before = world.main.requested.filter((name) => name === 'diagnosis.forTechnician').length;
    for (let n = 0; n < 100; n += 1) {
      asHost({ type: 'net.state', round: { ...running('r1'), state: 'done' } });
      await pass(100);
    }
    const after = world.main.requested.filter((name) => name === 'diagnosis.forTechnician').length;
    expect(after - before).toBeLessThan(10);
  });
});

test('a measurement that is stopped answers at once, and what still comes is not counted', async () => {
  const clock = createManualClock();
  const out: AnyMessage[] = [];
  const speed = createSpeedTest(createScope(), { clock, send: (message) => out.push(message) > 0 });
  const pushed = speed.push(3000);
  speed.hear({ type: 'net.loaded', n: 0 });
  speed.stop();
  const before = out.length;
  expect(await pushed).toBeNull();
  for (let n = 1; n < 9; n += 1) speed.hear({ type: 'net.loaded', n });
  await clock.advance(5000);
  expect(out).toHaveLength(before);
});
