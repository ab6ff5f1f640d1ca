import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { formatFingerprint } from '../../../src-shared/pairing/fingerprint.ts';
import { createSdpGate, type SdpGate } from '../../../src-shared/pairing/sdp-gate.ts';
import { atSessionLevel, hostFingerprint, recorded, technicianFingerprint } from './sdp-corpus.ts';
import { seededBytes } from './random.ts';

const { offer, answer, restartOffer, restartAnswer, gathered } = recorded;
const stranger = formatFingerprint(seededBytes(8)(32));
const hostLine = `a=fingerprint:sha-256 ${formatFingerprint(hostFingerprint)}`;

/** The technician's gate: offers come in. */
function gate(relayOnly = false): SdpGate {
  return createSdpGate({
    ownFingerprint: technicianFingerprint,
    peerFingerprint: hostFingerprint,
    initiator: false,
    relayOnly,
  });
}
function hostGate(): SdpGate {
  return createSdpGate({
    ownFingerprint: hostFingerprint,
    peerFingerprint: technicianFingerprint,
    initiator: true,
  });
}
const incomingOffer = (sdp: string, at = gate()) => at.incoming({ type: 'offer', sdp }, 0);
const candidate = (text: string) => ({
  type: 'candidate',
  candidate: { candidate: text, sdpMLineIndex: 0, sdpMid: '0' },
});
const line = (type: string, extra = '') => `candidate:1 1 udp 2113937151 192.0.2.7 50339 typ ${type}${extra}`;

describe('SD: what a browser really writes passes', () => {
  test('SD-2: offer, answer, gathered offer and ICE restart of Chromium pass, both ways', () => {
    const [host, technician] = [hostGate(), gate()];
    for (const [type, sdp] of [
      ['offer', offer],
      ['answer', answer],
      ['offer', gathered],
      ['answer', answer],
      ['offer', restartOffer],
      ['answer', restartAnswer],
    ] as const) {
      const [from, to] = type === 'offer' ? [host, technician] : [technician, host];
      expect(from.outgoing({ type, sdp }, 0)).toEqual({ ok: true, value: { type, sdp } });
      expect(to.incoming({ type, sdp }, 0)).toEqual({ ok: true, value: { type, sdp } });
    }
    for (const text of recorded.candidates) expect(technician.incoming(candidate(text), 0).ok).toBe(true);
    expect(technician.incoming(candidate(''), 0).ok).toBe(true);
  });

  test('PR-11: both gates have the first offer and answer for the FIN, and keep them', () => {
    const [host, technician] = [hostGate(), gate()];
    expect(host.firstExchange()).toBeUndefined();
    for (const sdp of [offer, restartOffer]) {
      host.outgoing({ type: 'offer', sdp }, 0);
      technician.incoming({ type: 'offer', sdp }, 0);
      const back = sdp === offer ? answer : restartAnswer;
      technician.outgoing({ type: 'answer', sdp: back }, 0);
      host.incoming({ type: 'answer', sdp: back }, 0);
    }
    expect(host.firstExchange()).toEqual({ offerSdp: offer, answerSdp: answer });
    expect(technician.firstExchange()).toEqual(host.firstExchange());
  });
});

describe('SD-1: only simple-peer’s own signals pass', () => {
  test.each([
    ['transceiverRequest', { type: 'transceiverRequest', transceiverRequest: { kind: 'video' } }],
    ['an offer that is also a renegotiate', { type: 'offer', sdp: offer, renegotiate: true }],
    ['an offer that is also a candidate', { ...candidate(line('host')), sdp: offer }],
    ['pranswer', { type: 'pranswer', sdp: offer }],
    ['rollback', { type: 'rollback' }],
    ['text', JSON.stringify({ type: 'offer', sdp: offer })],
    ['null', null],
    ['renegotiate: false', { type: 'renegotiate', renegotiate: false }],
    [
      'an m-line that cannot be',
      { ...candidate(line('host')), candidate: { candidate: line('host'), sdpMLineIndex: 9, sdpMid: '0' } },
    ],
  ])('SD-1: %s is refused', (_name, signal) => {
    expect(gate().incoming(signal, 0)).toMatchObject({ ok: false, error: { code: 'PEER_PROTOCOL' } });
  });
});

describe('SD-2, SD-3: one certificate, the expected one', () => {
  test.each([
    ['somebody else’s', offer.replaceAll(/a=fingerprint:sha-256 \S+/g, `a=fingerprint:sha-256 ${stranger}`)],
    ['a second one', offer.replace(/a=setup/, `a=fingerprint:sha-256 ${stranger}\r\na=setup`)],
    ['none', offer.replaceAll(/a=fingerprint:\S+ \S+\r\n/g, '')],
    ['one of a weaker hash', offer.replace(/a=setup/, 'a=fingerprint:sha-1 00:11\r\na=setup')],
    ['one spelled another way', offer.replace(/a=setup/, `A=Fingerprint:sha-256 ${stranger}\r\na=setup`)],
    ['one with spaces', offer.replace(/a=setup/, ` a=fingerprint: sha-256 ${stranger}\r\na=setup`)],
    [
      'one behind a bare carriage return',
      offer.replace(/a=setup/, `a=x\ra=fingerprint:sha-256 ${stranger}\r\na=setup`),
    ],
  ])('SD-3: a description with %s fingerprint is refused', (_name, sdp) => {
    const result = incomingOffer(sdp);
    expect(result.ok).toBe(false);
  });

  test('SD-3: a wrong certificate is tampering, by name', () => {
    const swapped = offer.replaceAll(/a=fingerprint:sha-256 \S+/g, `a=fingerprint:sha-256 ${stranger}`);
    expect(incomingOffer(swapped)).toMatchObject({ ok: false, error: { code: 'PAIRING_TAMPERED' } });
  });

  test('SD-3: it may stand at session level, several times, in any case', () => {
    expect(incomingOffer(atSessionLevel(offer)).ok).toBe(true);
    expect(incomingOffer(offer.replace('a=setup', `${hostLine}\r\na=setup`)).ok).toBe(true);
    expect(
      incomingOffer(
        offer.replaceAll(hostLine, hostLine.toUpperCase().replace('A=FINGERPRINT:SHA', 'a=fingerprint:sha')),
      ).ok,
    ).toBe(true);
  });

  test('SD-3: our own description must show our own certificate', () => {
    expect(gate().outgoing({ type: 'answer', sdp: answer }, 0).ok).toBe(false); // no offer yet
    expect(hostGate().outgoing({ type: 'offer', sdp: atSessionLevel(offer) }, 0).ok).toBe(true);
    const other = offer.replaceAll(/a=fingerprint:sha-256 \S+/g, `a=fingerprint:sha-256 ${stranger}`);
    expect(hostGate().outgoing({ type: 'offer', sdp: other }, 0).ok).toBe(false);
  });
});

describe('SD-2: sizes and lines', () => {
  const media = /(m=video[^]*?)(?=m=|$)/.exec(offer)?.[1] ?? '';
  test.each([
    ['more than 64 KiB', offer + 'a=x:'.padEnd(66_000, 'y') + '\r\n'],
    ['seven media lines', offer + media.repeat(6)],
    ['no media line', offer.slice(0, offer.indexOf('m='))],
    ['media without DTLS', offer.replace('UDP/TLS/RTP/SAVPF', 'RTP/AVP')],
    ['a=identity', offer.replace('a=setup', 'a=identity:e30=\r\na=setup')],
    ['a=crypto', offer.replace('a=setup', 'a=crypto:1 AES_CM_128_HMAC_SHA1_80 inline:AAAA\r\na=setup')],
    ['control characters', offer.replace('s=-', 's=\u0000')],
    ['letters beyond ASCII', offer.replace('s=-', 's=é')],
    ['no end of line', offer.trimEnd()],
    ['a broken candidate', offer.replace('a=setup', 'a=candidate:x\r\na=setup')],
  ])('SD-2: %s is refused', (_name, sdp) => {
    expect(incomingOffer(sdp).ok).toBe(false);
  });

  test.each([
    ['an offer that is active', offer.replaceAll('a=setup:actpass', 'a=setup:active')],
    ['an offer with two roles', offer.replace('a=setup:actpass', 'a=setup:passive')],
    ['an offer without role', offer.replaceAll('a=setup:actpass\r\n', '')],
    ['holdconn', offer.replaceAll('a=setup:actpass', 'a=setup:holdconn')],
  ])('SD-4: %s is refused', (_name, sdp) => {
    expect(incomingOffer(sdp).ok).toBe(false);
  });

  test('SD-4: the answer keeps its DTLS role in later negotiations', () => {
    const host = hostGate();
    host.outgoing({ type: 'offer', sdp: offer }, 0);
    expect(host.incoming({ type: 'answer', sdp: answer }, 0).ok).toBe(true);
    host.outgoing({ type: 'offer', sdp: restartOffer }, 0);
    const turned = restartAnswer.replaceAll('a=setup:active', 'a=setup:passive');
    expect(host.incoming({ type: 'answer', sdp: turned }, 0).ok).toBe(false);
  });
});

describe('SD-5, SD-6: how much and from whom', () => {
  test('SD-5: 100 candidates a negotiation, no more; a new one counts anew', () => {
    const at = gate();
    incomingOffer(offer, at);
    for (let n = 0; n < 100; n++) expect(at.incoming(candidate(line('host')), 0).ok).toBe(true);
    expect(at.incoming(candidate(line('host')), 0).ok).toBe(false);
    incomingOffer(restartOffer, at);
    expect(at.incoming(candidate(line('host')), 0).ok).toBe(true);
  });

  test('SD-5: a candidate of more than 1 KiB or of another shape is refused', () => {
    for (const text of [
      line('host', ' x'.repeat(600)),
      'candidate:',
      line('hostile'),
      `${line('host')}\r\na=x`,
      'a=candidate:1',
    ])
      expect(gate().incoming(candidate(text), 0).ok, text.slice(0, 60)).toBe(false);
  });

  test('SD-6: only the initiator offers, only the other side answers or asks to renegotiate', () => {
    expect(hostGate().incoming({ type: 'offer', sdp: answer }, 0).ok).toBe(false);
    expect(gate().incoming({ type: 'answer', sdp: answer }, 0).ok).toBe(false);
    expect(gate().incoming({ type: 'renegotiate', renegotiate: true }, 0).ok).toBe(false);
    expect(hostGate().incoming({ type: 'answer', sdp: answer }, 0).ok).toBe(false); // to no offer
    expect(hostGate().incoming({ type: 'renegotiate', renegotiate: true }, 0).ok).toBe(true);
  });

  test('SD-6: renegotiate passes six times a minute', () => {
    const at = hostGate();
    const ask = (nowMs: number) => at.incoming({ type: 'renegotiate', renegotiate: true }, nowMs).ok;
    expect([0, 1, 2, 3, 4, 5].map(ask)).toEqual(new Array(6).fill(true));
    expect(ask(59_999)).toBe(false);
    expect(ask(120_000)).toBe(true);
  });

  test('SD-6: descriptions pass thirty times a minute', () => {
    const at = gate();
    for (let n = 0; n < 30; n++) expect(at.incoming({ type: 'offer', sdp: offer }, n).ok).toBe(true);
    expect(at.incoming({ type: 'offer', sdp: offer }, 30).ok).toBe(false);
    expect(at.incoming({ type: 'offer', sdp: offer }, 60_031).ok).toBe(true);
  });
});

describe('SD-7: relay only', () => {
  const withAddresses = gathered
    .replaceAll(/[0-9a-f-]{36}\.local/g, '192.0.2.7')
    .replace('c=IN IP4 0.0.0.0', 'c=IN IP4 192.0.2.7');

  test('SD-7: no candidate but relay ones passes, either way, and none with the address behind it', () => {
    const at = gate(true);
    for (const type of ['host', 'srflx', 'prflx']) {
      expect(at.incoming(candidate(line(type)), 0)).toEqual({ ok: true, value: undefined });
      expect(at.outgoing(candidate(line(type)), 0)).toEqual({ ok: true, value: undefined });
    }
    const sent = at.outgoing(candidate(line('relay', ' raddr 198.51.100.3 rport 4000')), 0);
    expect(JSON.stringify(sent)).toContain('raddr 0.0.0.0 rport 0');
  });

  test('SD-7: descriptions lose every address of the machine', () => {
    expect(withAddresses).toContain('192.0.2.7');
    const result = incomingOffer(withAddresses, gate(true));
    expect(result.ok).toBe(true);
    expect(JSON.stringify(result)).not.toContain('192.0.2.7');
    expect(JSON.stringify(result)).toContain('a=fingerprint');
  });

  test('PR-11: the FIN’s offer is what travelled: after stripping at the sender, before it at the receiver', () => {
    const host = createSdpGate({
      ownFingerprint: hostFingerprint,
      peerFingerprint: technicianFingerprint,
      initiator: true,
      relayOnly: true,
    });
    const technician = gate(true);
    const sent = host.outgoing({ type: 'offer', sdp: withAddresses }, 0);
    if (!sent.ok) throw new Error('refused');
    technician.incoming(sent.value, 0);
    technician.outgoing({ type: 'answer', sdp: answer }, 0);
    host.incoming({ type: 'answer', sdp: answer }, 0);
    expect(host.firstExchange()).toEqual(technician.firstExchange());
    expect(host.firstExchange()?.offerSdp).not.toContain('192.0.2.7');
  });
});

describe('SD: fuzz (T7, small)', () => {
  const lines = fc.constantFrom(
    ...new Set([...offer.split('\r\n'), ...answer.split('\r\n')]),
    `a=fingerprint:sha-256 ${stranger}`,
    'a=fingerprint:sha-256 00',
    'a=setup:active',
  );
  const sdp = fc.oneof(
    fc.array(lines, { maxLength: 40 }).map((some) => `v=0\r\n${some.join('\r\n')}\r\n`),
    fc
      .tuple(fc.nat(offer.length), fc.string({ unit: 'binary', maxLength: 20 }))
      .map(([at, text]) => offer.slice(0, at) + text + offer.slice(at)),
    fc
      .tuple(fc.nat(offer.length), fc.nat(200))
      .map(([at, length]) => offer.slice(0, at) + offer.slice(at + length)),
  );

  test('SD-3: whatever passes names the expected certificate and no other', () => {
    fc.assert(
      fc.property(sdp, (text) => {
        if (!incomingOffer(text).ok) return;
        const named = [...text.matchAll(/fingerprint\s*:\s*(\S+)\s+(\S+)/gi)].map(
          (found) => `${found[1]} ${found[2]?.toUpperCase()}`,
        );
        expect(new Set(named)).toEqual(new Set([`sha-256 ${formatFingerprint(hostFingerprint)}`]));
      }),
      { numRuns: 3_000 },
    );
  });

  test('SD-1: no value whatever makes the gate throw', () => {
    fc.assert(
      fc.property(fc.anything(), fc.nat(), (signal, now) => void gate().incoming(signal, now)),
      { numRuns: 1_000 },
    );
  });
});
