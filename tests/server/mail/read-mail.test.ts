import { describe, expect, it } from 'vitest';
import { mail, parts, read, taken } from './desk.ts';

const base64 = (text: string | Uint8Array): string => Buffer.from(text).toString('base64');

describe('an incoming mail', () => {
  it('gives who, what, when and the thread', async () => {
    const got = await taken(
      mail(
        {
          'Message-ID': '<one@home.example>',
          Date: 'Mon, 23 Nov 2026 10:15:00 +0100',
          Cc: 'Jo <JO@Home.Example>, team: a@b.example, c@b.example;',
          'Reply-To': 'maria@work.example',
          'In-Reply-To': '<zero@desk.example>',
          References: '<a@desk.example>\r\n <zero@desk.example>',
          Subject: `=?utf-8?B?${base64('Drucker 🖨️')}?= offline`,
        },
        'It will not print.\nSince this morning.\n',
      ),
    );
    expect(got).toEqual({
      messageId: 'one@home.example',
      from: { name: 'Maria Weber', address: 'maria@home.example' },
      replyTo: { name: '', address: 'maria@work.example' },
      to: [{ name: '', address: 'help@desk.example' }],
      cc: [
        { name: 'Jo', address: 'jo@home.example' },
        { name: '', address: 'a@b.example' },
        { name: '', address: 'c@b.example' },
      ],
      subject: 'Drucker 🖨️ offline',
      sentAt: Date.parse('2026-11-23T10:15:00+01:00'),
      text: 'It will not print.\\\nSince this morning.',
      quoted: null,
      cut: false,
      attachments: [],
      leftOut: [],
      inReplyTo: 'zero@desk.example',
      references: ['a@desk.example', 'zero@desk.example'],
      automatic: null,
      ticket: { type: 'new' },
    });
  });

  it('in HTML becomes text: shape is kept, pictures and scripts are not, and nothing is fetched', async () => {
    const html = `<html><head><title>t</title><style>p{}</style></head><body><p>Hello <b>you</b>,</p>
      <img src="https://tracker.example/open.gif" alt="pixel"><script>alert(1)</script>
      <ul><li>one</li><li>two &amp; three</li></ul>
      <p>See <a href="https://shop.example/a?b=1&amp;c=2">the page</a> and <a href="javascript:alert(1)">this</a></p>
      <div>last</div><blockquote type="cite">before</blockquote></body></html>`;
    const got = await taken(mail({ 'Content-Type': 'text/html; charset=utf-8' }, html));
    expect(got.text).toBe(
      [
        'Hello you,',
        '',
        '- one\\',
        '- two &amp; three',
        '',
        'See the page \\(<https://shop.example/a?b=1&c=2>\\) and this',
        '',
        'last',
      ]
        .join('\n')
        .replaceAll('- ', '\\- '),
    );
    expect(got.quoted).toBe('> before');
    expect(JSON.stringify(got)).not.toMatch(/tracker|alert|pixel/u);
  });

  it('prefers plain text, and keeps attachments with safe names', async () => {
    const body = parts('x', [
      `Content-Type: multipart/alternative; boundary=y\n\n${parts('y', [
        'Content-Type: text/plain; charset=utf-8\n\nplain words',
        'Content-Type: text/html\n\n<p>other words</p>',
      ])}`,
      `Content-Type: application/pdf; name="../../etc/\u202efdp.exe"\nContent-Transfer-Encoding: base64\nContent-Disposition: attachment; filename="../../etc/passwd"\n\n${base64('%PDF')}`,
      `Content-Type: weird type\nContent-Disposition: attachment\n\nsomething`,
    ]);
    const got = await taken(mail({ 'Content-Type': 'multipart/mixed; boundary="x"' }, body));
    expect(got.text).toBe('plain words');
    expect(got.attachments.map(({ name, type }) => ({ name, type }))).toEqual([
      { name: 'passwd', type: 'application/pdf' },
      { name: 'attachment-2', type: expect.stringMatching(/^[a-z]+\/[a-z-]+$/u) },
    ]);
    expect(Buffer.from(got.attachments[0]?.bytes ?? []).toString()).toBe('%PDF');
  });

  it('leaves out attachments that are too many or too large, and names them', async () => {
    const one = (name: string, size: number): string =>
      `Content-Type: application/octet-stream\nContent-Disposition: attachment; filename=${name}\n\n${'a'.repeat(size)}`;
    const body = parts('x', [
      'Content-Type: text/plain\n\nhi',
      one('a', 5),
      one('b', 500),
      one('c', 5),
      one('d', 5),
    ]);
    const got = await taken(mail({ 'Content-Type': 'multipart/mixed; boundary=x' }, body), {
      limit: { maxAttachments: 2, maxAttachmentBytes: 100 },
    });
    expect(got.attachments.map(({ name }) => name)).toEqual(['a', 'c']);
    expect(got.leftOut).toEqual([
      { name: 'b', why: 'too-large' },
      { name: 'd', why: 'too-many' },
    ]);
  });

  it('reads charsets as named, and survives those that lie', async () => {
    const latin = Buffer.concat([
      mail({ 'Content-Type': 'text/plain; charset=iso-8859-1' }, ''),
      Buffer.from('Gr\u00fc\u00dfe', 'latin1'),
    ]);
    expect((await taken(latin)).text).toBe('Grüße');
    const lying = Buffer.concat([
      mail({ 'Content-Type': 'text/plain; charset=utf-8' }, ''),
      Buffer.from([0x47, 0xfc, 0xdf, 0x65]),
    ]);
    expect((await taken(lying)).text).toMatch(/^G.*e$/u);
    const unknown = mail({ 'Content-Type': 'text/plain; charset=klingon-1' }, 'plain words');
    expect((await taken(unknown)).text).toBe('plain words');
    const broken = mail(
      { 'Content-Transfer-Encoding': 'base64', 'Content-Type': 'text/plain' },
      '!!!aGVsbG8=***',
    );
    expect((await taken(broken)).text).not.toContain('!!!');
  });

  it('without a sender is refused', async () => {
    expect(await read(mail({ From: 'nobody' }, 'hi'))).toEqual({ ok: false, error: 'no-sender' });
    expect(await read(Buffer.from(''))).toEqual({ ok: false, error: 'no-sender' });
  });

  it('that is too large, has too many parts, too deep ones or too long a head is refused before it is taken apart', async () => {
    const trouble = async (raw: Uint8Array, limit = {}): Promise<string | null> => {
      const result = await read(raw, { limit });
      return result.ok ? null : result.error;
    };
    expect(await trouble(mail({}, 'x'.repeat(2_000)), { maxBytes: 1_000 })).toBe('too-large');
    expect(await trouble(mail({ 'X-Long': 'y'.repeat(200_000) }, 'x'))).toBe('head-too-large');
    const many = parts(
      'x',
      Array.from({ length: 500 }, () => 'Content-Type: text/plain\n\nhi'),
    );
    expect(await trouble(mail({ 'Content-Type': 'multipart/mixed; boundary=x' }, many))).toBe(
      'too-many-parts',
    );
    expect(await trouble(mail({ 'Content-Type': 'multipart/mixed; boundary=b0' }, nested(60)))).toBe(
      'too-deep',
    );
    expect(
      await trouble(mail({ 'Content-Type': 'multipart/mixed; boundary=b0' }, nested(2_000))),
    ).not.toBeNull();
    expect(await trouble(mail({ 'Content-Type': 'multipart/mixed; boundary=b0' }, nested(5)))).toBeNull();
  });

  it('with more text than fits is cut, and says so', async () => {
    const got = await taken(mail({}, 'word '.repeat(50_000)));
    expect(got.cut).toBe(true);
    expect(got.text.length).toBeLessThanOrEqual(90_000);
  });
});

function nested(depth: number): string {
  const open = Array.from(
    { length: depth },
    (_, n) => `--b${n}\nContent-Type: multipart/mixed; boundary=b${n + 1}\n`,
  );
  return `${open.join('\n')}\n--b${depth}\nContent-Type: text/plain\n\ndeep\n`;
}

describe('a mail that a machine wrote', () => {
  it.each([
    ['auto-reply', { 'Auto-Submitted': 'auto-replied (vacation)' }],
    ['auto-reply', { 'X-Autoreply': 'yes' }],
    ['auto-reply', { Precedence: 'auto_reply' }],
    ['bulk', { Precedence: 'bulk' }],
    ['bulk', { 'List-Id': '<news.shop.example>' }],
    ['bounce', { From: 'MAILER-DAEMON@mx.example' }],
    ['bounce', { 'Return-Path': '<>' }],
    ['bounce', { 'Content-Type': 'multipart/report; report-type=delivery-status; boundary=x' }],
    ['loop', { 'X-Alongside-Sent-By': 'help@desk.example' }],
    ['loop', { From: 'Help <HELP+1-aaaaaaaaaaaaaaaa@desk.example>' }],
    ['loop', { Received: Array.from({ length: 60 }, (_, n) => `from a${n} by b${n}`) }],
    [null, { 'Auto-Submitted': 'no', Received: ['from a by b'] }],
  ] as const)('is known as %s by %j', async (kind, head) => {
    expect((await taken(mail(head, 'text'))).automatic).toBe(kind);
  });

  it('is known as a bounce by an envelope without a sender', async () => {
    expect((await taken(mail({}, 'text'), { envelopeFrom: '' })).automatic).toBe('bounce');
  });
});
