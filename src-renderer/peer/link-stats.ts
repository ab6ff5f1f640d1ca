/** Figures of one moment, as far as the browser tells; counters grow from the beginning of the link. */
export interface LinkSample {
  /** Milliseconds, by the clock of the statistics. */
  readonly at: number;
  readonly rttMs: number | null;
  readonly route: 'direct' | 'relayed' | null;
  readonly protocol: 'udp' | 'tcp' | null;
  readonly video: VideoCounters | null;
}

export interface VideoCounters {
  readonly codec: string | null;
  readonly width: number | null;
  readonly height: number | null;
  readonly frames: number;
  readonly bytes: number;
  readonly packets: number;
  readonly packetsLost: number;
  readonly decodeSeconds: number;
  readonly jitterSeconds: number | null;
}

/** What changed between two samples, a second apart as a rule. */
export interface VideoRates {
  readonly framesPerSecond: number | null;
  readonly kilobitsPerSecond: number | null;
  readonly packetsLostPercent: number | null;
  readonly decodeMs: number | null;
}

type Report = Readonly<Record<string, unknown>>;

/** Reads a statistics report; what is missing or of another type is null. */
export function readSample(at: number, reports: readonly Report[]): LinkSample {
  const byId = new Map(reports.map((report) => [report['id'], report]));
  const transport = reports.find((report) => report['type'] === 'transport');
  const pair = byId.get(transport?.['selectedCandidatePairId']);
  const local = byId.get(pair?.['localCandidateId']);
  const remote = byId.get(pair?.['remoteCandidateId']);
  const relayed = local?.['candidateType'] === 'relay' || remote?.['candidateType'] === 'relay';
  const rtt = numberOf(pair, 'currentRoundTripTime');
  const protocol = local?.['relayProtocol'] ?? local?.['protocol'];
  return {
    at,
    rttMs: rtt === null ? null : rtt * 1000,
    route: pair === undefined ? null : relayed ? 'relayed' : 'direct',
    protocol: protocol === undefined ? null : protocol === 'udp' ? 'udp' : 'tcp',
    video: readVideo(reports, byId),
  };
}

function readVideo(reports: readonly Report[], byId: ReadonlyMap<unknown, Report>): VideoCounters | null {
  const isVideo = (type: string) => (report: Report) => report['type'] === type && report['kind'] === 'video';
  const rtp = reports.find(isVideo('inbound-rtp')) ?? reports.find(isVideo('outbound-rtp'));
  if (rtp === undefined) return null;
  const mimeType = byId.get(rtp['codecId'])?.['mimeType'];
  const count = (key: string) => numberOf(rtp, key) ?? 0;
  return {
    codec: typeof mimeType === 'string' ? mimeType.replace(/^video\//, '') : null,
    width: numberOf(rtp, 'frameWidth'),
    height: numberOf(rtp, 'frameHeight'),
    frames: count('framesDecoded') + count('framesSent'),
    bytes: count('bytesReceived') + count('bytesSent'),
    packets: count('packetsReceived') + count('packetsSent'),
    packetsLost: count('packetsLost'),
    decodeSeconds: count('totalDecodeTime'),
    jitterSeconds: numberOf(rtp, 'jitter'),
  };
}

function numberOf(report: Report | undefined, key: string): number | null {
  const value = report?.[key];
  return typeof value === 'number' && Number.isFinite(value) ? value : null;
}

/** Rates between two samples; null without two of them, or where a counter began anew. */
export function ratesBetween(before: LinkSample | null, after: LinkSample): VideoRates {
  const nothing = {
    framesPerSecond: null,
    kilobitsPerSecond: null,
    packetsLostPercent: null,
    decodeMs: null,
  };
  const [from, to] = [before?.video ?? null, after.video];
  const seconds = (after.at - (before?.at ?? after.at)) / 1000;
  if (from === null || to === null || seconds <= 0 || to.frames < from.frames || to.bytes < from.bytes)
    return nothing;
  const frames = to.frames - from.frames;
  const lost = Math.max(0, to.packetsLost - from.packetsLost);
  const expected = to.packets - from.packets + lost;
  return {
    framesPerSecond: frames / seconds,
    kilobitsPerSecond: ((to.bytes - from.bytes) * 8) / 1000 / seconds,
    packetsLostPercent: expected > 0 ? (lost / expected) * 100 : null,
    decodeMs: frames > 0 ? ((to.decodeSeconds - from.decodeSeconds) * 1000) / frames : null,
  };
}
