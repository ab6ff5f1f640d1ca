import { MAX_PAYLOAD_BYTES, MIN_PAYLOAD_BYTES } from './codec.ts';

/**
 * How much may be on its way to the viewer: pure, one state and the next. It follows what is delivered (the highest
 * rate of late) and the shortest time from sending to the answer (which includes the drawing), so that the link is
 * full without a queue in it: docs/decisions/011-picture-flow.md.
 */
export interface FlowWindow {
  /** Sent and not yet answered, oldest first. */
  readonly flights: readonly Flight[];
  readonly bytesInFlight: number;
  readonly framesInFlight: number;
  /** Allowed now, bytes and frames. */
  readonly windowBytes: number;
  readonly windowFrames: number;
  /** Bytes answered in all, when the last were, and when the last answered message had been sent. */
  readonly delivered: number;
  readonly deliveredAt: number;
  readonly answeredSentAt: number;
  /** Highest delivery rates, bytes a millisecond, falling; shortest round trips, ms, rising: each best of its rest. */
  readonly rates: readonly Sample[];
  readonly lows: readonly Sample[];
  /** So far the rate rose or no queue was seen: the window doubles with each round trip. */
  readonly starting: boolean;
  /** What the highest rate was when it last rose by a good step, and when that was. */
  readonly peak: number;
  readonly peakAt: number;
  /** The last answer came late: a queue stands somewhere. */
  readonly queued: boolean;
  /** The round trip of the last answer, ms. */
  readonly roundTripMs: number;
  /** When the frames were last changed: once a round trip. */
  readonly steppedAt: number;
  /** When the shortest round trip was last met; while it is not, the link is emptied now and then to see. */
  readonly lowAt: number;
  readonly drainUntil: number;
}

export interface Flight {
  readonly seq: number;
  readonly bytes: number;
  readonly at: number;
  readonly last: boolean;
  readonly deliveredThen: number;
  readonly deliveredThenAt: number;
  readonly answeredThenAt: number;
  /** Nothing more was waiting: its rate says what was asked for, not what the link carries. */
  readonly dry: boolean;
}

interface Sample {
  readonly at: number;
  readonly value: number;
}

export type FlowEvent =
  | {
      readonly type: 'sent';
      readonly seq: number;
      readonly bytes: number;
      readonly at: number;
      readonly last: boolean;
    }
  /** Everything up to `seq` has been drawn. */
  | { readonly type: 'answered'; readonly seq: number; readonly at: number }
  /** Nothing is waiting to be sent. */
  | { readonly type: 'dry' }
  /** The link was lost or the picture began anew: no answers come for what was sent. */
  | { readonly type: 'void' };

const FLOOR_BYTES = 64_000;
const START_BYTES = 2 * MIN_PAYLOAD_BYTES;
const CEILING_BYTES = 4_000_000;
/** What the link carries in this time is one message at most: chat and input wait no longer than that. */
const MESSAGE_MS = 25;
const LEAST_MESSAGE_BYTES = 4_000;
/** More than the shortest round trip this much, ms, and a quarter of it, is a queue. */
const QUEUE_MS = 20;
const LOWS_SPAN_MS = 20_000;
/** A full link shows no shortest round trip: after so long it is emptied for one, ms. */
const LOW_BELIEVED_MS = 8_000;
const RATES_SPAN_MS = 1_000;
const RATES_SPAN_TRIPS = 10;
/** A rate that rose by this in the last two round trips is not yet what the link carries: more is tried. */
const STEP = 1.1;
const STEP_TRIPS = 2;
/** Frames in flight: one for each 16 ms of the round trip and one more, for 60 a second at any distance. */
const FRAME_MS = 16;

export const newFlow: FlowWindow = {
  flights: [],
  bytesInFlight: 0,
  framesInFlight: 0,
  windowBytes: START_BYTES,
  windowFrames: 2,
  delivered: 0,
  deliveredAt: 0,
  answeredSentAt: 0,
  rates: [],
  lows: [],
  starting: true,
  peak: 0,
  peakAt: 0,
  queued: false,
  roundTripMs: 0,
  steppedAt: 0,
  lowAt: 0,
  drainUntil: 0,
};

export function stepFlow(flow: FlowWindow, event: FlowEvent): FlowWindow {
  switch (event.type) {
    case 'sent':
      return sent(flow, event);
    case 'answered':
      return answered(flow, event.seq, event.at);
    case 'dry':
      return {
        ...flow,
        flights: flow.flights.map((flight) => (flight.dry ? flight : { ...flight, dry: true })),
      };
    case 'void':
      return withFlights(flow, []);
  }
}

/** Length of the longest payload that may be sent now, at least MIN_PAYLOAD_BYTES; 0: wait for an answer. */
export function roomFor(flow: FlowWindow): number {
  if (flow.flights.length === 0) return messageLimit(flow);
  if (flow.framesInFlight >= flow.windowFrames || flow.bytesInFlight >= flow.windowBytes) return 0;
  return Math.max(MIN_PAYLOAD_BYTES, Math.min(messageLimit(flow), flow.windowBytes - flow.bytesInFlight));
}

/** What one message should have at most, bytes: less than the codec's least on a thin link. */
export function messageBytes(flow: FlowWindow): number {
  const rate = deliveryRate(flow);
  if (rate === null) return START_BYTES;
  return Math.min(MAX_PAYLOAD_BYTES, Math.max(LEAST_MESSAGE_BYTES, Math.floor(rate * MESSAGE_MS)));
}

/** What the link carries in this time, bytes; null before the first answer. */
export function pictureBytes(flow: FlowWindow, ms: number): number | null {
  const rate = deliveryRate(flow);
  return rate === null ? null : Math.max(1, rate * ms);
}

/** Highest of late, bytes a millisecond; null before the first answer. */
export function deliveryRate(flow: FlowWindow): number | null {
  return flow.rates[0]?.value ?? null;
}

/** Shortest of late, ms; null before the first answer. */
export function shortestRoundTrip(flow: FlowWindow): number | null {
  return flow.lows[0]?.value ?? null;
}

function messageLimit(flow: FlowWindow): number {
  return Math.max(MIN_PAYLOAD_BYTES, messageBytes(flow));
}

function sent(flow: FlowWindow, event: FlowEvent & { readonly type: 'sent' }): FlowWindow {
  const { seq, bytes, at, last } = event;
  // after a pause the rate counts from here
  const idle = flow.flights.length === 0;
  const deliveredAt = idle ? at : flow.deliveredAt;
  const answeredSentAt = idle ? at : flow.answeredSentAt;
  const flight: Flight = {
    ...{ seq, bytes, at, last, dry: false },
    deliveredThen: flow.delivered,
    deliveredThenAt: deliveredAt,
    answeredThenAt: answeredSentAt,
  };
  return withFlights({ ...flow, deliveredAt, answeredSentAt }, [...flow.flights, flight]);
}

function answered(flow: FlowWindow, seq: number, at: number): FlowWindow {
  const done = flow.flights.filter((flight) => flight.seq <= seq);
  const newest = done.at(-1);
  if (newest === undefined) return flow;
  const delivered = flow.delivered + done.reduce((sum, flight) => sum + flight.bytes, 0);
  const roundTripMs = Math.max(0, at - newest.at);
  const { lows, lowAt, drainUntil } = lowsWith(flow, newest, at, roundTripMs);
  const low = lows[0]?.value ?? roundTripMs;
  const draining = flow.drainUntil > 0 || drainUntil > 0;
  const rates = ratesWith(flow, newest, { delivered, at, low, roundTripMs, draining });
  const rate = rates[0]?.value ?? 0;
  // what a message needs for itself is no queue
  const waitedMs = roundTripMs - (rate > 0 ? newest.bytes / rate : 0);
  const queued = waitedMs > 1.25 * low + QUEUE_MS;
  const counted = { ...flow, delivered, deliveredAt: at, answeredSentAt: newest.at, roundTripMs };
  // another path: begin as with a new link
  const longer = flow.drainUntil > 0 && drainUntil === 0 && low > 1.5 * (shortestRoundTrip(flow) ?? low);
  const step =
    rate > STEP * flow.peak
      ? { peak: rate, peakAt: at }
      : { peak: Math.min(flow.peak, rate), peakAt: flow.peakAt };
  const grows = at - step.peakAt <= STEP_TRIPS * low + QUEUE_MS;
  const starting = longer || (flow.starting && (grows || !queued));
  const left = withFlights(
    { ...counted, ...step, rates, lows, lowAt, drainUntil, queued, starting },
    flow.flights.filter((flight) => flight.seq > seq),
  );
  const windowBytes = drainUntil > 0 ? messageBytes(left) : bytesFor(left, rate, low, grows);
  return { ...left, windowBytes, ...framesFor(flow, left, at, low) };
}

/** The shortest round trips with this one; while the link is being emptied only what is measured then counts. */
function lowsWith(
  flow: FlowWindow,
  newest: Flight,
  at: number,
  value: number,
): Pick<FlowWindow, 'lows' | 'lowAt' | 'drainUntil'> {
  const low = shortestRoundTrip(flow);
  const draining = flow.drainUntil > 0;
  const sample = { at, value };
  const ownMs = newest.bytes / (deliveryRate(flow) ?? Number.POSITIVE_INFINITY);
  if (low === null || (!draining && value <= 1.1 * low))
    return { ...flow, lows: better(flow.lows, sample, LOWS_SPAN_MS, (a, b) => a <= b), lowAt: at };
  if (draining && at >= flow.drainUntil && newest.at >= flow.drainUntil - low)
    return {
      lows: [{ at, value: Math.max(1, value - Math.min(ownMs, MESSAGE_MS)) }],
      lowAt: at,
      drainUntil: 0,
    };
  if (!draining && at - flow.lowAt > LOW_BELIEVED_MS)
    return { lows: flow.lows, lowAt: at, drainUntil: at + value + low };
  return { ...flow, lows: better(flow.lows, sample, LOWS_SPAN_MS, (a, b) => a <= b) };
}

interface Answer {
  readonly delivered: number;
  readonly at: number;
  readonly low: number;
  readonly roundTripMs: number;
  readonly draining: boolean;
}

function ratesWith(flow: FlowWindow, newest: Flight, answer: Answer): readonly Sample[] {
  const { delivered, at, low, roundTripMs } = answer;
  // emptied on purpose: says nothing about the link
  if (answer.draining) return flow.rates.map((sample) => ({ ...sample, at }));
  // answers may come in bunches, sending may have paused: the longer of the two times is the honest one
  const took = Math.max(at - newest.deliveredThenAt, newest.at - newest.answeredThenAt, 1);
  const value = (delivered - newest.deliveredThen) / took;
  const highest = deliveryRate(flow);
  // what was asked for, not what the link carries
  if (newest.dry && (highest === null || value < highest)) return flow.rates;
  // far too late: the link has become thinner, what was measured before is no longer true
  if (roundTripMs > 2 * low + 100 && highest !== null && value < highest) return [{ at, value }];
  const span = Math.max(RATES_SPAN_MS, RATES_SPAN_TRIPS * low);
  return better(flow.rates, { at, value }, span, (a, b) => a >= b);
}

function bytesFor(flow: FlowWindow, rate: number, low: number, grows: boolean): number {
  const bytes = gainFor(flow, grows) * rate * (low + QUEUE_MS);
  const least = flow.starting ? START_BYTES : Math.min(FLOOR_BYTES, 2 * messageBytes(flow));
  return Math.min(CEILING_BYTES, Math.max(least, Math.round(bytes)));
}

/** More than the link is known to carry, to see whether it carries more; less where only a queue would grow. */
function gainFor({ starting, queued }: FlowWindow, grows: boolean): number {
  if (starting) return 2;
  if (queued) return grows ? 1.15 : 0.9;
  return grows ? 1.5 : 1.15;
}

/** One frame more or fewer with each round trip: a viewer slow to draw must not collect them. */
function framesFor(
  before: FlowWindow,
  flow: FlowWindow,
  at: number,
  low: number,
): { readonly windowFrames: number; readonly steppedAt: number } {
  const most = Math.ceil(low / FRAME_MS) + 1;
  const now = Math.min(Math.max(2, flow.windowFrames), Math.max(2, most));
  const full = before.framesInFlight >= before.windowFrames;
  if (at - flow.steppedAt < low) return { windowFrames: now, steppedAt: flow.steppedAt };
  if (flow.queued) return { windowFrames: Math.max(2, now - 1), steppedAt: at };
  // doubling while nothing queues, so that a long link is full soon
  if (full) return { windowFrames: Math.max(2, Math.min(most, now * 2)), steppedAt: at };
  return { windowFrames: now, steppedAt: flow.steppedAt };
}

/** The best first; what is older and no better is dropped, and what is older than `spanMs` as well. */
function better(
  samples: readonly Sample[],
  added: Sample,
  spanMs: number,
  atLeast: (a: number, b: number) => boolean,
): readonly Sample[] {
  const kept = samples.filter(
    (sample) => added.at - sample.at <= spanMs && !atLeast(added.value, sample.value),
  );
  return [...kept, added];
}

function withFlights(flow: FlowWindow, flights: readonly Flight[]): FlowWindow {
  return {
    ...flow,
    flights,
    bytesInFlight: flights.reduce((sum, flight) => sum + flight.bytes, 0),
    framesInFlight: flights.reduce((sum, flight) => sum + (flight.last ? 1 : 0), 0),
  };
}
