import {
  messageBytes,
  newFlow,
  roomFor,
  stepFlow,
  type FlowEvent,
  type FlowWindow,
} from '../../../src-shared/tiles/flow-window.ts';
import { createSimulatedClock } from './simulated-clock.ts';
import { createSimulatedLink, type LinkShape } from './simulated-link.ts';

/** What a window let through: after a second and a half to begin with, measured every millisecond. */
export interface FlowFigures {
  readonly megabits: number;
  readonly framesPerSecond: number;
  /** Queue before the narrowest place, ms. */
  readonly meanQueueMs: number;
  readonly longestQueueMs: number;
  readonly longestAgeMs: number;
  readonly flow: FlowWindow;
}

export interface FlowLoad {
  /** A frame of so many bytes so often; 0: always something to send, as long as messages may be. */
  readonly frameBytes: number;
  readonly perSecond: number;
  readonly seconds: number;
  readonly drawMs?: number;
  /** The link at a time, ms. */
  readonly link: (at: number) => LinkShape;
  readonly countFromMs?: number;
}

/** The flow alone, without pixels: a frame that cannot go now waits, and the next takes its place. */
export function runFlow(load: FlowLoad): FlowFigures {
  const clock = createSimulatedClock();
  const from = load.countFromMs ?? 1_500;
  const born = new Map<number, number>();
  let flow = newFlow;
  let seq = 0;
  let waitingSince: number | null = null;
  let freeAt = 0;
  const counted = { bytes: 0, frames: 0, queueMs: 0, longestQueueMs: 0, samples: 0, ageMs: 0 };
  const step = (event: FlowEvent) => void (flow = stepFlow(flow, event));

  const link = createSimulatedLink(clock, load.link(0), {
    viewer(bytes) {
      freeAt = Math.max(clock.now(), freeAt) + (load.drawMs ?? 2);
      clock.after(freeAt - clock.now(), () => link.up(bytes));
    },
    host(bytes) {
      const number = new DataView(bytes.buffer).getUint32(0);
      if (clock.now() > from) {
        counted.bytes += bytes.length;
        counted.frames += 1;
        counted.ageMs = Math.max(counted.ageMs, clock.now() - (born.get(number) ?? 0));
      }
      step({ type: 'answered', seq: number, at: clock.now() });
      pump();
    },
  });
  function pump(): void {
    while (waitingSince !== null && roomFor(flow) > 0) {
      const bytes = new Uint8Array(load.frameBytes > 0 ? load.frameBytes : messageBytes(flow));
      seq += 1;
      new DataView(bytes.buffer).setUint32(0, seq);
      born.set(seq, waitingSince);
      step({ type: 'sent', seq, bytes: bytes.length, at: clock.now(), last: load.frameBytes > 0 });
      link.down(bytes);
      if (load.frameBytes > 0) waitingSince = null;
    }
    if (waitingSince === null) step({ type: 'dry' });
  }
  for (let ms = 0; ms < load.seconds * 1_000; ms += 1) {
    link.change(load.link(ms));
    const due = load.frameBytes === 0 || (ms * load.perSecond) % 1_000 < load.perSecond;
    if (due) waitingSince ??= clock.now();
    pump();
    clock.advance(1);
    if (ms <= from) continue;
    counted.samples += 1;
    counted.queueMs += link.queueMs;
    counted.longestQueueMs = Math.max(counted.longestQueueMs, link.queueMs);
  }
  const seconds = load.seconds - from / 1_000;
  return {
    megabits: (counted.bytes * 8) / seconds / 1e6,
    framesPerSecond: counted.frames / seconds,
    meanQueueMs: counted.queueMs / counted.samples,
    longestQueueMs: counted.longestQueueMs,
    longestAgeMs: counted.ageMs,
    flow,
  };
}
