import type { DetailedPeerCertificate } from 'node:tls';
import type { PartOf } from '../../src-shared/diagnostics/connectivity-areas.ts';
import { nameOf } from '../platform/clean.ts';

type Site = PartOf<'tls'>['sites'][number];
export type ChainFacts = Pick<Site, 'rootName' | 'issuer' | 'daysLeft' | 'chain'>;

const DAY_MS = 86_400_000;
const MOST = 12;

/** What a chain of certificates says of itself; the first to run out counts. */
export function describeChain(leaf: DetailedPeerCertificate | null, now: number): ChainFacts {
  const chain = chainOf(leaf);
  const last = chain.at(-1);
  const ends = chain.map(({ valid_to: to }) => Date.parse(to)).filter((at) => Number.isFinite(at));
  return {
    rootName: nameOf(last?.issuer?.O ?? last?.issuer?.CN),
    issuer: nameOf(chain[0]?.issuer?.O ?? chain[0]?.issuer?.CN),
    daysLeft: ends.length === 0 ? null : Math.floor((Math.min(...ends) - now) / DAY_MS),
    chain: chain.length,
  };
}

function chainOf(leaf: DetailedPeerCertificate | null): readonly DetailedPeerCertificate[] {
  const chain: DetailedPeerCertificate[] = [];
  let next: DetailedPeerCertificate | undefined = leaf ?? undefined;
  // An empty object stands for "none"; a root is its own issuer.
  while (next?.fingerprint256 !== undefined && chain.length < MOST) {
    const current: DetailedPeerCertificate = next;
    if (chain.some(({ fingerprint256 }) => fingerprint256 === current.fingerprint256)) break;
    chain.push(current);
    next = current.issuerCertificate;
  }
  return chain;
}

const faults: Readonly<Record<string, NonNullable<Site['fault']>>> = {
  CERT_HAS_EXPIRED: 'expired',
  CERT_NOT_YET_VALID: 'not-yet-valid',
  ERR_TLS_CERT_ALTNAME_INVALID: 'wrong-name',
  DEPTH_ZERO_SELF_SIGNED_CERT: 'self-signed',
  SELF_SIGNED_CERT_IN_CHAIN: 'unknown-root',
  UNABLE_TO_GET_ISSUER_CERT: 'unknown-root',
  UNABLE_TO_GET_ISSUER_CERT_LOCALLY: 'unknown-root',
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: 'unknown-root',
};

/** What is wrong with it, in the few words that rules know; null when nothing is. */
export function faultOf(error: unknown): Site['fault'] {
  if (error === null || error === undefined) return null;
  const code =
    error instanceof Error && 'code' in error
      ? String(error.code)
      : error instanceof Error
        ? error.message
        : typeof error === 'string'
          ? error
          : '';
  return faults[code] ?? 'other';
}
