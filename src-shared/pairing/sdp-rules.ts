import { equalConstantTime } from './bytes.ts';
import { parseFingerprint } from './fingerprint.ts';

const MAX_MEDIA_LINES = 6;
const FINGERPRINT_LINE = /^a=fingerprint:sha-256 ((?:[0-9A-Fa-f]{2}:){31}[0-9A-Fa-f]{2})$/;
const MEDIA_LINE =
  /^m=(?:(?:audio|video) \d{1,5} (?:UDP|TCP)\/TLS\/RTP\/SAVPF [ \d]+|application \d{1,5} (?:UDP|TCP)\/DTLS\/SCTP webrtc-datachannel)$/;
const CANDIDATE =
  /^candidate:[\w+/]{1,32} \d{1,3} (?:udp|tcp) \d{1,10} [\dA-Za-z.:%-]{1,255} \d{1,5} typ (host|srflx|prflx|relay)(?: [!-~]+)*$/i;

/** What a description that passed says about its transport. */
export interface SdpFacts {
  readonly setup: string;
  readonly candidates: number;
}

/** Why a description was refused; `fingerprint` means somebody else's certificate. */
export type SdpRefusal = 'text' | 'media' | 'fingerprint' | 'forbidden' | 'setup' | 'candidate';

/**
 * Checks a description by SD-2 to SD-4: one certificate, the expected one, and nothing that could bring in another
 * key. Anything the check might read differently from the browser is refused rather than interpreted.
 */
export function checkSdp(
  type: 'offer' | 'answer',
  sdp: string,
  fingerprint: Uint8Array,
): SdpFacts | { readonly refused: SdpRefusal } {
  const lines = sdpLines(sdp);
  if (lines === undefined) return { refused: 'text' };
  const media = lines.filter((line) => /^\s*m\s*=/i.test(line));
  if (media.length === 0 || media.length > MAX_MEDIA_LINES || !media.every((line) => MEDIA_LINE.test(line)))
    return { refused: 'media' };
  if (!hasOneFingerprint(lines, fingerprint)) return { refused: 'fingerprint' };
  if (lines.some((line) => /^\s*a\s*=\s*(?:identity|crypto|key-mgmt)/i.test(line)))
    return { refused: 'forbidden' };
  const setup = commonSetup(type, lines);
  if (setup === undefined) return { refused: 'setup' };
  const candidates = lines.filter((line) => /^\s*a\s*=\s*candidate/i.test(line));
  if (!candidates.every((line) => candidateType(line.slice(2)) !== undefined))
    return { refused: 'candidate' };
  return { setup, candidates: candidates.length };
}

/** Printable ASCII in lines that end in CR LF or LF; `undefined` for everything else. */
function sdpLines(sdp: string): readonly string[] | undefined {
  if (!/^(?:[ -~]*\r?\n)+$/.test(sdp) || !sdp.startsWith('v=0')) return undefined;
  return sdp.split(/\r?\n/).slice(0, -1);
}

/** Every line that mentions a fingerprint is the same one, on session or media level, as often as it likes. */
function hasOneFingerprint(lines: readonly string[], expected: Uint8Array): boolean {
  const mentions = lines.filter((line) => /fingerprint/i.test(line));
  return (
    mentions.length > 0 &&
    mentions.every((line) => {
      const found = parseFingerprint(FINGERPRINT_LINE.exec(line)?.[1] ?? '');
      return found !== undefined && equalConstantTime(found, expected);
    })
  );
}

/** Offers say actpass, answers active or passive, and every section the same. */
function commonSetup(type: 'offer' | 'answer', lines: readonly string[]): string | undefined {
  const setups = new Set(lines.filter((line) => /^\s*a\s*=\s*setup/i.test(line)));
  const [only] = setups;
  const allowed = type === 'offer' ? ['a=setup:actpass'] : ['a=setup:active', 'a=setup:passive'];
  return setups.size === 1 && only !== undefined && allowed.includes(only) ? only.slice(8) : undefined;
}

/** The type of a candidate line (`candidate:…`), or `undefined` where it is malformed. */
export function candidateType(candidate: string): string | undefined {
  return CANDIDATE.exec(candidate)?.[1]?.toLowerCase();
}

/**
 * A description without the machine's own addresses (SD-7): only relay candidates stay, and they and the connection
 * lines lose the address behind them.
 */
export function stripToRelay(sdp: string): string {
  return sdp
    .split('\n')
    .filter((line) => !line.startsWith('a=candidate:') || candidateType(line.slice(2).trimEnd()) === 'relay')
    .map((line) =>
      line
        .replace(/^c=IN IP[46] \S+/, 'c=IN IP4 0.0.0.0')
        .replace(/^(a=rtcp:\d+) IN IP[46] \S+/, '$1 IN IP4 0.0.0.0')
        .replace(/^o=(\S+ \d+ \d+) IN IP[46] \S+/, 'o=$1 IN IP4 127.0.0.1'),
    )
    .map((line) => (line.startsWith('a=candidate:') ? hideRelatedAddress(line) : line))
    .join('\n');
}

/** A relay candidate names the address it was reached from: not for the other side. */
export function hideRelatedAddress(candidate: string): string {
  return candidate.replace(/ raddr \S+ rport \d+/i, ' raddr 0.0.0.0 rport 0');
}
