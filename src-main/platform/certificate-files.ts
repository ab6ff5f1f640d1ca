import { X509Certificate } from 'node:crypto';
import type { Certificate } from '../../src-shared/diagnostics/security-areas.ts';
import { nameOf } from './clean.ts';

/** A certificate with what tells two copies of it apart; the print stays in this process. */
export interface ReadCertificate extends Certificate {
  readonly print: string;
}

const BEGIN = '-----BEGIN CERTIFICATE-----';
const END = '-----END CERTIFICATE-----';
const LONGEST = 16_384;

export interface CertificateKinds {
  /** How many are looked at. */
  readonly most?: number;
  /** Those of authorities too: without its own a VPN fails just as well. */
  readonly authorities?: boolean;
}

/** Certificates in a text of PEM blocks, or in one DER file. */
export function certificatesIn(
  bytes: Uint8Array | string,
  place: Certificate['place'],
  { most = 8, authorities = false }: CertificateKinds = {},
): readonly ReadCertificate[] {
  if (typeof bytes !== 'string' && bytes[0] === 0x30) return read(bytes, place, authorities);
  const text = typeof bytes === 'string' ? bytes : Buffer.from(bytes).toString('latin1');
  const found: ReadCertificate[] = [];
  let looked = 0;
  for (let from = text.indexOf(BEGIN); from >= 0 && looked < most; from = text.indexOf(BEGIN, from + 1)) {
    const end = text.indexOf(END, from);
    if (end < 0) break;
    looked += 1;
    if (end - from < LONGEST) found.push(...read(text.slice(from, end + END.length), place, authorities));
  }
  return found;
}

function read(
  block: Uint8Array | string,
  place: Certificate['place'],
  authorities: boolean,
): readonly ReadCertificate[] {
  const certificate = parsed(block);
  if (certificate === null || (certificate.ca && !authorities)) return [];
  const selfSigned = certificate.issuer === certificate.subject;
  return [
    {
      place,
      issuer: selfSigned ? null : issuerName(certificate.issuer),
      selfSigned,
      validFrom: moment(certificate.validFrom),
      validUntil: moment(certificate.validTo),
      print: certificate.fingerprint256,
    },
  ];
}

function parsed(block: Uint8Array | string): X509Certificate | null {
  try {
    return new X509Certificate(block);
  } catch {
    return null; // damaged, or something else in a file of that name
  }
}

/** The short name of who gave it out, from lines ("CN=…") or from one line with commas, as Windows writes it. */
export function issuerName(issuer: string): string | null {
  const part = (key: string) =>
    new RegExp(String.raw`(?:^|\n|, ?)${key}=("[^"\n]*"|[^,\n]*)`).exec(issuer)?.[1]?.replace(/^"|"$/g, '');
  return nameOf(part('CN')) ?? nameOf(part('O'));
}

/** "Nov 22 14:21:09 2026 GMT", or ISO 8601. */
export function moment(text: string | null | undefined): number | null {
  const at = Date.parse(text ?? '');
  return at >= 0 && at <= 8.64e15 ? at : null;
}

/** Each certificate once, the next to end first, without their prints. */
export function inOrder(certificates: readonly ReadCertificate[]): Certificate[] {
  const byPrint = new Map(certificates.map(({ print, ...certificate }) => [print, certificate]));
  return [...byPrint.values()]
    .sort((a, b) => (a.validUntil ?? Infinity) - (b.validUntil ?? Infinity))
    .slice(0, 64);
}
