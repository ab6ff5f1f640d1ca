import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex } from '@noble/hashes/utils.js';
import { describe, expect, test } from 'vitest';
import { createHostHandshake, type HandshakeMessage } from '../../../src-shared/pairing/handshake.ts';
import { publicShare, scalarFromRandom } from '../../../src-shared/pairing/cpace.ts';
import { decodeM1, encodeM1, encodeM2, encodeSide } from '../../../src-shared/pairing/handshake-wire.ts';
import { makeFin, verifyFin, type FinContext } from '../../../src-shared/pairing/fin.ts';
import { rendezvousName } from '../../../src-shared/pairing/resume.ts';
import { byCode, connect, hostParty, technicianParty, type Party } from './parties.ts';
import { flipBit, seededBytes } from './random.ts';

const random = seededBytes(4);
const secret = byCode('4821', '7730592');

function pair(codeOfTechnician = secret): { host: Party; technician: Party } {
  const sidHost = random(16);
  return {
    host: hostParty({ secret, sidHost, random }),
    technician: technicianParty({ secret: codeOfTechnician, sidHost, random }),
  };
}

describe('PR: the two machines with an honest broker', () => {
  test('PR-6: with the right code both ends know the other end’s certificate and share all keys', () => {
    const { host, technician } = pair();
    connect(technician, host);
    const [h, t] = [host.paired(), technician.paired()];
    expect(h?.peerFingerprint).toEqual(technician.fingerprint);
    expect(t?.peerFingerprint).toEqual(host.fingerprint);
    for (const key of ['sid', 'finKey', 'resumeKey'] as const) expect(h?.[key]).toEqual(t?.[key]);
  });

  test('PR-8: the session’s boxes go on at number 1, both ways', () => {
    const { host, technician } = pair();
    connect(technician, host);
    const [h, t] = [host.paired(), technician.paired()];
    expect([h?.sealer.nextSeq, h?.opener.nextSeq, t?.sealer.nextSeq, t?.opener.nextSeq]).toEqual([
      1, 1, 1, 1,
    ]);
    const there = t?.sealer.seal('s', Uint8Array.of(1));
    const back = h?.sealer.seal('s', Uint8Array.of(2));
    expect(h?.opener.open('s', there ?? new Uint8Array())).toEqual({ ok: true, value: Uint8Array.of(1) });
    expect(t?.opener.open('s', back ?? new Uint8Array())).toEqual({ ok: true, value: Uint8Array.of(2) });
  });

  test('PR-10: the host learns who the technician says they are, the technician the host’s version', () => {
    const { host, technician } = pair();
    connect(technician, host);
    expect(host.paired()).toMatchObject({
      technician: { name: 'Jo Field', trust: 'not-verified', client: 'app', version: '1.2.4' },
    });
    expect(technician.paired()).toMatchObject({ host: { version: '1.2.3' } });
  });

  test('PR-9: a wrong code is CODE_WRONG on both sides', () => {
    const { host, technician } = pair(byCode('4821', '7730593'));
    connect(technician, host);
    expect(host.errorCode()).toBe('CODE_WRONG');
    expect(technician.errorCode()).toBe('CODE_WRONG');
  });

  test('PR-5: the right digits in another room are a wrong code', () => {
    const { host, technician } = pair(byCode('4822', '7730592'));
    connect(technician, host);
    expect(host.errorCode()).toBe('CODE_WRONG');
  });
});

describe('PR: the wire', () => {
  test('PR-4: the same inputs give the same messages and keys in every release of ra/1', () => {
    const fixed = seededBytes(2026);
    const sidHost = fixed(16);
    const host = hostParty({ secret, sidHost, random: fixed });
    const technician = technicianParty({ secret, sidHost, random: fixed });
    const seen: string[] = [];
    connect(technician, host, (message) => {
      seen.push(`${message.kind} ${message.body.length} ${digest(message.body)}`);
      return message;
    });
    const paired = host.paired();
    expect([...seen, `fin ${digest(paired?.finKey)}`, `resume ${digest(paired?.resumeKey)}`])
      .toMatchInlineSnapshot(`
      [
        "m1 102 da0d88808941f274",
        "m2 85 afa7084deaeef0d0",
        "m3 142 47112846dbada5fe",
        "m4 109 29a72464635972df",
        "fin 3f0b40fd21d03408",
        "resume 0b52de73c27ee1fe",
      ]
    `);
  });

  function digest(bytes: Uint8Array | undefined): string {
    return bytesToHex(sha256(bytes ?? new Uint8Array())).slice(0, 16);
  }
});

describe('PR-3: one guess for each code', () => {
  function bareHost() {
    return createHostHandshake({
      secret,
      sidHost: random(16),
      fingerprint: random(32),
      version: '1',
      features: 0,
      scalarRandom: random(64),
    });
  }
  const m1: HandshakeMessage = {
    kind: 'm1',
    body: technicianParty({ secret, sidHost: random(16), random }).start()[0]?.body ?? new Uint8Array(),
  };

  test('PR-3: the host asks to burn the code before it answers, whatever M1 says', () => {
    for (const message of [m1, { kind: 'm1', body: new Uint8Array(0) } as const]) {
      const host = bareHost();
      const step = host.receive(message);
      expect(step).toEqual({ send: [], state: { name: 'burn' } });
    }
  });

  test('PR-3: without M1 there is nothing to burn, and nothing is answered twice', () => {
    const host = bareHost();
    expect(() => host.confirmBurned()).toThrow();
    host.receive(m1);
    expect(host.confirmBurned().send.map(({ kind }) => kind)).toEqual(['m2']);
    expect(() => host.confirmBurned()).toThrow();
  });

  test('PR-3: a second M1 ends the run instead of being a second guess', () => {
    const early = bareHost();
    early.receive(m1);
    expect(early.receive(m1).state).toMatchObject({ name: 'failed', error: { code: 'PEER_PROTOCOL' } });
    expect(early.confirmBurned().send).toEqual([]);

    const late = bareHost();
    late.receive(m1);
    late.confirmBurned();
    expect(late.receive(m1).state).toMatchObject({ name: 'failed' });
    expect(late.receive(m1).send).toEqual([]);
  });

  test('PR-3: after a wrong code the machine answers nothing any more', () => {
    const { host, technician } = pair(byCode('4821', '0000000'));
    connect(technician, host);
    const second = technicianParty({ secret, sidHost: random(16), random });
    expect(second.start().flatMap((message) => host.receive(message))).toEqual([]);
    expect(host.errorCode()).toBe('CODE_WRONG');
  });

  test('PR-3: a technician starts once', () => {
    const technician = technicianParty({ secret, sidHost: random(16), random });
    technician.start();
    expect(() => technician.start()).toThrow();
  });
});

describe('PR-5: versions', () => {
  test('PR-5: a technician of another version is told apart from a wrong code, on both sides', () => {
    const sidHost = random(16);
    const host = hostParty({ secret, sidHost, random });
    const ad = encodeSide('T', { fingerprint: random(32), version: '9.0.0', features: 0 }, 'ra/2');
    const answer = host.receive({ kind: 'm1', body: encodeM1(random(16), { point: random(32), ad }) });
    expect(host.errorCode()).toBe('PEER_VERSION');
    const technician = technicianParty({ secret, sidHost, random });
    technician.start();
    for (const message of answer) technician.receive(message);
    expect(technician.errorCode()).toBe('PEER_VERSION');
  });
});

describe('PR-6: nobody talks to themselves', () => {
  test('PR-6: both ends with one certificate are refused', () => {
    const sidHost = random(16);
    const fingerprint = random(32);
    const host = hostParty({ secret, sidHost, random, fingerprint });
    const technician = technicianParty({ secret, sidHost, random, fingerprint });
    connect(technician, host);
    expect(host.errorCode()).toBe('PAIRING_TAMPERED');
    expect(technician.paired()).toBeUndefined();
  });

  test('PR-6: an answer with our own certificate, or with our own point, is refused', () => {
    for (const mirrored of ['certificate', 'point']) {
      const fingerprint = random(32);
      const technician = technicianParty({ secret, sidHost: random(16), random, fingerprint });
      const m1 = decodeM1(technician.start()[0]?.body ?? new Uint8Array());
      const shown = mirrored === 'certificate' ? fingerprint : random(32);
      const ad = encodeSide('H', { fingerprint: shown, version: '1', features: 0 });
      const point =
        mirrored === 'point'
          ? m1?.share.point
          : publicShare({ prs: random(7), ci: random(9), sid: random(32) }, scalarFromRandom(random(64)));
      technician.receive({ kind: 'm2', body: encodeM2({ point: point ?? random(32), ad }) });
      expect(technician.errorCode(), mirrored).toBe('PAIRING_TAMPERED');
    }
  });

  test('PR-6: M1 sent back as M2 is refused', () => {
    const { technician } = pair();
    const [m1] = technician.start();
    technician.receive({ kind: 'm2', body: m1?.body ?? new Uint8Array() });
    expect(technician.errorCode()).toBe('PEER_PROTOCOL');
  });

  test('PR-6: a point that is the identity or none at all is refused', () => {
    for (const point of [new Uint8Array(32), new Uint8Array(32).fill(255)]) {
      const { host } = pair();
      const ad = encodeSide('T', { fingerprint: random(32), version: '1', features: 0 });
      host.receive({ kind: 'm1', body: encodeM1(random(16), { point, ad }) });
      expect(host.errorCode()).toBe('PAIRING_TAMPERED');
    }
  });
});

describe('PR-9: whatever is changed on the way, nobody is paired (T3)', () => {
  test.each(['m1', 'm2', 'm3'] as const)(
    'PR-9: one turned bit in any part of %s pairs neither end',
    (kind) => {
      for (let step = 0; step < 24; step++) {
        const { host, technician } = pair();
        connect(technician, host, (message) => {
          if (message.kind !== kind) return message;
          const bits = message.body.length * 8;
          return { kind, body: flipBit(message.body, Math.floor((bits * (step + 0.5)) / 24)) };
        });
        expect([host.paired(), technician.paired()]).toEqual([undefined, undefined]);
      }
    },
  );

  test('PR-9: one turned bit in any part of M4 keeps the technician out, as tampering', () => {
    for (let step = 0; step < 24; step++) {
      const { host, technician } = pair();
      connect(technician, host, (message) => {
        if (message.kind !== 'm4') return message;
        return {
          kind: 'm4',
          body: flipBit(message.body, Math.floor((message.body.length * 8 * (step + 0.5)) / 24)),
        };
      });
      expect(technician.errorCode()).toBe('PAIRING_TAMPERED');
    }
  });

  test('PR-9: why a run failed after M1 looks the same on the wire', () => {
    const fails = new Set<string>();
    for (const bit of [100, 400, 900]) {
      const { host, technician } = pair();
      connect(technician, host, (message) => {
        if (message.kind === 'fail') fails.add(message.body.join());
        return message.kind === 'm3' ? { kind: 'm3', body: flipBit(message.body, bit) } : message;
      });
    }
    expect([...fails]).toEqual(['0']);
  });
});

describe('PR-12: resuming', () => {
  test('PR-12: both ends meet again by the resume key, with new certificates and new keys', () => {
    const first = pair();
    connect(first.technician, first.host);
    const resumeKey = first.host.paired()?.resumeKey ?? new Uint8Array();
    const sidHost = random(16);
    const again = { secret: { by: 'resume', resumeKey } as const, sidHost, random };
    const host = hostParty(again);
    const technician = technicianParty(again);
    connect(technician, host);
    expect(technician.paired()?.peerFingerprint).toEqual(host.fingerprint);
    expect(host.paired()?.resumeKey).toEqual(technician.paired()?.resumeKey);
    expect(host.paired()?.resumeKey).not.toEqual(resumeKey);
    expect(rendezvousName(resumeKey)).not.toBe(rendezvousName(host.paired()?.resumeKey ?? resumeKey));
  });

  test('PR-12: another resume key is tampering, not a wrong code: nobody typed one', () => {
    const sidHost = random(16);
    const host = hostParty({ secret: { by: 'resume', resumeKey: random(32) }, sidHost, random });
    const technician = technicianParty({ secret: { by: 'resume', resumeKey: random(32) }, sidHost, random });
    connect(technician, host);
    expect(host.errorCode()).toBe('PAIRING_TAMPERED');
    expect(technician.errorCode()).toBe('PAIRING_TAMPERED');
  });
});

describe('PR-11: FIN', () => {
  const context: FinContext = {
    finKey: random(64),
    sid: random(32),
    technicianFingerprint: random(32),
    hostFingerprint: random(32),
    offerSdp: 'v=0 offer',
    answerSdp: 'v=0 answer',
  };

  test('PR-11: each role’s FIN verifies as that role’s only', () => {
    const mac = makeFin('host', context);
    expect(mac).toMatch(/^[0-9a-f]{128}$/);
    expect(verifyFin('host', context, mac)).toBe(true);
    expect(verifyFin('technician', context, mac)).toBe(false);
    expect(verifyFin('host', context, mac.toUpperCase())).toBe(false);
  });

  test('PR-11: any other key, session, certificate, offer or answer does not verify', () => {
    const mac = makeFin('host', context);
    const others: Partial<FinContext>[] = [
      { finKey: random(64) },
      { sid: random(32) },
      { technicianFingerprint: context.hostFingerprint, hostFingerprint: context.technicianFingerprint },
      { offerSdp: 'v=0 offer ' },
      { answerSdp: 'v=0 offer' },
    ];
    for (const other of others) expect(verifyFin('host', { ...context, ...other }, mac)).toBe(false);
  });
});
