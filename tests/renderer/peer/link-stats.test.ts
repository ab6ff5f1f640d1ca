import { expect, test } from 'vitest';
import { ratesBetween, readSample } from '../../../src-renderer/peer/link-stats.ts';

const reports = (frames: number, bytes: number) => [
  { id: 'T', type: 'transport', selectedCandidatePairId: 'P' },
  {
    id: 'P',
    type: 'candidate-pair',
    localCandidateId: 'L',
    remoteCandidateId: 'R',
    currentRoundTripTime: 0.012,
  },
  { id: 'L', type: 'local-candidate', candidateType: 'relay', relayProtocol: 'tcp', protocol: 'udp' },
  { id: 'R', type: 'remote-candidate', candidateType: 'host' },
  { id: 'C', type: 'codec', mimeType: 'video/H264' },
  {
    id: 'V',
    type: 'inbound-rtp',
    kind: 'video',
    codecId: 'C',
    frameWidth: 1280,
    frameHeight: 720,
    framesDecoded: frames,
    bytesReceived: bytes,
    packetsReceived: frames * 10,
    packetsLost: 5,
    totalDecodeTime: frames * 0.004,
    jitter: 0.002,
  },
];

test('reads route, protocol to the relay, codec and size', () => {
  const sample = readSample(1_000, reports(30, 100_000));
  expect(sample).toMatchObject({ rttMs: 12, route: 'relayed', protocol: 'tcp' });
  expect(sample.video).toMatchObject({ codec: 'H264', width: 1280, height: 720, jitterSeconds: 0.002 });
});

test('rates are what changed between two samples', () => {
  const rates = ratesBetween(
    readSample(1_000, reports(30, 100_000)),
    readSample(2_000, reports(60, 225_000)),
  );
  expect(rates.framesPerSecond).toBe(30);
  expect(rates.kilobitsPerSecond).toBe(1_000);
  expect(rates.packetsLostPercent).toBe(0);
  expect(rates.decodeMs).toBeCloseTo(4);
});

test('no rate without two samples, without video, or over a new link', () => {
  const nothing = {
    framesPerSecond: null,
    kilobitsPerSecond: null,
    packetsLostPercent: null,
    decodeMs: null,
  };
  expect(ratesBetween(null, readSample(1_000, reports(30, 1)))).toEqual(nothing);
  expect(ratesBetween(readSample(1_000, reports(60, 9)), readSample(2_000, reports(3, 1)))).toEqual(nothing);
  expect(readSample(1, [])).toEqual({ at: 1, rttMs: null, route: null, protocol: null, video: null });
});
