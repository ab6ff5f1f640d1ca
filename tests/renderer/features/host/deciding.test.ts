import { describe, expect, test } from 'vitest';
import { appError } from '../../../../src-shared/errors.ts';
import { judge } from '../../../../src-shared/findings/judge.ts';
import { idleSession } from '../../../../src-shared/session/host-session-reducer.ts';
import { chooseScreen, startPlace } from '../../../../src-renderer/features/host/choose-screen.ts';
import { closedKind } from '../../../../src-renderer/features/host/closed-screen.tsx';
import { seenOf } from '../../../../src-renderer/features/host/end-facts.ts';
import { arrivalOrder } from '../../../../src-renderer/features/host/finding-order.ts';
import { networkFacts } from '../../../../src-renderer/features/host/server-facts.ts';
import { serverTrouble } from '../../../../src-renderer/features/host/server-screen.tsx';
import { diagnoses, NOW, sessions } from '../../../gallery/sample-session.ts';
import { GIB, machine, volume } from '../../../shared/findings/machine.ts';

const none = { state: 'none' } as const;

describe('which screen', () => {
  test('before main has answered nothing is offered', () => {
    expect(chooseScreen(null, none, startPlace)).toBe('starting');
  });

  test('an unverified technician comes before everything, whatever this window remembers', () => {
    expect(chooseScreen(sessions.card, none, { ...startPlace, panel: 'preview', wentOn: true })).toBe('card');
  });

  test('findings alone leave the person on consent until they go on', () => {
    expect(chooseScreen(sessions.consentFindings, none, startPlace)).toBe('consent');
    expect(chooseScreen(sessions.consentFindings, none, { ...startPlace, wentOn: true })).toBe('live');
  });

  test('a screen that was taken back leaves the person on the live view', () => {
    expect(chooseScreen(sessions.off, none, startPlace)).toBe('live');
  });

  test('the end comes before any panel', () => {
    expect(chooseScreen(sessions.ended, none, { ...startPlace, panel: 'screens' })).toBe('end');
  });
});

describe('findings', () => {
  const findings = judge(
    machine({ volumes: { volumes: [{ ...volume, usedBytes: 236 * GIB, availableBytes: GIB }] } }),
    {
      now: NOW,
    },
  ).findings;

  test('arrive below what is there and never change places', () => {
    const [first] = findings;
    if (first === undefined) throw new Error('no finding');
    expect(arrivalOrder(['PRN-02', first.id], [first])).toEqual([first.id]);
    expect(arrivalOrder(['PRN-02'], [first, { ...first, id: 'PRN-02' }])).toEqual(['PRN-02', first.id]);
  });

  test('an unchanged list is the same list, so nothing is drawn again', () => {
    const ids = findings.map(({ id }) => id);
    expect(arrivalOrder(ids, findings)).toBe(ids);
  });
});

describe('what was seen', () => {
  const minute = 60_000;
  test('pauses do not count as seen', () => {
    const seen = seenOf(sessions.ended);
    expect(seen.screens).toEqual([
      { what: 'Screen 1', ms: Math.round((5 - 3 + 2.4 - 1) * minute) },
      { what: 'Office printer', ms: minute },
    ]);
    expect(seen.findingsSentAt).toBe(NOW - 6.4 * minute);
  });

  test('a refused session has seen nothing', () => {
    expect(seenOf({ ...idleSession, endedAt: NOW })).toEqual({
      screens: [],
      findingsAllowed: false,
      findingsSentAt: null,
    });
  });
});

describe('a closed code', () => {
  test.each([
    ['CODE_WRONG', null, 'wrong'],
    ['CODE_PAUSED', NOW, 'paused'],
    ['CODE_PAUSED', null, 'stopped'],
    ['ROOM_EXPIRED', null, 'expired'],
    ['PAIRING_TAMPERED', null, 'tampered'],
    ['PEER_PROTOCOL', null, 'other'],
  ] as const)('%s until %s is "%s"', (code, until, kind) => {
    expect(closedKind(appError(code), until)).toBe(kind);
  });
});

describe('the way to the server', () => {
  const unreachable = (code: 'SERVER_UNREACHABLE' | 'SERVER_BUSY' | 'SERVER_VERSION') =>
    ({ state: 'unreachable', error: appError(code), retryAt: null, attempt: 1 }) as const;

  test('what was not looked at is not known', () => {
    expect(networkFacts(null)).toEqual({ kind: 'network', connected: null, wayOut: null });
  });

  test('a network with an address is connected', () => {
    expect(networkFacts(diagnoses.wifi.snapshot)).toEqual({ kind: 'wifi', connected: true, wayOut: true });
    expect(networkFacts(diagnoses.offline.snapshot).connected).toBe(false);
  });

  test('no network is said as such, a busy server is not', () => {
    expect(serverTrouble(unreachable('SERVER_UNREACHABLE'), false, false)).toBe('offline');
    expect(serverTrouble(unreachable('SERVER_UNREACHABLE'), null, null)).toBe('noAnswer');
    expect(serverTrouble(unreachable('SERVER_BUSY'), true, true)).toBe('busy');
    expect(serverTrouble(unreachable('SERVER_VERSION'), true, true)).toBe('version');
  });
});
