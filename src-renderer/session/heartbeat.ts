import type { Clock } from '../../src-shared/clock.ts';
import { createListeners } from '../../src-shared/listeners.ts';
import type { Scope } from '../../src-shared/scope.ts';
import {
  disconnected,
  freshHealth,
  heard,
  looked,
  LOOK_EVERY_MS,
  PING_EVERY_MS,
  type Health,
} from './link-health.ts';
import type { SecureLink } from './secure-link.ts';

/** Asks on the input channel twice a second, so that its round trip is what a click would feel. */
export interface Heartbeat {
  /** Of the newest answer, ms. */
  readonly rttMs: number | null;
  onLost(listener: () => void): () => void;
  /** An answer after a loss. */
  onBack(listener: () => void): () => void;
}

export function createHeartbeat(scope: Scope, clock: Clock, link: SecureLink): Heartbeat {
  const lost = createListeners<void>();
  const back = createListeners<void>();
  const asked = new Map<number, number>();
  let health: Health = freshHealth(clock.now());
  let rttMs: number | null = null;
  let n = 0;
  const settle = (next: Health) => {
    const was = health.lost;
    health = next;
    if (was !== next.lost) (next.lost ? lost : back).tell();
  };
  const ask = () => {
    n += 1;
    asked.set(n, clock.now());
    asked.delete(n - 60); // half a minute without answers: those will not come any more
    link.sendInput({ type: 'link.ping', n });
  };
  scope.add(
    link.onInput((message) => {
      if (message.type === 'link.ping') link.sendInput({ type: 'link.pong', n: message.n });
      if (message.type !== 'link.pong') return;
      const since = asked.get(message.n);
      if (since === undefined) return; // not asked by us, or twice
      asked.delete(message.n);
      rttMs = clock.now() - since;
      settle(heard(health, clock.now()));
    }),
  );
  scope.add(link.onState((state) => state === 'disconnected' && settle(disconnected(health))));
  scope.add(clock.every(PING_EVERY_MS, ask));
  scope.add(clock.every(LOOK_EVERY_MS, () => settle(looked(health, clock.now()))));
  ask();
  return {
    get rttMs() {
      return rttMs;
    },
    onLost: lost.on,
    onBack: back.on,
  };
}
