import type { Bridge } from '../../src-shared/bridge/contract.ts';
import { askedRound, type NetQuestion, type NetRound } from '../../src-shared/network/net-tests.ts';
import type { HostMessage } from '../../src-shared/protocol/peer-messages.ts';
import type { IceServer } from '../../src-shared/protocol/signalling.ts';
import type { Scope } from '../../src-shared/scope.ts';

export interface NetworkTestsOptions {
  readonly bridge: Bridge;
  readonly send: (message: HostMessage) => boolean;
  /** Of this session. */
  readonly relays: () => readonly IceServer[];
}

/** Passes on what the technician asks of the network, and how far it has come. Main asks the person. // PM-12 */
export interface NetworkTests {
  ask(id: string, questions: readonly NetQuestion[]): void;
  stop(): void;
}

export function createNetworkTests(
  scope: Scope,
  { bridge, send, relays }: NetworkTestsOptions,
): NetworkTests {
  const tell = (round: NetRound) => void send({ type: 'net.state', round });
  scope.add(
    bridge.on('network.changed', (round) => {
      if (round !== null) tell(round);
    }),
  );
  scope.add(() => void bridge.request('network.stop', undefined));
  return {
    ask(id, questions) {
      const refuse = () => tell({ ...askedRound(id, questions), state: 'refused' });
      const mine = relays().map(({ urls, username, credential }) => ({
        urls: [...urls],
        ...(username === undefined ? {} : { username }),
        ...(credential === undefined ? {} : { credential }),
      }));
      void bridge
        .request('network.ask', { id, questions: [...questions], relays: mine })
        // No grant, or a round is open: the technician hears it as a refusal of this one.
        .then((asked) => (asked.ok ? undefined : refuse()), refuse);
    },
    stop: () => void bridge.request('network.stop', undefined),
  };
}
