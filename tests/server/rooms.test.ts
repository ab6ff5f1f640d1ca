import { describe, expect, test } from 'vitest';
import { defaultRoomLimits, type RoomLimits } from '../../src-server/domain/room-limits.ts';
import { createRooms, type Rooms } from '../../src-server/domain/rooms.ts';
import type { Delivery } from '../../src-server/domain/room-table.ts';
import { iceServers } from '../../src-server/domain/turn-credentials.ts';
import { createTokenBucket } from '../../src-server/domain/token-bucket.ts';

const app = (id: string) => ({ id, origin: 'app' as const });
const sid = '00112233445566778899aabbccddeeff';
const name = 'aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa';

/** Rooms that give out the numbers 0000, 0001, … in turn. */
function rooms(limits: Partial<RoomLimits> = {}): Rooms {
  let next = 0;
  return createRooms({ limits: { ...defaultRoomLimits, ...limits }, randomBelow: (end) => next++ % end });
}
const types = (deliveries: readonly Delivery[]) =>
  deliveries.map(({ to, frame }) => `${to} ${frame.type === 'error' ? frame.code : frame.type}`);

describe('SG-2: rooms', () => {
  test('SG-2: a socket has one room at a time, and another one after it', () => {
    const all = rooms();
    expect(types(all.open(app('h'), sid, 0))).toEqual(['h room.opened']);
    expect(types(all.open(app('h'), sid, 0))).toEqual(['h SERVER_PROTOCOL']);
    all.leave('h');
    expect(types(all.open(app('h'), sid, 0))).toEqual(['h room.opened']);
  });

  test('SG-2: more codes than the limit, or than 40 % of all numbers, are refused as busy', () => {
    const all = rooms({ maxCodes: 9_999 });
    for (let n = 0; n < 4_000; n++) all.open(app(`h${n}`), sid, 0);
    expect(types(all.open(app('late'), sid, 0))).toEqual(['late SERVER_BUSY']);
    expect(all.counts().codes).toBe(4_000);
    const small = rooms({ maxCodes: 1 });
    small.open(app('a'), sid, 0);
    expect(types(small.open(app('b'), sid, 0))).toEqual(['b SERVER_BUSY']);
  });

  test('SG-2: a number is nobody else’s while its code lives, and after that for ten minutes if others are free', () => {
    let pick: readonly number[] = [7, 7, 8];
    const all = createRooms({
      limits: defaultRoomLimits,
      randomBelow: () => {
        const [first = 9, ...rest] = pick;
        pick = rest.length > 0 ? rest : pick;
        return first;
      },
    });
    all.open(app('a'), sid, 0);
    expect(all.open(app('b'), sid, 0)).toMatchObject([{ frame: { room: '0008' } }]);
    all.leave('a');
    pick = [7, 7, 9];
    expect(all.open(app('c'), sid, 1)).toMatchObject([{ frame: { room: '0009' } }]);
    pick = [7];
    expect(all.open(app('d'), sid, 2)).toMatchObject([{ frame: { room: '0007' } }]);
  });
});

describe('SG-3, SG-4: joining', () => {
  test('SG-3: one join, ever', () => {
    const all = rooms();
    all.open(app('h'), sid, 0);
    expect(types(all.join(app('t'), '0000', 1))).toEqual(['t room.joined', 'h peer.joined']);
    expect(types(all.join(app('u'), '0000', 2))).toEqual(['u ROOM_USED']);
    all.leave('t');
    expect(types(all.join(app('u'), '0000', 3))).toEqual(['u ROOM_USED']);
  });

  test('SG-4: unknown, used and expired have their own answers for ten minutes', () => {
    const all = rooms();
    all.open(app('h'), sid, 0);
    expect(types(all.join(app('t'), '0001', 1))).toEqual(['t ROOM_UNKNOWN']);
    expect(types(all.join(app('t'), '0000', 600_000))).toEqual(['t ROOM_EXPIRED']); // before the sweep
    expect(types(all.sweep(600_000))).toEqual(['h room.expired']);
    expect(types(all.join(app('t'), '0000', 600_001))).toEqual(['t ROOM_EXPIRED']); // after it
    all.sweep(1_200_001);
    expect(types(all.join(app('t'), '0000', 1_200_002))).toEqual(['t ROOM_UNKNOWN']);
    expect(all.counts()).toEqual({ codes: 0, rooms: 0, meetings: 0, tombstones: 0 });
  });

  test('SG-4: a code its host gave up is expired', () => {
    const all = rooms();
    all.open(app('h'), sid, 0);
    all.leave('h');
    expect(types(all.join(app('t'), '0000', 1))).toEqual(['t ROOM_EXPIRED']);
  });

  test('SG-3: a host cannot join its own room', () => {
    const all = rooms();
    all.open(app('h'), sid, 0);
    expect(types(all.join(app('h'), '0000', 1))).toEqual(['h SERVER_PROTOCOL']);
    expect(types(all.join(app('t'), '0000', 1))).toEqual(['t room.joined', 'h peer.joined']);
  });
});

describe('SG-5, SG-6, SG-8: relaying', () => {
  function pair(limits: Partial<RoomLimits> = {}): Rooms {
    const all = rooms(limits);
    all.open(app('h'), sid, 0);
    all.join(app('t'), '0000', 0);
    return all;
  }

  test('SG-5: a frame goes to the other end only, as it came', () => {
    const all = pair();
    expect(all.relay('t', 'm1', 'AAAA', 1)).toEqual([
      { to: 'h', frame: { type: 'relay', kind: 'm1', box: 'AAAA' } },
    ]);
    expect(all.relay('h', 's', 'BBBB', 1)).toEqual([
      { to: 't', frame: { type: 'relay', kind: 's', box: 'BBBB' } },
    ]);
  });

  test('SG-5: handshake frames from the wrong side, or from one alone, are refused', () => {
    const all = pair();
    for (const [from, kind] of [
      ['h', 'm1'],
      ['t', 'm2'],
      ['h', 'm3'],
      ['t', 'm4'],
    ] as const)
      expect(types(all.relay(from, kind, '', 1))).toEqual([`${from} SERVER_PROTOCOL`]);
    all.open(app('alone'), sid, 0);
    expect(types(all.relay('alone', 's', '', 1))).toEqual(['alone SERVER_PROTOCOL']);
  });

  test('SG-5: a frame that crosses the other end’s leaving is told so', () => {
    const all = pair();
    expect(types(all.leave('t'))).toEqual(['h peer.left']);
    expect(types(all.relay('h', 's', '', 1))).toEqual(['h PEER_LEFT']);
  });

  test('SG-6: ICE servers only after M4 has passed', () => {
    const all = pair();
    for (const [from, kind] of [
      ['t', 'm1'],
      ['h', 'm2'],
      ['t', 'm3'],
    ] as const) {
      all.relay(from, kind, '', 1);
      expect([all.mayHaveIce('t'), all.mayHaveIce('h')]).toEqual([false, false]);
    }
    all.relay('h', 'm4', '', 1);
    expect([all.mayHaveIce('t'), all.mayHaveIce('h'), all.mayHaveIce('x')]).toEqual([true, true, false]);
  });

  test('SG-8: 500 frames or 1 MiB a room, then it ends for both', () => {
    const many = pair();
    for (let n = 0; n < 500; n++) expect(types(many.relay('t', 's', '', 1))).toEqual(['h relay']);
    expect(types(many.relay('t', 's', '', 1))).toEqual(['t SERVER_RATE', 'h peer.left']);
    const big = pair();
    const box = 'A'.repeat(65_000);
    for (let n = 0; n < 16; n++) expect(types(big.relay('h', 's', box, 1))).toEqual(['t relay']);
    expect(types(big.relay('h', 's', box, 1))).toEqual(['h SERVER_RATE', 't peer.left']);
    expect(big.counts().rooms).toBe(0);
  });

  test('SG-8: a room in which nothing passes for eight hours ends', () => {
    const all = pair();
    all.relay('t', 's', '', 1_000);
    expect(all.sweep(8 * 3_600_000)).toEqual([]);
    expect(types(all.sweep(8 * 3_600_000 + 1_000))).toEqual(['h peer.left', 't peer.left']);
  });
});

describe('SG-7: meeting again', () => {
  const host = { role: 'host', rendezvous: name, sidHost: sid } as const;
  const technician = { role: 'technician', rendezvous: name } as const;

  test.each([
    ['host first', [host, technician]],
    ['technician first', [technician, host]],
  ] as const)(
    'SG-7: %s, both are told, the technician gets the new session’s first half',
    (_name, [first, second]) => {
      const all = rooms();
      expect(all.resume(app(first.role), first, 0)).toEqual([]);
      const told = all.resume({ id: second.role, origin: 'web' }, second, 1);
      expect(types(told)).toEqual(['host peer.joined', 'technician peer.joined']);
      const toTechnician = told.find(({ to }) => to === 'technician');
      expect(toTechnician?.frame).toMatchObject({
        sidHost: sid,
        origin: first.role === 'host' ? 'app' : 'web',
      });
      expect(types(all.relay('technician', 'm1', '', 2))).toEqual(['host relay']);
      expect(all.counts()).toMatchObject({ meetings: 0, rooms: 1 });
    },
  );

  test('SG-7: the same end again takes the place of its older self', () => {
    const all = rooms();
    all.resume(app('old'), host, 0);
    expect(types(all.resume(app('new'), host, 1))).toEqual(['old room.expired']);
    expect(types(all.resume(app('t'), technician, 2))).toEqual(['new peer.joined', 't peer.joined']);
  });

  test('SG-7: nobody waits longer than five minutes', () => {
    const all = rooms();
    all.resume(app('h'), host, 0);
    expect(types(all.sweep(300_000))).toEqual(['h room.expired']);
    expect(all.resume(app('t'), technician, 300_001)).toEqual([]);
  });

  test('SG-7: a host without a session half, and a technician with one, are refused', () => {
    const all = rooms();
    expect(types(all.resume(app('h'), { role: 'host', rendezvous: name }, 0))).toEqual(['h SERVER_PROTOCOL']);
    expect(types(all.resume(app('t'), { ...technician, sidHost: sid }, 0))).toEqual(['t SERVER_PROTOCOL']);
  });
});

describe('SG-6: TURN credentials', () => {
  test('SG-6: the user name is the end of their time, the credential its HMAC', () => {
    // printf '1600:member' | openssl dgst -sha1 -hmac s3cret -binary | base64
    const turn = { urls: ['turn:turn.example.org:3478'], secret: 's3cret', ttlS: 600 };
    expect(iceServers({ turn, stunUrls: ['stun:stun.example.org'] }, 'member', 1_000_000)).toEqual([
      { urls: ['stun:stun.example.org'] },
      { urls: turn.urls, username: '1600:member', credential: '9JhYhbXPScyvFoCeBV/qTO3/als=' },
    ]);
    expect(iceServers({ stunUrls: [] }, 'member', 0)).toEqual([]);
  });
});

test('SG-10: a budget fills steadily up to its burst', () => {
  const bucket = createTokenBucket(10, 20);
  expect(Array.from({ length: 21 }, () => bucket.take(1, 1_000))).toEqual([
    ...new Array(20).fill(true),
    false,
  ]);
  expect(bucket.take(1, 1_100)).toBe(true);
  expect(bucket.take(1, 1_100)).toBe(false);
  expect(bucket.take(21, 100_000)).toBe(false);
  expect(bucket.take(20, 100_000)).toBe(true);
});
