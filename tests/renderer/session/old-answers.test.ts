import { afterEach, beforeEach, expect, onTestFinished, test } from 'vitest';
import { createDiagnosisService } from '../../../src-renderer/session/diagnosis-service.ts';
import type { Bridge } from '../../../src-shared/bridge/contract.ts';
import { cutMessage } from '../../../src-shared/protocol/chunking.ts';
import { hostCodec } from '../../../src-shared/protocol/codec.ts';
import type { HostMessage } from '../../../src-shared/protocol/peer-messages.ts';
import { appError } from '../../../src-shared/errors.ts';
import { ok } from '../../../src-shared/result.ts';
import { createScope } from '../../../src-shared/scope.ts';
import { madeUpSnapshot } from '../../integration/rig/made-up-snapshot.ts';
import { settle } from './manual-clock.ts';
import { createWorld, live, type World } from './world.ts';

/** What the desk makes of answers to a question that is not its last one. // PM-8 */
let world: World;
beforeEach(async () => {
  world = await createWorld();
});
afterEach(() => world.close());

const desk = () => {
  const { desk: now } = world.technician.getState();
  if (now === null) throw new Error('no desk');
  return now;
};

/** Past the host's own manners, straight onto the control channel. */
function sendRaw(message: HostMessage): void {
  const link = world.net.links.find(({ options }) => options.role === 'host' && options.carries === 'media');
  const bytes = hostCodec.encode(message);
  if (link === undefined || !bytes.ok) throw new Error('no link');
  for (const piece of cutMessage(bytes.value)) link.control.send(piece);
}

test('PM-8: answers to another question change nothing on the desk', async () => {
  await live(world);
  const before = desk();
  expect(before.snapshotState).toBe('complete');
  const head = { ...before.snapshot, areas: undefined };
  const result = { status: 'unavailable', reason: 'made up', durationMs: 1, at: 1, source: 'made up' };
  sendRaw({ type: 'diag.begin', id: 'another', head });
  sendRaw({ type: 'diag.part', id: 'another', area: 'battery', result });
  sendRaw({ type: 'diag.done', id: 'another', head, digest: '0'.repeat(64) });
  sendRaw({ type: 'diag.failed', id: 'another', error: appError('COLLECTOR_FAILED') });
  await world.clock.advance(500);
  expect(desk().snapshot).toBe(before.snapshot);
  expect(desk()).toMatchObject({ snapshotState: 'complete', snapshotError: null, link: { state: 'up' } });
});

test('PM-8: a question that comes while another is answered is answered too', async () => {
  const snapshot = madeUpSnapshot(1_000_000);
  const open: (() => void)[] = [];
  const diagnosis = { snapshot, done: 1, total: 1, looking: [], running: false, error: null };
  const request = (name: string) =>
    name === 'diagnosis.forTechnician'
      ? new Promise((resolve) => open.push(() => resolve(ok(diagnosis))))
      : Promise.resolve();
  const bridge = { ...world.main.bridge, request } as unknown as Bridge;
  const done: string[] = [];
  const send = (message: HostMessage) => {
    if (message.type === 'diag.done') done.push(message.id);
    return true;
  };
  const scope = createScope();
  onTestFinished(() => scope.close());
  const service = createDiagnosisService(scope, () => 0, { bridge, send });
  service.request('first', false);
  await settle();
  service.request('second', false); // main has not answered for the first yet
  for (let n = 0; n < 3; n++) {
    open.shift()?.();
    await settle();
  }
  expect(done).toContain('second');
});
