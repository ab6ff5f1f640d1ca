import { describe, expect, test } from 'vitest';
import { contentHintFor, preferredCodecs, withStartRate } from '../../../src-renderer/peer/codec-recipe.ts';

const sdp = [
  'v=0',
  'm=video 9 UDP/TLS/RTP/SAVPF 96 97 102 103',
  'a=rtpmap:102 H264/90000',
  'a=fmtp:102 level-asymmetry-allowed=1;packetization-mode=1;profile-level-id=42001f',
  'a=rtpmap:103 rtx/90000',
  'a=fmtp:103 apt=102',
  'a=rtpmap:96 VP8/90000',
  'a=rtcp-fb:96 nack',
  'a=rtpmap:97 rtx/90000',
  'a=fmtp:97 apt=96',
  '',
].join('\r\n');

describe('the start rate', () => {
  const lines = withStartRate(sdp).split('\r\n');

  test('stands at H.264 and at VP8, which has no parameters of its own', () => {
    expect(lines).toContain(
      'a=fmtp:102 level-asymmetry-allowed=1;packetization-mode=1;profile-level-id=42001f;x-google-start-bitrate=4000',
    );
    expect(lines).toContain('a=fmtp:96 x-google-start-bitrate=4000');
  });

  test('leaves retransmission formats and every other line alone', () => {
    expect(lines.filter((line) => !line.includes('start-bitrate'))).toEqual(
      sdp.split('\r\n').filter((line) => !line.startsWith('a=fmtp:102')),
    );
  });

  test('is written once, however often it is asked for', () => {
    expect(withStartRate(withStartRate(sdp))).toBe(withStartRate(sdp));
  });

  test('keeps the line ends, which the gate insists on', () => {
    expect(withStartRate(sdp).replaceAll('\r\n', '')).not.toMatch(/[\r\n]/);
  });
});

test('H.264 first, then VP8, then what repairs; the heavy ones not at all', () => {
  const offered = ['VP8', 'rtx', 'VP9', 'H264', 'AV1', 'H264', 'red', 'ulpfec'].map((name) => ({
    mimeType: `video/${name}`,
  }));
  expect(preferredCodecs(offered).map(({ mimeType }) => mimeType)).toEqual(
    ['H264', 'H264', 'VP8', 'rtx', 'red', 'ulpfec'].map((name) => `video/${name}`),
  );
});

test('each codec gets the hint it is quick with', () => {
  expect(contentHintFor('video/H264')).toBe('motion');
  expect(contentHintFor('video/VP8')).toBe('detail');
});
