import { parseFingerprint } from '../../../src-shared/pairing/fingerprint.ts';
import { chromiumSdp as recorded } from './fixtures.ts';

/** What a real browser wrote; see the fixture's own "source". */
export { recorded };
export const hostFingerprint = bytes(recorded.offerFingerprint);
export const technicianFingerprint = bytes(recorded.answerFingerprint);

function bytes(text: string): Uint8Array {
  const fingerprint = parseFingerprint(text);
  if (fingerprint === undefined) throw new Error('the fixture has no fingerprint');
  return fingerprint;
}

/** Firefox writes the fingerprint once, for the whole session. */
export function atSessionLevel(sdp: string): string {
  const line = /^a=fingerprint:.*\r\n/m.exec(sdp)?.[0] ?? '';
  return sdp.replaceAll(line, '').replace('t=0 0\r\n', `t=0 0\r\n${line}`);
}
