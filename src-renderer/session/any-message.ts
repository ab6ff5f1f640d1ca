import { hostCodec, technicianCodec, type PeerCodec } from '../../src-shared/protocol/codec.ts';
import type { PairingRole } from '../../src-shared/pairing/fin.ts';
import type { HostMessage, TechnicianMessage } from '../../src-shared/protocol/peer-messages.ts';

/** What may be on the wire. The codec of a role lets in only what the other role may say. */
export type AnyMessage = HostMessage | TechnicianMessage;

export function codecOf(role: PairingRole): PeerCodec<AnyMessage, AnyMessage> {
  return role === 'host' ? hostCodec : technicianCodec;
}
