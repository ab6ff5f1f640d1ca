import type { Identity } from '../../../src-shared/redaction/learnt-secrets.ts';

/** Values planted in a snapshot and looked for in what would be sent. None is a real person's. */
export const canaries = {
  user: 'm.zwölfkötter',
  fullName: 'Margarete Zwölfkötter',
  host: 'FRONTDESK-7741',
  domain: 'corp.northfield.example',
  serial: '5CG2148RTKQ',
  uuid: '4c4c4544-0042-3510-8051-b4c04f4d3132',
  mac: '9c:b6:d0:e1:77:4a',
  ssid: 'Northfield Staff 5G',
  publicIp: '198.51.107.84',
  publicIp6: '2a02:8109:9c40:1d7c:9eb6:d0ff:fee1:774a',
  homePath: '/home/m.zwölfkötter/Briefe',
} as const;

export const identity: Identity = {
  userNames: [canaries.user],
  fullNames: [canaries.fullName],
  hostNames: [canaries.host, `${canaries.host}.${canaries.domain}`],
  domains: [canaries.domain],
  homePaths: ['/home/m.zwölfkötter'],
};

/** Fragments of the canaries that would give them away, in one form: composed, lower case, decoded. */
const tells: readonly string[] = [
  'm.zwölfkötter',
  'zwölfkötter',
  'zwolfkotter',
  'margarete',
  'frontdesk-7741',
  'frontdesk',
  'northfield',
  '5cg2148rtkq',
  '4c4c4544-0042',
  'b4c04f4d3132',
  '9c:b6:d0',
  '9cb6d0e1774a',
  '9c-b6-d0-e1',
  'd0:e1:77:4a',
  '9cb6.d0e1',
  '198.51.107',
  '107.84',
  '1d7c',
  '9eb6:d0ff:fee1:774a',
  'd0ff:fee1',
  '8109:9c40',
];

/** The tells found in bytes about to be sent, whatever they are dressed in. */
export function findTells(sent: Uint8Array): readonly string[] {
  const text = new TextDecoder().decode(sent);
  const readings = [text, unescaped(text), unescaped(unescaped(text))].map((reading) =>
    reading.normalize('NFC').toLowerCase(),
  );
  return tells.filter((tell) => readings.some((reading) => reading.includes(tell)));
}

/** Ways in which systems and logs write the same value. */
export const disguises: Readonly<Record<string, (value: string) => string>> = {
  plain: (value) => value,
  'upper case': (value) => value.toUpperCase(),
  decomposed: (value) => value.normalize('NFD'),
  'percent-encoded': (value) => encodeURIComponent(value),
  'percent-encoded throughout': (value) => percent(value),
  'percent-encoded twice': (value) => encodeURIComponent(percent(value)),
  'percent-encoded and decomposed': (value) => encodeURIComponent(value.normalize('NFD')),
  'with backslashes': (value) => value.replaceAll('/', '\\'),
  'with doubled backslashes': (value) => value.replaceAll('/', '\\\\'),
  'in a file address': (value) => `file:///srv/${encodeURI(value)}`,
  'in a sentence': (value) => `could not open “${value}”, denied`,
  'in a longer word': (value) => `x${value}x`,
  'after a line break escape': (value) => String.raw`\n${value}\n`,
  'as JSON escapes': (value) => jsonEscaped(value),
  'as HTML escapes': (value) => [...value].map((char) => `&#${char.codePointAt(0)};`).join(''),
  'twice in a row': (value) => `${value}${value}`,
};

function percent(value: string): string {
  return [...new TextEncoder().encode(value)]
    .map((byte) => `%${byte.toString(16).padStart(2, '0')}`)
    .join('');
}

function jsonEscaped(value: string): string {
  return Array.from({ length: value.length }, (_, index) => {
    return `\\u${value.charCodeAt(index).toString(16).padStart(4, '0')}`;
  }).join('');
}

function unescaped(text: string): string {
  const units = text
    .replace(/\\{1,4}u([0-9a-f]{4})/gi, (_, code: string) => String.fromCharCode(Number.parseInt(code, 16)))
    .replace(/&#(\d+);/g, (_, code: string) => String.fromCodePoint(Number(code)))
    .replace(/\\{2,}/g, '\\');
  return units.replace(/(?:%[0-9a-f]{2})+/gi, (run) => {
    const bytes = (run.match(/[0-9a-f]{2}/gi) ?? []).map((pair) => Number.parseInt(pair, 16));
    return new TextDecoder().decode(new Uint8Array(bytes));
  });
}
