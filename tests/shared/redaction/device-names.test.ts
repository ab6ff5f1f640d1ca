import { describe, expect, it } from 'vitest';
import { hideValue, type HidingTools } from '../../../src-shared/redaction/hide-value.ts';
import { learnIdentity, nobody, SecretList } from '../../../src-shared/redaction/learnt-secrets.ts';
import { createPseudonyms } from '../../../src-shared/redaction/pseudonym.ts';
import { createScrubber } from '../../../src-shared/redaction/scrub-text.ts';

const pseudonyms = createPseudonyms(new Uint8Array(32));
const list = new SecretList();
learnIdentity(list, { ...nobody, userNames: ['m.ellison'] });
const tools: HidingTools = {
  pseudonyms,
  scrub: createScrubber(list.longestFirst(), pseudonyms),
  models: new Set(),
  words: new Set(['sonnenwind']),
};
const sent = (name: string) =>
  (hideValue('device', name, tools) ?? '').replace(/([a-z]+)-[A-Z2-7]{8}/g, '<$1>');

describe('names of devices and adapters', () => {
  it.each([
    ["Anna's AirPods Pro", '<label> AirPods Pro'],
    ['Annas iPhone', '<label> iPhone'],
    ['Headset (Mamas WH-1000XM4)', 'Headset (<label> WH-1000XM4)'],
    ['Büro Anna Berg', '<label>'],
    ['Ellison Headset', '<user> Headset'],
    ['Ａｎｎａ Speaker', '<label> Speaker'],
    ['An\u200bna Speaker', '<label> Speaker'],
    ['Handy 01715550123', '<label>'],
    ['Ethernet Praxis Dr. Weber', 'Ethernet <label> Dr. <label>'],
  ])('%s is sent as %s', (name, shown) => expect(sent(name)).toBe(shown));

  it.each([
    'Realtek High Definition Audio',
    'HDA Intel PCH',
    'Logitech USB Headset H340',
    'USB Receiver',
    'Speakers (USB Audio Device)',
    'Jabra Evolve 65',
    'xHCI Host Controller',
    'Integrated Camera',
    'Integrated_Webcam_HD',
    'QEMU USB Tablet',
    'Ethernet 2',
    'WLAN',
    'Wi-Fi',
    'Local Area Connection* 10',
    'vEthernet (Default Switch)',
    'Bluetooth-Netzwerkverbindung',
    'Sonnenwind Microphone', // a word of some maker's field of this machine
    'lo',
    'eth0',
    'enp3s0',
    'wlp0s20f3',
    'docker0',
    'br-1a2b3c4d5e6f',
    'veth1a2b3c4',
    'tailscale0',
    'wg0',
    'virbr0',
    'utun3',
    'en0',
    'awdl0',
  ])('%s stays', (name) => expect(sent(name)).toBe(name));

  it('keep one name in a session, so that an adapter and the way through it fit together', () => {
    expect(hideValue('device', 'Büro Anna', tools)).toBe(hideValue('device', 'Büro Anna', tools));
  });
});
