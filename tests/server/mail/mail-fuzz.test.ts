import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { defaultMailLimits } from '../../../src-server/mail/mail-limits.ts';
import { mail, parts, read } from './desk.ts';

/** Mails that are nearly right: broken in one place they reach every branch. */
const corpus: readonly Uint8Array[] = [
  mail({ 'Message-ID': '<a@b.example>', References: '<c@d.example> <e@f.example>' }, 'Hello\n\n> quoted\n'),
  mail(
    { 'Content-Type': 'multipart/mixed; boundary="x"' },
    parts('x', [
      `Content-Type: multipart/alternative; boundary=y\n\n${parts('y', ['Content-Type: text/plain; charset=utf-8\n\nplain', 'Content-Type: text/html\n\n<p>html <img src="cid:1"></p>'])}`,
      'Content-Type: image/png; name="a.png"\nContent-Transfer-Encoding: base64\nContent-ID: <1>\nContent-Disposition: inline\n\niVBORw0KGgo=',
      'Content-Type: message/rfc822\n\nFrom: x@y.example\nSubject: inner\n\ninner text',
    ]),
  ),
  mail(
    {
      From: 'MAILER-DAEMON@mx.example',
      'Content-Type': 'multipart/report; report-type=delivery-status; boundary=r',
    },
    parts('r', [
      'Content-Type: text/plain\n\nfailed',
      'Content-Type: message/delivery-status\n\nStatus: 5.1.1',
      'Content-Type: text/rfc822-headers\n\nSubject: old',
    ]),
  ),
  mail(
    { 'Content-Type': 'text/html; charset=windows-1252', 'Content-Transfer-Encoding': 'quoted-printable' },
    '<div>=E4=F6=FC<br>=\n</div>',
  ),
  mail(
    {
      Subject: '=?iso-2022-jp?B?GyRCRnxLXBsoQg==?=',
      'Content-Type': 'text/plain; charset=shift_jis; format=flowed',
    },
    'a \nb',
  ),
  mail(
    { 'Content-Type': 'multipart/mixed; boundary="x"; boundary="z"', To: 'a:b:c;;<<>>,,"' },
    '--x\n\n--x--\n--z',
  ),
];
const damage = fc.oneof(
  fc.record({ what: fc.constant('byte' as const), at: fc.nat(), byte: fc.integer({ min: 0, max: 255 }) }),
  fc.record({ what: fc.constant('cut' as const), at: fc.nat(), byte: fc.nat(200) }),
  fc.record({ what: fc.constant('twice' as const), at: fc.nat(), byte: fc.nat(200) }),
);

describe('a broken mail', () => {
  it('is read or refused: never thrown at, never over its limits', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(...corpus),
        fc.array(damage, { maxLength: 6 }),
        async (whole, harms) => {
          const raw = harms.reduce<Uint8Array>((bytes, { what, at, byte }) => {
            const place = at % Math.max(1, bytes.length);
            if (what === 'byte')
              return Buffer.concat([bytes.slice(0, place), Buffer.from([byte]), bytes.slice(place + 1)]);
            const rest = what === 'cut' ? bytes.slice(place + byte) : bytes.slice(Math.max(0, place - byte));
            return Buffer.concat([bytes.slice(0, place), rest]);
          }, whole);
          const result = await read(raw);
          if (!result.ok) return;
          const { text, subject, attachments, from } = result.value;
          expect(text.length).toBeLessThanOrEqual(defaultMailLimits.maxText);
          expect(subject).not.toMatch(/[\u0000-\u001f]/u);
          expect(from.address).toMatch(/^[^\s@]+@[^\s@]+$/u);
          for (const { name } of attachments) expect(name).toMatch(/^[^/\\\u0000-\u001f]{1,180}$/u);
        },
      ),
      { numRuns: 300 },
    );
  });

  it('of any bytes at all is read or refused', async () => {
    await fc.assert(
      fc.asyncProperty(fc.uint8Array({ maxLength: 400 }), async (bytes) => {
        const result = await read(Buffer.concat([Buffer.from('From: a@b.example\r\n'), bytes]));
        expect(typeof result.ok).toBe('boolean');
      }),
      { numRuns: 200 },
    );
  });
});
