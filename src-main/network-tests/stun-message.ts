import { createHash, createHmac, randomBytes } from 'node:crypto';

/*
 * As much of STUN (RFC 8489) and TURN (RFC 8656) as it takes to ask "how do you see me?" and "will you relay for me?".
 */
const COOKIE = 0x2112a442;
const HEADER = 20;

export const stunTypes = {
  bindingRequest: 0x0001,
  bindingAnswer: 0x0101,
  allocateRequest: 0x0003,
  allocateAnswer: 0x0103,
  allocateError: 0x0113,
  refreshRequest: 0x0004,
} as const;

const attributes = {
  mappedAddress: 0x0001,
  username: 0x0006,
  integrity: 0x0008,
  errorCode: 0x0009,
  lifetime: 0x000d,
  realm: 0x0014,
  nonce: 0x0015,
  requestedTransport: 0x0019,
  xorMappedAddress: 0x0020,
} as const;
const UDP = 17;
const LONGEST_TEXT = 763; // RFC 8489: realm and nonce are shorter

export interface StunMessage {
  readonly type: number;
  /** Twelve bytes, as hex: which question it answers. */
  readonly transaction: string;
  readonly mapped: { readonly address: string; readonly port: number } | null;
  readonly error: number | null;
  readonly realm: string | null;
  readonly nonce: string | null;
}

export interface TurnSignIn {
  readonly username: string;
  readonly credential: string;
  readonly realm: string;
  readonly nonce: string;
}

export interface Question {
  readonly transaction: string;
  readonly bytes: Buffer;
}

export function bindingQuestion(): Question {
  return question(stunTypes.bindingRequest, []);
}

/** Without a sign-in the answer is an error that holds what a sign-in needs. */
export function allocateQuestion(signIn: TurnSignIn | null): Question {
  const transport = Buffer.from([UDP, 0, 0, 0]);
  return question(stunTypes.allocateRequest, [[attributes.requestedTransport, transport]], signIn);
}

/** A lifetime of nothing gives the relayed address back at once. */
export function releaseQuestion(signIn: TurnSignIn): Question {
  return question(stunTypes.refreshRequest, [[attributes.lifetime, Buffer.alloc(4)]], signIn);
}

type Attribute = readonly [type: number, value: Buffer];

function question(type: number, list: readonly Attribute[], signIn: TurnSignIn | null = null): Question {
  const id = randomBytes(12);
  const signed: readonly Attribute[] =
    signIn === null
      ? list
      : [
          ...list,
          [attributes.username, Buffer.from(signIn.username)],
          [attributes.realm, Buffer.from(signIn.realm)],
          [attributes.nonce, Buffer.from(signIn.nonce)],
        ];
  const body = Buffer.concat(signed.map(([kind, value]) => attribute(kind, value)));
  // The length already counts the signature that follows.
  const head = header(type, body.length + (signIn === null ? 0 : 24), id);
  const message = Buffer.concat([head, body]);
  const bytes = signIn === null ? message : Buffer.concat([message, integrity(message, signIn)]);
  return { transaction: id.toString('hex'), bytes };
}

function header(type: number, length: number, id: Buffer): Buffer {
  const head = Buffer.alloc(8);
  head.writeUInt16BE(type, 0);
  head.writeUInt16BE(length, 2);
  head.writeUInt32BE(COOKIE, 4);
  return Buffer.concat([head, id]);
}

function attribute(type: number, value: Buffer): Buffer {
  const head = Buffer.alloc(4);
  head.writeUInt16BE(type, 0);
  head.writeUInt16BE(value.length, 2);
  return Buffer.concat([head, value, Buffer.alloc((4 - (value.length % 4)) % 4)]);
}

// MD5 and SHA-1 are what the protocol names; the password itself lives for minutes.
function integrity(message: Buffer, { username, credential, realm }: TurnSignIn): Buffer {
  const key = createHash('md5').update(`${username}:${realm}:${credential}`).digest();
  return attribute(attributes.integrity, createHmac('sha1', key).update(message).digest());
}

/** Bytes of the whole message at the head of a stream; null while its header is not there, 0 for no STUN at all. */
export function stunLength(bytes: Buffer): number | null {
  if (bytes.length < 8) return null;
  const type = bytes.readUInt16BE(0);
  return type >= 0x4000 || bytes.readUInt32BE(4) !== COOKIE ? 0 : HEADER + bytes.readUInt16BE(2);
}

/** Null for anything that is no STUN message. */
export function readStun(bytes: Buffer): StunMessage | null {
  if (bytes.length < HEADER || bytes.readUInt32BE(4) !== COOKIE) return null;
  const type = bytes.readUInt16BE(0);
  const end = Math.min(bytes.length, HEADER + bytes.readUInt16BE(2));
  const found = new Map<number, Buffer>();
  for (let at = HEADER; at + 4 <= end;) {
    const kind = bytes.readUInt16BE(at);
    const length = bytes.readUInt16BE(at + 2);
    if (at + 4 + length > end) break;
    if (!found.has(kind)) found.set(kind, bytes.subarray(at + 4, at + 4 + length));
    at += 4 + length + ((4 - (length % 4)) % 4);
  }
  const id = bytes.subarray(8, HEADER);
  const plain = addressIn(found.get(attributes.mappedAddress), null);
  return {
    type,
    transaction: id.toString('hex'),
    mapped: addressIn(found.get(attributes.xorMappedAddress), bytes.subarray(4, HEADER)) ?? plain,
    error: errorIn(found.get(attributes.errorCode)),
    realm: textIn(found.get(attributes.realm)),
    nonce: textIn(found.get(attributes.nonce)),
  };
}

function errorIn(value: Buffer | undefined): number | null {
  return value === undefined || value.length < 4 ? null : ((value[2] ?? 0) & 7) * 100 + (value[3] ?? 0);
}

function textIn(value: Buffer | undefined): string | null {
  return value === undefined || value.length > LONGEST_TEXT ? null : value.toString('utf8');
}

/** `mask` holds the cookie and the transaction, with which addresses are hidden from routers that rewrite them. */
function addressIn(value: Buffer | undefined, mask: Buffer | null): StunMessage['mapped'] {
  const length = value === undefined ? 0 : value[1] === 1 ? 4 : value[1] === 2 ? 16 : 0;
  if (value === undefined || length === 0 || value.length < 4 + length) return null;
  const clear = Buffer.from(value.subarray(2, 4 + length));
  if (mask !== null) {
    for (let at = 0; at < 2; at += 1) clear[at] = (clear[at] ?? 0) ^ (mask[at] ?? 0);
    for (let at = 0; at < length; at += 1) clear[at + 2] = (clear[at + 2] ?? 0) ^ (mask[at] ?? 0);
  }
  const bytes = [...clear.subarray(2)];
  const address =
    length === 4
      ? bytes.join('.')
      : Array.from({ length: 8 }, (_, at) => clear.readUInt16BE(2 + at * 2).toString(16)).join(':');
  return { address, port: clear.readUInt16BE(0) };
}
