/*
 * The recipe of docs/decisions/004, measured: H.264 as camera video keeps text sharp at 10 to 13 ms a frame on a
 * CPU; VP8 is the other way round and needs its screen mode. Never "motion" without maintain-resolution, which would
 * shrink the picture to a quarter.
 */
/** Kilobits a second the first key frame may use; at the stock 300 it takes 180 ms longer. */
const START_KILOBITS = 4000;
export const MAX_BITS_PER_SECOND = 8_000_000;

/**
 * Writes the start rate into an offer or an answer. Both sides do it: a sender reads the other side's description.
 * Lines of retransmission formats (`apt=`) stay as they are.
 */
export function withStartRate(sdp: string): string {
  const rate = `x-google-start-bitrate=${START_KILOBITS}`;
  return sdp
    .replace(/^a=fmtp:(\d+) (.*?)(\r?)$/gm, (line, format: string, rest: string, end: string) =>
      rest.includes('apt=') || rest.includes('x-google-start-bitrate')
        ? line
        : `a=fmtp:${format} ${rest};${rate}${end}`,
    )
    .replace(/^(a=rtpmap:(\d+) VP8\/90000)(\r?)$/gm, (line, map: string, format: string, end: string) =>
      sdp.includes(`a=fmtp:${format} `) ? line : `${map}${end}\na=fmtp:${format} ${rate}${end}`,
    );
}

/** H.264 first, VP8 behind it, then what repairs losses; VP9 and AV1 cost too much without hardware. */
export function preferredCodecs<T extends { readonly mimeType: string }>(codecs: readonly T[]): readonly T[] {
  const named = (name: string) => codecs.filter((codec) => codec.mimeType.toLowerCase() === `video/${name}`);
  return [...named('h264'), ...named('vp8'), ...named('rtx'), ...named('red'), ...named('ulpfec')];
}

/** How the encoder should treat the pixels, by the codec that was agreed on. */
export function contentHintFor(mimeType: string | undefined): 'motion' | 'detail' {
  return mimeType === undefined || mimeType.toLowerCase() === 'video/h264' ? 'motion' : 'detail';
}
