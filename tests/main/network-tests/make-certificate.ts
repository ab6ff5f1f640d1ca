import { createSign, generateKeyPairSync, type KeyObject } from 'node:crypto';

/** A certificate made here and now, as PEM, with its key. */
export interface MadeCertificate {
  readonly name: string;
  readonly key: KeyObject;
  readonly keyPem: string;
  readonly pem: string;
}

export interface CertificateWish {
  readonly name: string;
  /** Names of the sites it is for. */
  readonly hosts?: readonly string[];
  readonly ips?: readonly string[];
  readonly from?: Date;
  readonly to: Date;
  readonly isCa?: boolean;
  /** Itself when left out. */
  readonly issuer?: MadeCertificate;
}

/** X.509 v3 over P-256 in plain DER; as much as a TLS server and its client look at. */
export function makeCertificate(wish: CertificateWish): MadeCertificate {
  const { publicKey, privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const issuer = wish.issuer ?? { name: wish.name, key: privateKey };
  const algorithm = sequence(oid('1.2.840.10045.4.3.2'));
  const serial = integer(
    Buffer.from([1, ...Array.from({ length: 8 }, () => Math.floor(Math.random() * 256))]),
  );
  const body = sequence(
    tagged(0xa0, integer(Buffer.from([2]))),
    serial,
    algorithm,
    nameOf(issuer.name),
    sequence(time(wish.from ?? new Date(Date.UTC(2020, 0, 1))), time(wish.to)),
    nameOf(wish.name),
    publicKey.export({ type: 'spki', format: 'der' }),
    tagged(0xa3, sequence(...extensions(wish))),
  );
  const signature = createSign('sha256').update(body).sign(issuer.key);
  const der = sequence(body, algorithm, tagged(0x03, Buffer.concat([Buffer.from([0]), signature])));
  return {
    name: wish.name,
    key: privateKey,
    keyPem: privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(),
    pem: `-----BEGIN CERTIFICATE-----\n${(der.toString('base64').match(/.{1,64}/g) ?? []).join('\n')}\n-----END CERTIFICATE-----\n`,
  };
}

function extensions({ hosts = [], ips = [], isCa = false }: CertificateWish): Buffer[] {
  const basic = sequence(
    oid('2.5.29.19'),
    tagged(0x04, sequence(...(isCa ? [tagged(0x01, Buffer.from([255]))] : []))),
  );
  const names = [
    ...hosts.map((host) => tagged(0x82, Buffer.from(host))),
    ...ips.map((ip) => tagged(0x87, Buffer.from(ip.split('.').map(Number)))),
  ];
  return names.length === 0 ? [basic] : [basic, sequence(oid('2.5.29.17'), tagged(0x04, sequence(...names)))];
}

function nameOf(name: string): Buffer {
  const part = (id: string, text: string) => tagged(0x31, sequence(oid(id), tagged(0x0c, Buffer.from(text))));
  return sequence(part('2.5.4.10', name), part('2.5.4.3', name));
}

function time(at: Date): Buffer {
  const text = at.toISOString().replace(/[-:T]/g, '').slice(0, 14);
  return tagged(0x18, Buffer.from(`${text}Z`)); // GeneralizedTime, for any year
}

function tagged(tag: number, body: Buffer): Buffer {
  const { length } = body;
  const size = length < 128 ? [length] : length < 256 ? [0x81, length] : [0x82, length >> 8, length & 255];
  return Buffer.concat([Buffer.from([tag, ...size]), body]);
}

function sequence(...parts: readonly Buffer[]): Buffer {
  return tagged(0x30, Buffer.concat(parts));
}

function integer(bytes: Buffer): Buffer {
  return tagged(0x02, bytes);
}

function oid(text: string): Buffer {
  const [a = 0, b = 0, ...rest] = text.split('.').map(Number);
  const bytes = [a * 40 + b];
  for (const part of rest) {
    const piece = [part & 127];
    for (let left = part >> 7; left > 0; left >>= 7) piece.unshift((left & 127) | 128);
    bytes.push(...piece);
  }
  return tagged(0x06, Buffer.from(bytes));
}
