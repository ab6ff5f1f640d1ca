import { appError, type AppError } from '../../src-shared/errors.ts';
import { equalConstantTime } from '../../src-shared/pairing/bytes.ts';
import { makeFin, verifyFin, type FinContext, type PairingRole } from '../../src-shared/pairing/fin.ts';
import type { Paired } from '../../src-shared/pairing/handshake.ts';
import type { SdpGate } from '../../src-shared/pairing/sdp-gate.ts';
import { PEER_PROTOCOL_VERSION } from '../../src-shared/protocol/peer-messages.ts';
import type { AnyMessage } from './any-message.ts';

/** The first words on a control channel: each side proves that both saw the same keys and descriptions (PM-1). */
export interface FinExchange {
  readonly done: boolean;
  /** Our FIN, once; null when it has been made already. */
  begin(remoteFingerprint: Uint8Array | null): AnyMessage | AppError | null;
  /** The other side's first message. Undefined when it verifies, else what ends the session. */
  take(message: AnyMessage): AppError | undefined;
}

export function createFinExchange(role: PairingRole, paired: Paired, gate: SdpGate): FinExchange {
  let sent = false;
  let verified = false;
  const context = (): FinContext | null => {
    const exchange = gate.firstExchange();
    const host = role === 'host';
    return exchange === undefined
      ? null
      : {
          finKey: paired.finKey,
          sid: paired.sid,
          technicianFingerprint: host ? paired.peerFingerprint : paired.ownFingerprint,
          hostFingerprint: host ? paired.ownFingerprint : paired.peerFingerprint,
          ...exchange,
        };
  };
  return {
    get done() {
      return sent && verified;
    },
    begin(remoteFingerprint) {
      if (sent) return null;
      const facts = context();
      if (facts === null) return appError('PAIRING_TAMPERED', 'a channel before offer and answer');
      // What DTLS really saw, where the browser says it: the third of three checks of the same key.
      if (remoteFingerprint !== null && !equalConstantTime(remoteFingerprint, paired.peerFingerprint))
        return appError('PAIRING_TAMPERED', 'another certificate in DTLS');
      sent = true;
      return { type: 'fin', v: PEER_PROTOCOL_VERSION, mac: makeFin(role, facts) };
    },
    take(message) {
      const facts = context();
      if (message.type !== 'fin' || verified || facts === null)
        return appError('PEER_PROTOCOL', `${message.type} where a FIN was due`);
      if (message.v !== PEER_PROTOCOL_VERSION)
        return appError('PEER_VERSION', `peer speaks version ${message.v}`);
      if (!verifyFin(role === 'host' ? 'technician' : 'host', facts, message.mac))
        return appError('PAIRING_TAMPERED', 'FIN');
      verified = true;
      return undefined;
    },
  };
}
