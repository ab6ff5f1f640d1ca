import type { BrokerError, ServerFrame } from '../../src-shared/protocol/signalling.ts';

/** A socket, as far as rooms know it. */
export type MemberId = string;
export type MemberOrigin = 'app' | 'web';
export type MemberRole = 'host' | 'technician';

export interface Member {
  readonly id: MemberId;
  readonly origin: MemberOrigin;
}

/** A frame for a member. The caller sends them in this order. */
export interface Delivery {
  readonly to: MemberId;
  readonly frame: ServerFrame;
}

export interface Room {
  /** The number of its code, or the name of a meeting after a lost link. */
  readonly place: { readonly number: string } | { readonly rendezvous: string };
  readonly members: Partial<Record<MemberRole, Member>>;
  sidHost?: string | undefined;
  /** The waiting code or meeting ends here; a joined room when nothing passes until then. Same clock as `now`. */
  until: number;
  joined: boolean;
  /** M4 has passed. */
  confirmed: boolean;
  frames: number;
  chars: number;
}

/** Why a number no longer works; kept for ten minutes, so that people get the right sentence (SG-4). */
export interface Tombstone {
  readonly was: 'used' | 'expired';
  readonly until: number;
}

/** Where rooms are found: by code, by meeting, by member. */
export interface RoomTable {
  /** Rooms whose code waits for a technician. */
  readonly codes: Map<string, Room>;
  readonly meetings: Map<string, Room>;
  readonly tombstones: Map<string, Tombstone>;
  readonly roomOf: Map<MemberId, Room>;
  readonly all: Set<Room>;
}

export function createRoomTable(): RoomTable {
  return { codes: new Map(), meetings: new Map(), tombstones: new Map(), roomOf: new Map(), all: new Set() };
}

/** Puts a new room with its first member in. */
export function addRoom(
  table: RoomTable,
  parts: Pick<Room, 'place' | 'members' | 'sidHost' | 'until'>,
): void {
  const room: Room = { ...parts, joined: false, confirmed: false, frames: 0, chars: 0 };
  table.all.add(room);
  for (const member of membersOf(room)) table.roomOf.set(member.id, room);
  if ('number' in room.place) table.codes.set(room.place.number, room);
  else table.meetings.set(room.place.rendezvous, room);
}

/** Takes a room out; `tombstone` is what to remember of a code nobody had used. */
export function removeRoom(table: RoomTable, room: Room, tombstone?: Tombstone): void {
  table.all.delete(room);
  for (const member of membersOf(room)) table.roomOf.delete(member.id);
  if ('rendezvous' in room.place) {
    if (table.meetings.get(room.place.rendezvous) === room) table.meetings.delete(room.place.rendezvous);
  } else if (table.codes.get(room.place.number) === room) {
    table.codes.delete(room.place.number);
    if (tombstone !== undefined) table.tombstones.set(room.place.number, tombstone);
  }
}

export function membersOf(room: Room): readonly Member[] {
  return [room.members.host, room.members.technician].filter((member) => member !== undefined);
}

export function otherRole(role: MemberRole): MemberRole {
  return role === 'host' ? 'technician' : 'host';
}

export function deliver(to: MemberId, frame: ServerFrame): Delivery {
  return { to, frame };
}

export function refuse(to: MemberId, code: BrokerError, retryAfterMs?: number): readonly Delivery[] {
  return [{ to, frame: { type: 'error', code, ...(retryAfterMs !== undefined && { retryAfterMs }) } }];
}
