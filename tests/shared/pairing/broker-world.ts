import fc from 'fast-check';
import type { HandshakeKind, HandshakeMessage } from '../../../src-shared/pairing/handshake.ts';
import { byCode, connect, hostParty, technicianParty, type Party } from './parties.ts';
import { flipBit, seededBytes } from './random.ts';

/*
 * A broker that does what it likes between two honest pairs (T2): it holds every message back and hands any of them,
 * changed or not, to anybody, as often as it likes; it gives out session ids and rooms of its choice and plays both
 * roles itself with a code it has guessed wrongly.
 */
export type BrokerMove =
  | { readonly do: 'forward'; readonly pair: 0 | 1 }
  | {
      readonly do: 'deliver';
      readonly message: number;
      readonly to: number;
      readonly kind?: HandshakeKind | undefined;
      readonly flip?: number | undefined;
      readonly certificateOf?: number | undefined;
    };

export interface Schedule {
  readonly seed: number;
  /** Both hosts were given one room number. */
  readonly sameRoom: boolean;
  /** Whose session id each technician is given: 0 or 1 a host's, 2 the broker's own. */
  readonly sids: readonly [number, number];
  readonly moves: readonly BrokerMove[];
}

const kinds = fc.constantFrom<HandshakeKind>('m1', 'm2', 'm3', 'm4', 'fail');
const optional = <T>(value: fc.Arbitrary<T>) => fc.option(value, { nil: undefined, freq: 2 });
const move: fc.Arbitrary<BrokerMove> = fc.oneof(
  {
    weight: 3,
    arbitrary: fc.record({
      do: fc.constant('forward' as const),
      pair: fc.constantFrom(0 as const, 1 as const),
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      do: fc.constant('deliver' as const),
      message: fc.nat(30),
      to: fc.nat(5),
      kind: optional(kinds),
      flip: optional(fc.nat(3_000)),
      certificateOf: optional(fc.nat(5)),
    }),
  },
);

export const anySchedule: fc.Arbitrary<Schedule> = fc.record({
  seed: fc.nat(),
  sameRoom: fc.boolean(),
  sids: fc.constantFrom([0, 1] as const, [0, 1] as const, [1, 0] as const, [0, 0] as const, [2, 2] as const),
  moves: fc.array(move, { maxLength: 30 }),
});

interface Envelope {
  readonly from: Party;
  readonly message: HandshakeMessage;
  forwarded: boolean;
}

/**
 * Plays a schedule and throws where somebody is paired with anybody but their counterpart. Answers how many honest
 * ends were paired.
 */
export function playSchedule({ seed, sameRoom, sids, moves }: Schedule): number {
  const random = seededBytes(seed);
  const sidHosts = [random(16), random(16), random(16)] as const;
  const rooms = ['1000', sameRoom ? '1000' : '2000'] as const;
  const secrets = [byCode(rooms[0], '1111111'), byCode(rooms[1], '2222222')] as const;
  const guess = byCode(rooms[0], '3333333');
  const sidOf = (n: number): Uint8Array => sidHosts[n] ?? sidHosts[2];

  const hosts = secrets.map((secret, n) => hostParty({ secret, sidHost: sidOf(n), random }));
  const technicians = secrets.map((secret, n) =>
    technicianParty({ secret, sidHost: sidOf(sids[n] ?? 2), random, name: `Technician ${n}` }),
  );
  const brokers = [
    hostParty({ secret: guess, sidHost: sidOf(sids[0]), random }),
    technicianParty({ secret: guess, sidHost: sidOf(0), random }),
  ];
  const everybody = [...hosts, ...technicians, ...brokers];
  const pool: Envelope[] = [];
  const post = (from: Party, messages: readonly HandshakeMessage[]): void => {
    for (const message of messages) pool.push({ from, message, forwarded: false });
  };
  for (const party of everybody) post(party, party.start());

  for (const next of moves) {
    if (next.do === 'forward') {
      const members = [hosts[next.pair], technicians[next.pair]];
      const envelope = pool.find(({ from, forwarded }) => !forwarded && members.includes(from));
      const to = members.find((member) => member !== envelope?.from);
      if (envelope === undefined || to === undefined) continue;
      envelope.forwarded = true;
      post(to, to.receive(envelope.message));
    } else {
      const envelope = pool[next.message % pool.length];
      const to = everybody[next.to % everybody.length];
      if (envelope === undefined || to === undefined) continue;
      post(to, to.receive(tamper(envelope, next, everybody)));
    }
    for (const n of [0, 1]) checkPair(hosts[n], technicians[n]);
  }
  return [...hosts, ...technicians].filter((party) => party.paired() !== undefined).length;
}

function tamper(
  { message, from }: Envelope,
  next: BrokerMove & { do: 'deliver' },
  everybody: readonly Party[],
): HandshakeMessage {
  let body = message.body;
  const other =
    next.certificateOf === undefined ? undefined : everybody[next.certificateOf % everybody.length];
  if (other !== undefined) body = replaceBytes(body, from.fingerprint, other.fingerprint);
  if (next.flip !== undefined && body.length > 0) body = flipBit(body, next.flip);
  return { kind: next.kind ?? message.kind, body };
}

function replaceBytes(body: Uint8Array, from: Uint8Array, to: Uint8Array): Uint8Array {
  const at = body.findIndex((_, n) => from.every((byte, k) => body[n + k] === byte));
  const copy = body.slice();
  if (at >= 0) copy.set(to, at);
  return copy;
}

/** Paired means: with the counterpart, its certificate, its words, and one set of keys. */
function checkPair(host: Party | undefined, technician: Party | undefined): void {
  if (host === undefined || technician === undefined) throw new Error('no such pair');
  const [h, t] = [host.paired(), technician.paired()];
  if (h !== undefined && !same(h.peerFingerprint, technician.fingerprint))
    throw new Error('host: wrong certificate');
  if (t !== undefined && !same(t.peerFingerprint, host.fingerprint))
    throw new Error('technician: wrong certificate');
  if (t !== undefined && h === undefined) throw new Error('the technician is paired with nobody');
  if (h === undefined || t === undefined) return;
  const alike = same(h.sid, t.sid) && same(h.finKey, t.finKey) && same(h.resumeKey, t.resumeKey);
  if (!alike) throw new Error('paired with different keys');
}

function same(a: Uint8Array, b: Uint8Array): boolean {
  return a.length === b.length && a.every((byte, n) => byte === b[n]);
}

/** An honest broker: both must be paired. */
export function playHonestly(seed: number): void {
  const random = seededBytes(seed);
  const sidHost = random(16);
  const secret = byCode('1000', '1111111');
  const host = hostParty({ secret, sidHost, random });
  const technician = technicianParty({ secret, sidHost, random });
  connect(technician, host);
  if (host.paired() === undefined || technician.paired() === undefined)
    throw new Error('honest, and not paired');
  checkPair(host, technician);
}
