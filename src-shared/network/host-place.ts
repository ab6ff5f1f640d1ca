/**
 * Where a computer is that a technician wants asked, as far as its name or address tells: the person is told before
 * they say yes, since such places answer them and not the technician. // PM-12
 */
export type HostPlace =
  | 'this-computer'
  | 'own-network'
  /** Not a computer in the usual sense: the address at which clouds hand out secrets, addresses of many at once. */
  | 'special'
  | 'elsewhere';

const ownEndings = /(?:^[^.]+|\.(?:local|lan|home|internal|intranet|localdomain|corp|home\.arpa))$/i;
/** Where clouds answer their own machines; the usual one, 169.254.169.254, is among the link-local ones. */
const cloudNames: ReadonlySet<string> = new Set(['metadata.google.internal', 'instance-data.ec2.internal']);
const cloudAddresses: ReadonlySet<string> = new Set([
  '100.100.100.200',
  '168.63.129.16',
  '192.0.0.192',
  'fd00:ec2:0:0:0:0:0:254',
]);

export function placeOfHost(host: string): HostPlace {
  const v4 = ipv4Of(host);
  if (v4 !== null) return placeOfIpv4(v4);
  if (host.includes(':')) return placeOfIpv6(host);
  const name = host.toLowerCase().replace(/\.$/, '');
  if (name === 'localhost' || name.endsWith('.localhost')) return 'this-computer';
  if (cloudNames.has(name)) return 'special';
  return ownEndings.test(name) ? 'own-network' : 'elsewhere';
}

type Four = readonly [number, number, number, number];

function ipv4Of(text: string): Four | null {
  const match = /^(\d{1,3})\.(\d{1,3})\.(\d{1,3})\.(\d{1,3})$/.exec(text);
  return match ? [Number(match[1]), Number(match[2]), Number(match[3]), Number(match[4])] : null;
}

function placeOfIpv4([a, b, c, d]: Four): HostPlace {
  if (a === 127 || a === 0) return 'this-computer';
  if (a >= 224 || (a === 169 && b === 254) || cloudAddresses.has([a, b, c, d].join('.'))) return 'special';
  if (a === 10 || (a === 172 && b >= 16 && b < 32) || (a === 192 && b === 168)) return 'own-network';
  return a === 100 && b >= 64 && b < 128 ? 'own-network' : 'elsewhere';
}

function placeOfIpv6(text: string): HostPlace {
  const groups = groupsOf(text);
  const [first = 0, second = 0] = groups;
  const [high = 0, low = 0] = groups.slice(6);
  const zerosTo = (end: number) => groups.slice(0, end).every((group) => group === 0);
  if (zerosTo(7) && low <= 1) return 'this-computer';
  // An IPv4 address in the clothes of IPv6: ::ffff:7f00:1, 64:ff9b::7f00:1, 2002:7f00:1::.
  const mapped = zerosTo(6) || (zerosTo(5) && groups[5] === 0xffff);
  if (mapped || (first === 0x64 && second === 0xff9b)) return placeOfIpv4(fourOf(high, low));
  if (first === 0x2002) return placeOfIpv4(fourOf(second, groups[2] ?? 0));
  if (first >= 0xff00 || cloudAddresses.has(groups.map((group) => group.toString(16)).join(':')))
    return 'special';
  const isOwn = (first & 0xffc0) === 0xfe80 || (first & 0xfe00) === 0xfc00;
  return isOwn ? 'own-network' : 'elsewhere';
}

function fourOf(high: number, low: number): Four {
  return [high >> 8, high & 255, low >> 8, low & 255];
}

/** Eight numbers of an address that {@link isNetHost} let in; an IPv4 tail becomes two of them. */
function groupsOf(text: string): readonly number[] {
  const bare = text.replace(/%.*$/, '').replace(/(\d+)\.(\d+)\.(\d+)\.(\d+)$/, (...tail: string[]) => {
    const [, a, b, c, d] = tail.map(Number);
    return `${(((a ?? 0) << 8) | (b ?? 0)).toString(16)}:${(((c ?? 0) << 8) | (d ?? 0)).toString(16)}`;
  });
  const [left = '', right] = bare.split('::');
  const numbers = (part: string) => (part === '' ? [] : part.split(':').map((group) => parseInt(group, 16)));
  const head = numbers(left);
  const tail = right === undefined ? [] : numbers(right);
  return [...head, ...Array.from({ length: Math.max(0, 8 - head.length - tail.length) }, () => 0), ...tail];
}
