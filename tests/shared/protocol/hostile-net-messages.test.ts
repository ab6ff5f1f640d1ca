import { describe, expect, test } from 'vitest';
import { hostCodec, technicianCodec } from '../../../src-shared/protocol/codec.ts';
import { mergePart, emptySnapshot } from '../../../src-shared/diagnostics/snapshot.ts';

/* Messages of the network tests and of the diagnosis as an attacker writes them. // PM-2, PM-8, PM-12 */

const bytes = (text: string) => new TextEncoder().encode(text);
const row = {
  test: 'tcp',
  target: { host: 'a.example', port: 22 },
  state: 'done',
  share: 1,
  status: 'ok',
  reason: null,
};
const state = (round: object) => JSON.stringify({ type: 'net.state', round });
const round = (change: object = {}, line: object = {}) =>
  state({ id: 'r1', state: 'done', rows: [{ ...row, ...line }], ...change });
const deep = (levels: number) => `${'['.repeat(levels)}${']'.repeat(levels)}`;

describe('what a hostile host says of a round', () => {
  test('is read when it is one', () => {
    expect(technicianCodec.decode(bytes(round())).ok).toBe(true);
  });

  test.each([
    ['a list without end', round({ rows: Array.from({ length: 19 }, () => row) })],
    ['half a million rows', round({ rows: Array.from({ length: 500_000 }, () => 0) }).slice(0, 1_000_000)],
    ['another id', round({ id: '../../etc' })],
    ['an id without end', round({ id: 'a'.repeat(33) })],
    ['a state nobody knows', round({ state: 'constructor' })],
    ['a share above one', round({}, { share: 1e308 })],
    ['a share that is text', round({}, { share: '1' })],
    ['a test nobody knows', round({}, { test: '__proto__' })],
    ['a host that is an option', round({}, { target: { host: '--help', port: 1 } })],
    ['a port that is none', round({}, { target: { host: 'a.example', port: 70_000 } })],
    ['a reason without end', round({}, { reason: 'x'.repeat(301) })],
    ['a reason that turns the text around', round({}, { reason: 'safe \u202eknab' })],
    ['a reason with control characters', round({}, { reason: 'a\u0007\u001b[2Jb' })],
    ['one key more', round({}, { extra: 1 })],
    ['a round that is a list', state([])],
    ['a depth without end', state({}).replace('{}', deep(200_000))],
    ['half a message', round().slice(0, -3)],
  ])('is not read with %s', (_what, text) => {
    expect(technicianCodec.decode(bytes(text)).ok).toBe(false);
  });

  test('changes nobody’s prototype', () => {
    for (const key of ['__proto__', 'constructor', 'prototype']) {
      const text = round().replace('{"test"', `{"${key}":{"polluted":1},"test"`);
      technicianCodec.decode(bytes(text));
      technicianCodec.decode(bytes(round().replace('{"type"', `{"${key}":{"polluted":1},"type"`)));
    }
    expect('polluted' in {}).toBe(false);
  });

  test('cannot make the technician send longer than five seconds', () => {
    for (const ms of [0, 499, 5001, 1e9, -1, 1.5, '3000', null])
      expect([ms, technicianCodec.decode(bytes(JSON.stringify({ type: 'net.pull', ms }))).ok]).toEqual([
        ms,
        false,
      ]);
  });
});

describe('what a hostile technician asks for', () => {
  const ask = (questions: unknown, id: unknown = 'r1') => JSON.stringify({ type: 'net.ask', id, questions });
  const one = (target: unknown) => ask([{ test: 'tcp', target }]);
  test.each([
    ['nothing', ask([])],
    ['nineteen tests', ask(Array.from({ length: 19 }, () => ({ test: 'gateway', target: null })))],
    ['a host that is an option', one({ host: '-oProxyCommand=x', port: 1 })],
    ['a host with a space', one({ host: 'a.example -c 9', port: 1 })],
    ['a host with a zero byte', one({ host: 'a.example\u0000b', port: 1 })],
    ['a host in letters that look alike', one({ host: '\u0435xample.org', port: 1 })],
    ['an address in disguise', one({ host: '0xa9fea9fe', port: 80 })],
    ['an address that programs read otherwise', one({ host: '0177.0.0.1', port: 80 })],
    ['port 0', one({ host: 'a.example', port: 0 })],
    ['half a port', one({ host: 'a.example', port: 1.5 })],
    [
      'relays of their own',
      JSON.stringify({ type: 'net.ask', id: 'r1', questions: [{ test: 'relay', target: null }], relays: [] }),
    ],
    [
      'an answer of the person',
      JSON.stringify({ type: 'net.state', round: { id: 'r1', state: 'running', rows: [] } }),
    ],
    ['a load larger than a piece', JSON.stringify({ type: 'net.load', n: 1, data: 'x'.repeat(65_537) })],
    ['live values ten times a second', JSON.stringify({ type: 'vitals.watch', everyMs: 100 })],
  ])('is not read with %s', (_what, text) => {
    expect(hostCodec.decode(bytes(text)).ok).toBe(false);
  });
});

describe('a part of the diagnosis as deep as a message can be', () => {
  test('is refused, whatever it pretends to be', () => {
    const text = `{"type":"diag.part","id":"r1","area":"connectivity","result":${deep(400_000)}}`;
    const decoded = technicianCodec.decode(bytes(text));
    if (!decoded.ok) return; // too deep to be read at all
    if (decoded.value.type !== 'diag.part') throw new Error('another message');
    const head = { takenAt: 1, app: { version: '', runtime: '' }, platform: 'linux' as const };
    const merged = mergePart(emptySnapshot(head), decoded.value.area, decoded.value.result);
    expect(merged.ok).toBe(false);
  });
});
