import { expect, test } from 'vitest';
import { createFakeMain } from '../../../src-renderer/bridge/fake-bridge.ts';
import type { PeerLink } from '../../../src-renderer/peer/ports.ts';
import { createScreenShare } from '../../../src-renderer/session/screen-share.ts';
import { sessionStateMessage } from '../../../src-renderer/session/session-messages.ts';
import type { HostMessage } from '../../../src-shared/protocol/peer-messages.ts';
import { ok } from '../../../src-shared/result.ts';
import { createScope } from '../../../src-shared/scope.ts';
import type { CapabilityState } from '../../../src-shared/session/capability.ts';
import { idleSession } from '../../../src-shared/session/host-session-reducer.ts';
import { createManualClock, settle } from './manual-clock.ts';

const title = 'Payslip Margaret Ellison.pdf - Viewer';
const showing = (scope: 'display' | 'window', what: string): CapabilityState => ({
  state: 'granted',
  grantedAt: 1,
  until: 1e6,
  leaseMs: 1e6,
  what,
  scope,
});

/** All that leaves while this is shown. */
async function told(grant: CapabilityState): Promise<readonly HostMessage[]> {
  const sent: HostMessage[] = [];
  const scope = createScope();
  const clock = createManualClock();
  const main = createFakeMain({ clock, role: 'host', server: 'ws://twin' }); // no native capture: the track
  scope.add(main.close);
  const share = createScreenShare(scope, {
    bridge: main.bridge,
    clock,
    capture: async () =>
      ok({
        track: {} as MediaStreamTrack,
        size: () => ({ width: 800, height: 600 }),
        onEnded: () => () => undefined,
        stop: () => undefined,
      }),
    send: (message) => void sent.push(message),
    onEnded: () => undefined,
    onFailed: () => undefined,
  });
  share.sync(grant, { link: { show: async () => undefined } as unknown as PeerLink, tiles: null });
  await settle();
  scope.close();
  const capabilities = { ...idleSession.capabilities, screen: grant };
  const session = { ...idleSession, phase: 'live', letIn: true, capabilities } as const;
  return [...sent, sessionStateMessage(session, 2)];
}

test('PV-7: the title of a window that is shown stays on this computer', async () => {
  const messages = await told(showing('window', title));
  expect(messages).toContainEqual(expect.objectContaining({ type: 'screen.state', on: true, width: 800 }));
  expect(JSON.stringify(messages)).not.toContain('Payslip');
  expect(messages.at(-1)).toMatchObject({ screen: { state: 'granted', scope: 'window' } });
});

test('PM-7: which display is shown is told', async () => {
  const messages = await told(showing('display', 'Screen 1'));
  expect(messages.filter((message) => JSON.stringify(message).includes('Screen 1'))).toHaveLength(2);
});
