import type { Clock } from '../../src-shared/clock.ts';
import { createListeners } from '../../src-shared/listeners.ts';
import { createSdpGate } from '../../src-shared/pairing/sdp-gate.ts';
import type { Scope } from '../../src-shared/scope.ts';
import { codecOf, type AnyMessage } from './any-message.ts';
import { createMessageChannel, type MessageChannel } from './message-channel.ts';
import type { SecureLinkOptions, SecureLink } from './secure-link.ts';

/**
 * A second link for what is long, so that it never stands in the way of a click or a frame. It is set up through the
 * first one's control channel, with the same certificates and the same gate (PM-5). It may fail at any time: what
 * it would have carried then goes over the control channel.
 */
export interface BulkLink {
  send(message: AnyMessage): boolean;
  onMessage(listener: (message: AnyMessage) => void): () => void;
  takeSignal(signal: unknown): void;
}

/** Set up once the picture has had its chance: two handshakes at a time slow each other. */
export const BULK_AFTER_MS = 1_500;

export function createBulkLink(scope: Scope, options: SecureLinkOptions, main: SecureLink): BulkLink {
  const { role, clock } = options;
  const messages = createListeners<AnyMessage>();
  let current: OpenBulk | null = null;
  const open = () => {
    if (current !== null || scope.closed || !main.ready) return;
    const own = scope.child();
    current = openBulk(own, options, main, clock);
    current.channel.onMessage(messages.tell);
    current.channel.onBroken(() => own.close());
  };
  if (role === 'host') scope.add(clock.after(BULK_AFTER_MS, open));
  return {
    send: (message) => current?.channel.send(message) ?? false,
    onMessage: messages.on,
    takeSignal(signal) {
      open();
      current?.takeSignal(signal);
    },
  };
}

interface OpenBulk {
  readonly channel: MessageChannel<AnyMessage, AnyMessage>;
  takeSignal(signal: unknown): void;
}

function openBulk(scope: Scope, options: SecureLinkOptions, main: SecureLink, clock: Clock): OpenBulk {
  const { role, paired } = options;
  const link = options.peers.createLink({ ...options, carries: 'bulk' });
  scope.add(() => link.close());
  const gate = createSdpGate({
    ownFingerprint: paired.ownFingerprint,
    peerFingerprint: paired.peerFingerprint,
    initiator: role === 'host',
    relayOnly: options.relayOnly,
  });
  scope.add(
    link.onSignal((signal) => {
      const passed = gate.outgoing(signal, clock.now());
      if (passed.ok && passed.value !== undefined)
        main.send({ type: 'peer.signal', peer: 'bulk', signal: passed.value });
    }),
  );
  return {
    channel: createMessageChannel(scope, link.control, codecOf(role)),
    takeSignal(signal) {
      const passed = gate.incoming(signal, clock.now());
      if (passed.ok && passed.value !== undefined) link.signal(passed.value);
      else if (!passed.ok) scope.close();
    },
  };
}
