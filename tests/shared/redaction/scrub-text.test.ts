import { describe, expect, it } from 'vitest';
import { addressScope, hideAddress } from '../../../src-shared/redaction/hide-address.ts';
import { learnIdentity, nobody, SecretList } from '../../../src-shared/redaction/learnt-secrets.ts';
import { createPseudonyms } from '../../../src-shared/redaction/pseudonym.ts';
import { createScrubber } from '../../../src-shared/redaction/scrub-text.ts';

const pseudonyms = createPseudonyms(new Uint8Array(32));

function scrubberFor(...userNames: string[]) {
  const list = new SecretList();
  learnIdentity(list, { ...nobody, userNames });
  return createScrubber(list.longestFirst(), pseudonyms);
}

/** Pseudonyms as their kind only, so that expectations stay readable. */
const shape = (text: string) => text.replace(/([a-z]+)-[A-Z2-7]{8}/g, '<$1>');

describe('patterns', () => {
  const scrub = scrubberFor();
  it.each([
    ['write to anna.b@firma.example today', 'write to <mail> today'],
    ['link 9C-B6-D0-E1-77-4A up', 'link <mac> up'],
    ['cisco 9cb6.d0e1.774a', 'cisco <mac>'],
    ['enx9cb6d0e1774a', '<enxmac>'], // systemd names adapters by their own MAC, whichever they use now
    ['wlx9cb6d0e1774a is up', '<wlxmac> is up'],
    ['from 198.51.107.84:443', 'from <ip>:443'],
    ['router 192.168.1.1 answers', 'router 192.168.1.1 answers'],
    ['2a02:8109:9c40::7 is up', '<ip> is up'],
    ['fe80::9eb6:d0ff:fee1:774a%eth0', 'fe80::x'],
    ['PARTUUID=4c4c4544-0042-3510-8051-b4c04f4d3132', 'PARTUUID=<uuid>'],
    ['owner S-1-5-21-3623811015-3361044348-30300820-1013', 'owner <sid>'],
    ['open /home/anna/x.txt', 'open /home/<user>/x.txt'],
    ['C:\\Users\\Anna Berg\\Letters', 'C:\\Users\\<user>\\Letters'],
    ['file:///Users/anna/x', 'file:///Users/<user>/x'],
    ['file:%2F%2F%2Fhome%2Fanna%2Fx', 'file:%2F%2F%2Fhome%2F<user>%2Fx'],
    ['C:\\Users\\Public\\Desktop', 'C:\\Users\\Public\\Desktop'],
    ['Authorization: Bearer abcdef123456789', 'Authorization: Bearer [hidden]'],
    ['mysql --password=hunter2 --user=x', 'mysql --password=[hidden] --user=x'],
    ['https://bob:hunter2@host.example/x', 'https://[hidden]@host.example/x'],
    ['-----BEGIN RSA PRIVATE KEY----- MIIEow', '[hidden]'],
    ['token ghp_abcdefghijklmnop1234', 'token [hidden]'],
  ])('%s', (text, expected) => expect(shape(scrub(text))).toBe(expected));

  it.each([
    'si.fsSize()',
    'no answer in 3 s',
    '12:34:56',
    '0000:00:02.0',
    'Intel(R) Core(TM) i5-1135G7 @ 2.40GHz',
    '6.1.0-18-amd64',
    '31.0.101.4146',
    'systemd-resolved',
    'Realtek RTL8111/8168/8411',
    '10.0.22631',
    'HDMI-A-1',
  ])('leaves %s alone', (text) => expect(scrub(text)).toBe(text));
});

describe('learnt names', () => {
  it('of five letters or fewer are hidden only as words of their own, in any script', () => {
    const scrub = scrubberFor('anna');
    expect(shape(scrub('anna, ANNA, /srv/anna; %2Fanna%2F'))).toBe(
      '<user>, <user>, /srv/<user>; %2F<user>%2F',
    );
    expect(scrub('susanna annalena annaß annaя')).toBe('susanna annalena annaß annaя');
  });

  it('of six letters or more are hidden inside longer words', () => {
    expect(shape(scrubberFor('marlene')('MarlenesiPhone'))).toBe('<user>siPhone');
  });

  it('that every computer has are left alone', () => {
    const text = 'root 1234 /root user admin Administrator';
    expect(scrubberFor('root', 'admin', 'Administrator', 'user')(text)).toBe(text);
  });

  it('with a domain are hidden in both parts', () => {
    expect(shape(scrubberFor('CORP\\m.ellison')('log of ellison and CORP/m.ellison'))).toBe(
      'log of <user> and <user>',
    );
  });

  it('do not eat pseudonyms', () => {
    const once = scrubberFor('marlene')('marlene');
    expect(scrubberFor('user', 'ser-', once.slice(5))(once)).toBe(once);
  });
});

describe('look-alikes', () => {
  it.each([
    ['аnna.berg'], // Cyrillic а
    ['anna.bеrg'],
    ['αnnα.bεrg'],
    ['ＡＮＮＡ．ＢＥＲＧ'],
    ['a\u0301n\u200bna.b\u00aderg'],
    ['ᴀɴɴᴀ.ʙᴇʀɢ'],
  ])('do not save %s', (text) => {
    expect(shape(scrubberFor('anna.berg')(`by ${text} now`))).toMatch(/^by <user>(\.<user>)? now$/);
  });

  it('find a Cyrillic name written with Latin letters, and leave other Cyrillic text as it is', () => {
    const scrub = scrubberFor('Ростова');
    expect(shape(scrub('by Pocтoвa now'))).toBe('by <user> now');
    expect(scrub('Принтер не отвечает, порт 631 закрыт')).toBe('Принтер не отвечает, порт 631 закрыт');
  });

  it.each([
    ['from １９８．５１．１０７．８４', 'from <ip>'],
    ['from ١٩٨.٥١.١٠٧.٨٤', 'from <ip>'],
    ['link 9c∶b6∶d0∶e1∶77∶4a', 'link <mac>'],
    ['link 9c‑b6‑d0‑e1‑77‑4a', 'link <mac>'],
    ['open ⁄home⁄anna⁄x', 'open /home/<user>/x'],
    ['аnnа@fіrma.example', '<mail>'],
    ['раsswоrd=hunter2', 'password=[hidden]'],
  ])('do not save what looks personal: %s', (text, sent) => expect(shape(scrubberFor()(text))).toBe(sent));
});

describe('a value that looks like a made-up word', () => {
  it('is hidden where it is learnt, and given its own word', () => {
    const own = createPseudonyms(new Uint8Array(32).fill(5));
    const list = new SecretList();
    learnIdentity(list, { ...nobody, userNames: ['user-MARGARET'], hostNames: ['host-FAMILYXY'] });
    const scrub = createScrubber(list.longestFirst(), own);
    const sent = scrub('user-MARGARET on host-FAMILYXY');
    expect(sent).not.toMatch(/MARGARET|FAMILYXY/);
    expect(shape(sent)).toBe('<user> on <host>');
    expect(scrub(sent)).toBe(sent);
  });
});

describe('addresses', () => {
  it.each([
    ['203.0.113.84', '<ip>', 'public'],
    ['10.1.2.3', '10.1.2.3', 'private'],
    ['172.20.0.1', '172.20.0.1', 'private'],
    ['172.32.0.1', '<ip>', 'public'],
    ['169.254.3.4', '169.254.3.4', 'link-local'],
    ['127.0.0.1', '127.0.0.1', 'loopback'],
    ['100.64.0.9', '100.64.0.9', 'private'],
    ['1.1.1.1', '1.1.1.1', 'public'],
    ['2a02:8109:9c40:1d7c::1', '<ip>', 'public'],
    ['fe80::1%eth0', 'fe80::x', 'link-local'],
    ['fd12:3456:789a::1', 'fdxx::x', 'private'],
    ['::1', '::1', 'loopback'],
    ['::ffff:203.0.113.9', '<ip>', 'public'],
  ])('%s is sent as %s', (address, sent, scope) => {
    expect(shape(hideAddress(address, pseudonyms) ?? '')).toBe(sent);
    expect(addressScope(address)).toBe(scope);
  });

  it.each(['', 'fe80', '1.2.3', '1.2.3.400', '1::2::3', 'x.y.z.w', ':::'])('%s is no address', (text) => {
    expect(hideAddress(text, pseudonyms)).toBeNull();
  });

  it('of one network begin alike, and the same address has one name in every form', () => {
    const name = (address: string) => hideAddress(address, pseudonyms) ?? '';
    expect(name('203.0.113.9').slice(0, 8)).toBe(name('203.0.113.84').slice(0, 8));
    expect(name('203.0.113.9')).not.toBe(name('203.0.113.84'));
    expect(name('203.0.114.9').slice(0, 8)).not.toBe(name('203.0.113.9').slice(0, 8));
    expect(name('2A02:8109:9C40:1d7c:0::1')).toBe(name('2a02:8109:9c40:1d7c::1'));
    expect(name('2a02:8109:9c40:1d7c::2').slice(0, 8)).toBe(name('2a02:8109:9c40:1d7c::1').slice(0, 8));
    expect(name('::ffff:203.0.113.9')).toBe(name('203.0.113.9'));
  });
});
