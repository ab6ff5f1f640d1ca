import type { SealedKind } from '../../src-shared/protocol/signalling.ts';
import { MAX_OCCUPANCY, ROOM_NUMBERS, type RoomLimits } from './room-limits.ts';
import {
  addRoom,
  createRoomTable,
  deliver,
  membersOf,
  otherRole,
  refuse,
  removeRoom,
  type Delivery,
  type Member,
  type MemberId,
  type MemberRole,
  type Room,
  type RoomTable,
} from './room-table.ts';

/** What the rooms are made with: no clock, no randomness of their own. */
export interface RoomsOptions {
  readonly limits: RoomLimits;
  /** A random whole number from 0 to below `end`. */
  readonly randomBelow: (end: number) => number;
}

export interface RoomCounts {
  readonly codes: number;
  readonly rooms: number;
  readonly meetings: number;
  readonly tombstones: number;
}

/** Rooms, codes and meetings of one broker. Every method answers what to send; nothing here knows a socket. */
export interface Rooms {
  open(member: Member, sidHost: string, now: number): readonly Delivery[];
  join(member: Member, number: string, now: number): readonly Delivery[];
  resume(member: Member, at: Meeting, now: number): readonly Delivery[];
  relay(from: MemberId, kind: SealedKind, box: string, now: number): readonly Delivery[];
  /** Whether ICE servers may be given: key confirmation has passed in this room (SG-6). */
  mayHaveIce(member: MemberId): boolean;
  /** Left, or lost its socket. */
  leave(member: MemberId): readonly Delivery[];
  /** Ends what has run out. Call it every second or so. */
  sweep(now: number): readonly Delivery[];
  counts(): RoomCounts;
}

/** Where two ends meet again; the host brings the first half of the new session's id. */
export interface Meeting {
  readonly role: MemberRole;
  readonly rendezvous: string;
  readonly sidHost?: string | undefined;
}

interface Context extends RoomsOptions {
  readonly table: RoomTable;
}

/** Which side may send which kind; the others are free (SG-5). */
const senderOf: Readonly<Partial<Record<SealedKind, MemberRole>>> = {
  m1: 'technician',
  m2: 'host',
  m3: 'technician',
  m4: 'host',
};

export function createRooms(options: RoomsOptions): Rooms {
  const context: Context = { ...options, table: createRoomTable() };
  const { table } = context;
  return {
    open: (member, sidHost, now) => openRoom(context, member, sidHost, now),
    join: (member, number, now) => joinRoom(context, member, number, now),
    resume: (member, at, now) => resumeRoom(context, member, at, now),
    relay: (from, kind, box, now) => relayBox(context, from, kind, box, now),
    mayHaveIce: (member) => table.roomOf.get(member)?.confirmed === true,
    leave: (member) => leaveRoom(context, member),
    sweep: (now) => sweepRooms(context, now),
    counts: () => ({
      codes: table.codes.size,
      rooms: table.all.size,
      meetings: table.meetings.size,
      tombstones: table.tombstones.size,
    }),
  };
}

function openRoom(context: Context, host: Member, sidHost: string, now: number): readonly Delivery[] {
  const { table, limits } = context;
  if (table.roomOf.has(host.id)) return refuse(host.id, 'SERVER_PROTOCOL'); // SG-2
  const most = Math.min(limits.maxCodes, ROOM_NUMBERS * MAX_OCCUPANCY);
  const number = table.codes.size < most ? pickNumber(context) : undefined;
  if (number === undefined) return refuse(host.id, 'SERVER_BUSY', 10_000);
  table.tombstones.delete(number);
  addRoom(table, { place: { number }, members: { host }, sidHost, until: now + limits.codeTtlMs });
  return [deliver(host.id, { type: 'room.opened', room: number, ttlMs: limits.codeTtlMs })];
}

/** A free number, if it can be one that nobody had in the last ten minutes: an old code must not hit a new room. */
function pickNumber({ table, randomBelow }: Context): string | undefined {
  let second: string | undefined;
  for (let tries = 0; tries < 64; tries++) {
    const number = String(randomBelow(ROOM_NUMBERS)).padStart(4, '0');
    if (table.codes.has(number)) continue;
    if (!table.tombstones.has(number)) return number;
    second ??= number;
  }
  return second;
}

function joinRoom(context: Context, technician: Member, number: string, now: number): readonly Delivery[] {
  const { table, limits } = context;
  if (table.roomOf.has(technician.id)) return refuse(technician.id, 'SERVER_PROTOCOL');
  const room = table.codes.get(number);
  const host = room?.members.host;
  if (room === undefined || host === undefined || room.sidHost === undefined || room.until <= now) {
    const was = room === undefined ? table.tombstones.get(number)?.was : 'expired';
    const code = was === 'used' ? 'ROOM_USED' : was === 'expired' ? 'ROOM_EXPIRED' : 'ROOM_UNKNOWN';
    return refuse(technician.id, code); // SG-4
  }
  table.codes.delete(number); // one join, ever // SG-3
  table.tombstones.set(number, { was: 'used', until: now + limits.tombstoneMs });
  bringTogether(context, room, 'technician', technician, now);
  return [
    deliver(technician.id, { type: 'room.joined', sidHost: room.sidHost }),
    deliver(host.id, { type: 'peer.joined', origin: technician.origin }),
  ];
}

function bringTogether(
  { table, limits }: Context,
  room: Room,
  role: MemberRole,
  member: Member,
  now: number,
): void {
  room.members[role] = member;
  room.joined = true;
  room.until = now + limits.idleMs;
  table.roomOf.set(member.id, room);
}

function resumeRoom(context: Context, member: Member, at: Meeting, now: number): readonly Delivery[] {
  const { table } = context;
  const misplaced = table.roomOf.has(member.id) || (at.role === 'host') !== (at.sidHost !== undefined);
  if (misplaced) return refuse(member.id, 'SERVER_PROTOCOL');
  const room = table.meetings.get(at.rendezvous);
  const other = room?.members[otherRole(at.role)];
  if (room === undefined || other === undefined || room.until <= now)
    return waitAtMeeting(context, room, member, at, now);
  table.meetings.delete(at.rendezvous);
  room.sidHost ??= at.sidHost;
  bringTogether(context, room, at.role, member, now);
  const sidHost = room.sidHost === undefined ? {} : { sidHost: room.sidHost };
  return membersOf(room).map(({ id }) => {
    const isHost = room.members.host?.id === id;
    const origin = id === member.id ? other.origin : member.origin;
    return deliver(id, { type: 'peer.joined', origin, ...(isHost ? {} : sidHost) });
  });
}

/** The same role again is its next try from a new socket: the older one went without a word. // SG-7 */
function waitAtMeeting(
  { table, limits }: Context,
  stale: Room | undefined,
  member: Member,
  at: Meeting,
  now: number,
): readonly Delivery[] {
  const told =
    stale === undefined ? [] : membersOf(stale).map(({ id }) => deliver(id, { type: 'room.expired' }));
  if (stale !== undefined) removeRoom(table, stale);
  addRoom(table, {
    place: { rendezvous: at.rendezvous },
    members: { [at.role]: member },
    sidHost: at.sidHost,
    until: now + limits.meetingTtlMs,
  });
  return told;
}

function relayBox(
  { table, limits }: Context,
  from: MemberId,
  kind: SealedKind,
  box: string,
  now: number,
): readonly Delivery[] {
  const room = table.roomOf.get(from);
  if (room === undefined) return refuse(from, 'PEER_LEFT'); // it crossed with the other end's leaving
  const role: MemberRole = room.members.host?.id === from ? 'host' : 'technician';
  const other = room.members[otherRole(role)];
  if (other === undefined || (senderOf[kind] ?? role) !== role) return refuse(from, 'SERVER_PROTOCOL'); // SG-5
  room.frames++;
  room.chars += box.length;
  if (room.frames > limits.maxFrames || room.chars > limits.maxChars) {
    removeRoom(table, room); // SG-8
    return [...refuse(from, 'SERVER_RATE'), deliver(other.id, { type: 'peer.left' })];
  }
  room.until = now + limits.idleMs;
  room.confirmed ||= kind === 'm4';
  return [deliver(other.id, { type: 'relay', kind, box })];
}

function leaveRoom({ table }: Context, member: MemberId): readonly Delivery[] {
  const room = table.roomOf.get(member);
  if (room === undefined) return [];
  removeRoom(table, room, { was: 'expired', until: room.until });
  return membersOf(room)
    .filter(({ id }) => id !== member)
    .map(({ id }) => deliver(id, { type: 'peer.left' }));
}

function sweepRooms({ table, limits }: Context, now: number): readonly Delivery[] {
  for (const [number, { until }] of table.tombstones) if (until <= now) table.tombstones.delete(number);
  const ended = [...table.all].filter((room) => room.until <= now);
  for (const room of ended) removeRoom(table, room, { was: 'expired', until: now + limits.tombstoneMs });
  return ended.flatMap((room) =>
    membersOf(room).map(({ id }) => deliver(id, { type: room.joined ? 'peer.left' : 'room.expired' })),
  );
}
