import type { Present } from '../../src-shared/helpdesk/api/event-frames.ts';

/** Who has which ticket open, and who is writing an answer. */
export interface Presence<Page> {
  /** A page shows this ticket, or none. */
  at(page: Page, ticketId: string | null, writing: boolean): void;
  leave(page: Page): void;
}

export interface PresenceOptions<Page> {
  /** Pages hear of each other only under the same key. */
  keyOf(page: Page, ticketId: string): string;
  personOf(page: Page): { readonly id: string; readonly name: string };
  /** All others at the ticket, as this page should show them. */
  tell(page: Page, ticketId: string, people: readonly Present[]): void;
}

interface Seat {
  readonly ticketId: string;
  readonly key: string;
  readonly writing: boolean;
}

/** Most people that are named at one ticket. */
const NAMED = 50;

export function createPresence<Page>({ keyOf, personOf, tell }: PresenceOptions<Page>): Presence<Page> {
  const seats = new Map<Page, Seat>();
  const rooms = new Map<string, Set<Page>>();
  const tellRoom = ({ key, ticketId }: Seat) => {
    const room = [...(rooms.get(key) ?? [])];
    for (const page of room) tell(page, ticketId, othersOf(room, page));
  };
  /** One line for each person, however many pages they have; somebody's own pages are not others. */
  const othersOf = (room: readonly Page[], page: Page): Present[] => {
    const people = new Map<string, Present>();
    for (const other of room) {
      const { id, name } = personOf(other);
      if (id === personOf(page).id) continue;
      const writing = seats.get(other)?.writing === true || people.get(id)?.writing === true;
      people.set(id, { id, name, writing });
    }
    return [...people.values()].slice(0, NAMED);
  };
  const leave = (page: Page): Seat | undefined => {
    const seat = seats.get(page);
    if (seat === undefined) return undefined;
    seats.delete(page);
    const room = rooms.get(seat.key);
    room?.delete(page);
    if (room?.size === 0) rooms.delete(seat.key);
    return seat;
  };
  return {
    at(page, ticketId, writing) {
      const before = leave(page);
      if (before !== undefined && before.ticketId !== ticketId) tellRoom(before);
      if (ticketId === null) return;
      const seat = { ticketId, key: keyOf(page, ticketId), writing };
      seats.set(page, seat);
      const room = rooms.get(seat.key) ?? new Set();
      rooms.set(seat.key, room.add(page));
      tellRoom(seat);
    },
    leave(page) {
      const seat = leave(page);
      if (seat !== undefined) tellRoom(seat);
    },
  };
}
