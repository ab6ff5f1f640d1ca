import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { hostCodec, technicianCodec } from '../../../src-shared/protocol/codec.ts';
import {
  MAX_PEER_MESSAGE_BYTES,
  type HostMessage,
  type TechnicianMessage,
} from '../../../src-shared/protocol/peer-messages.ts';

const utf8 = (text: string) => new TextEncoder().encode(text);

describe('PM-2: a message is UTF-8 JSON that fits its schema', () => {
  test('what the technician sends arrives at the host', () => {
    const messages: readonly TechnicianMessage[] = [
      { type: 'fin', v: 1, mac: 'ab'.repeat(64) },
      { type: 'diag.request', id: 'a1', fresh: false },
      { type: 'chat.say', id: 'c-1', text: 'Grüße 你好 😀' },
      { type: 'vitals.watch', everyMs: 2000 },
      { type: 'session.bye', reason: 'ended' },
    ];
    for (const message of messages) {
      const bytes = technicianCodec.encode(message);
      expect(bytes.ok && hostCodec.decode(bytes.value)).toEqual({ ok: true, value: message });
    }
  });

  test('any chat text survives the way', () => {
    const text = fc.string({ unit: 'grapheme', minLength: 1, maxLength: 300 });
    fc.assert(
      fc.property(text, (said) => {
        const bytes = hostCodec.encode({ type: 'chat.say', id: 'x', text: said });
        expect(bytes.ok && technicianCodec.decode(bytes.value)).toEqual({
          ok: true,
          value: { type: 'chat.say', id: 'x', text: said },
        });
      }),
    );
  });

  test.each([
    ['no JSON', '{"type":'],
    ['no object', '"fin"'],
    ['an unknown type', '{"type":"shell.run","command":"ls"}'],
    ['a host message sent by the technician', '{"type":"screen.state","on":true}'],
    ['an unknown key', '{"type":"vitals.stop","extra":1}'],
    ['a polluting key', '{"type":"vitals.stop","__proto__":{"polluted":true}}'],
    ['a wrong type', '{"type":"link.ping","n":"1"}'],
    ['a chat line that is too long', JSON.stringify({ type: 'chat.say', id: 'a', text: 'x'.repeat(2001) })],
    ['arrays nested without end', '['.repeat(200_000)],
  ])('%s is PEER_PROTOCOL', (_, json) => {
    expect(hostCodec.decode(utf8(json))).toMatchObject({ ok: false, error: { code: 'PEER_PROTOCOL' } });
  });

  test('the error names the place, never the content', () => {
    const refused = hostCodec.decode(utf8('{"type":"chat.say","id":"a","text":42,"secret":"4821"}'));
    expect(JSON.stringify(refused)).not.toContain('4821');
  });

  test('a message longer than 1 MiB is neither sent nor read', () => {
    const long: HostMessage = {
      type: 'diag.part',
      id: 'a',
      area: 'os',
      result: 'x'.repeat(MAX_PEER_MESSAGE_BYTES),
    };
    expect(hostCodec.encode(long)).toMatchObject({ ok: false });
    expect(technicianCodec.decode(new Uint8Array(MAX_PEER_MESSAGE_BYTES + 1))).toMatchObject({ ok: false });
  });

  test('random bytes never throw', () => {
    fc.assert(fc.property(fc.uint8Array({ maxLength: 200 }), (bytes) => void technicianCodec.decode(bytes)));
  });
});
