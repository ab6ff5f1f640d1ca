import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { cutMessage } from '../../../src-shared/protocol/chunking.ts';
import { technicianCodec } from '../../../src-shared/protocol/codec.ts';
import type { TechnicianMessage } from '../../../src-shared/protocol/peer-messages.ts';
import { settle } from './manual-clock.ts';
import { createWorld, live, pair, type World } from './world.ts';

/** What a hostile technician may make the host's main process do. */
let world: World;
beforeEach(async () => {
  world = await createWorld();
});
afterEach(() => world.close());

/** Past the desk's own manners, straight onto the control channel. */
function sendRaw(message: TechnicianMessage): void {
  const link = world.net.links.find(
    ({ options }) => options.role === 'technician' && options.carries === 'media',
  );
  const bytes = technicianCodec.encode(message);
  if (link === undefined || !bytes.ok) throw new Error('no link');
  for (const piece of cutMessage(bytes.value)) link.control.send(piece);
}

test('a flood of watching and not watching hardly reaches main, and Stop still does', async () => {
  await live(world);
  const request = vi.spyOn(world.main.bridge, 'request');
  for (let n = 0; n < 1_000; n++) sendRaw({ type: 'vitals.watch', everyMs: 1_000 + (n % 2) });
  await settle();
  expect(request.mock.calls.length).toBeGreaterThan(0);
  expect(request.mock.calls.length).toBeLessThan(60);
  world.hostActions.stop();
  await world.clock.advance(600);
  expect(world.main.session).toMatchObject({ phase: 'ended', endReason: 'stopped-by-person' });
});

test('before anything is allowed the flood gets nothing and main is hardly asked', async () => {
  await pair(world);
  world.hostActions.letIn();
  await world.clock.advance(300);
  const request = vi.spyOn(world.main.bridge, 'request');
  for (let n = 0; n < 300; n++) {
    sendRaw({ type: 'diag.request', id: `r${n}`, fresh: true });
    await settle();
  }
  expect(request.mock.calls.length).toBeGreaterThan(0);
  expect(request.mock.calls.length).toBeLessThan(100);
  expect(world.technician.getState().desk?.snapshot).toBeNull();
});

test('the allowance fills again: an honest request after a flood is answered', async () => {
  await live(world);
  for (let n = 0; n < 1_000; n++) sendRaw({ type: 'vitals.stop' });
  await world.clock.advance(11_000);
  world.technicianActions.refreshDiagnosis();
  await world.clock.advance(2_000);
  expect(world.technician.getState().desk?.snapshotState).toBe('complete');
});

test('a question that main refuses does not stop the diagnosis for good', async () => {
  await live(world);
  await world.clock.advance(11_000);
  const refused = vi.spyOn(world.main.bridge, 'request').mockRejectedValue(new Error('IPC_REFUSED rate'));
  world.technicianActions.refreshDiagnosis();
  await world.clock.advance(500);
  refused.mockRestore();
  expect(world.technician.getState().desk?.snapshotState).toBe('arriving');
  world.technicianActions.refreshDiagnosis();
  await world.clock.advance(12_000);
  expect(world.technician.getState().desk?.snapshotState).toBe('complete');
});

test('a flood of chat fills neither the window nor the conversation', async () => {
  await live(world);
  for (let n = 0; n < 2_000; n++) sendRaw({ type: 'chat.say', id: `c${n}`, text: 'look' });
  await settle();
  expect(world.host.getState().chat.length).toBeGreaterThan(0);
  expect(world.host.getState().chat.length).toBeLessThan(60);
});
