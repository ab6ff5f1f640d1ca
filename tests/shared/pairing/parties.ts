import type { PairingCode } from '../../../src-shared/pairing/code.ts';
import {
  createHostHandshake,
  createTechnicianHandshake,
  type HandshakeMessage,
  type HandshakeStep,
  type HostPaired,
  type PairingSecret,
  type TechnicianPaired,
} from '../../../src-shared/pairing/handshake.ts';

type Bytes = (length: number) => Uint8Array;

/** One end with everything a test wants to know of it. */
export interface Party {
  readonly role: 'host' | 'technician';
  readonly fingerprint: Uint8Array;
  paired(): HostPaired | TechnicianPaired | undefined;
  errorCode(): string | undefined;
  stateName(): string;
  /** The technician's M1; nothing for a host. */
  start(): readonly HandshakeMessage[];
  /** Hands a message in; a host that wants to burn its code is let. Answers what is sent. */
  receive(message: HandshakeMessage): readonly HandshakeMessage[];
}

export interface PartyOptions {
  readonly secret: PairingSecret;
  readonly sidHost: Uint8Array;
  readonly random: Bytes;
  readonly fingerprint?: Uint8Array;
  readonly name?: string;
}

export function byCode(room: string, secret: string): PairingSecret {
  const code: PairingCode = { room, secret };
  return { by: 'code', code };
}

export function hostParty({ secret, sidHost, random, fingerprint = random(32) }: PartyOptions): Party {
  const machine = createHostHandshake({
    secret,
    sidHost,
    fingerprint,
    version: '1.2.3',
    features: 0,
    scalarRandom: random(64),
  });
  return {
    role: 'host',
    fingerprint,
    ...views(() => machine.state),
    start: () => [],
    receive(message) {
      const step = machine.receive(message);
      return step.state.name === 'burn' ? [...step.send, ...machine.confirmBurned().send] : step.send;
    },
  };
}

export function technicianParty(options: PartyOptions): Party {
  const { secret, sidHost, random, fingerprint = random(32), name = 'Jo Field' } = options;
  const machine = createTechnicianHandshake({
    secret,
    sidHost,
    sidTechnician: random(16),
    fingerprint,
    version: '1.2.4',
    features: 0,
    scalarRandom: random(64),
    introduction: { name, client: 'app', version: '1.2.4' },
  });
  return {
    role: 'technician',
    fingerprint,
    ...views(() => machine.state),
    start: () => machine.start().send,
    receive: (message) => machine.receive(message).send,
  };
}

function views(
  state: () => HandshakeStep<HostPaired | TechnicianPaired>['state'],
): Pick<Party, 'paired' | 'errorCode' | 'stateName'> {
  return {
    paired: () => {
      const now = state();
      return now.name === 'paired' ? now.paired : undefined;
    },
    errorCode: () => {
      const now = state();
      return now.name === 'failed' ? now.error.code : undefined;
    },
    stateName: () => state().name,
  };
}

/** Carries every message across; `tamper` sees each and may change or drop it. */
export function connect(
  technician: Party,
  host: Party,
  tamper: (message: HandshakeMessage) => HandshakeMessage | undefined = (message) => message,
): void {
  let toHost = technician.start();
  while (toHost.length > 0) {
    const toTechnician = pass(toHost, host, tamper);
    toHost = pass(toTechnician, technician, tamper);
  }
}

function pass(
  messages: readonly HandshakeMessage[],
  to: Party,
  tamper: (message: HandshakeMessage) => HandshakeMessage | undefined,
): readonly HandshakeMessage[] {
  return messages.flatMap((message) => {
    const changed = tamper(message);
    return changed === undefined ? [] : to.receive(changed);
  });
}
