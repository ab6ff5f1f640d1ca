import type { Bridge } from '../../src-shared/bridge/contract.ts';
import type { HostMessage } from '../../src-shared/protocol/peer-messages.ts';
import type { Scope } from '../../src-shared/scope.ts';

/** Live values for the technician: asked for once, pushed by main, stopped with the grant. */
export interface VitalsService {
  watch(everyMs: number): void;
  stop(): void;
  /** Whether they may flow now. */
  sync(allowed: boolean): void;
}

export function createVitalsService(
  scope: Scope,
  bridge: Bridge,
  send: (message: HostMessage) => void,
): VitalsService {
  let wantedMs: number | null = null;
  let allowed = false;
  let runningMs: number | null = null;
  const settle = () => {
    const due = allowed && !scope.closed ? wantedMs : null;
    if (due === runningMs) return;
    runningMs = due;
    if (due === null) void bridge.request('vitals.stop', undefined);
    else void start(due);
  };
  const start = async (everyMs: number) => {
    const answer = await bridge.request('vitals.watch', { everyMs });
    if (!answer.ok && runningMs === everyMs) runningMs = null; // main saw no grant: the next change asks again
  };
  scope.add(
    bridge.on('vitals.sample', (sample) => {
      if (runningMs !== null) send({ type: 'vitals.sample', sample });
    }),
  );
  scope.add(settle);
  return {
    watch(everyMs) {
      wantedMs = everyMs;
      settle();
    },
    stop() {
      wantedMs = null;
      settle();
    },
    sync(now) {
      allowed = now;
      settle();
    },
  };
}
