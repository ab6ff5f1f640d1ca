import { describe, expect, it } from 'vitest';
import { MAX_PAYLOAD_BYTES, MIN_PAYLOAD_BYTES } from '../../../src-shared/tiles/codec.ts';
import { newFlow, roomFor, stepFlow } from '../../../src-shared/tiles/flow-window.ts';
import { runFlow } from './simulated-flow.ts';
import type { LinkShape } from './simulated-link.ts';

const always =
  (roundTripMs: number, megabits: number, loss = 0) =>
  (): LinkShape => ({
    roundTripMs,
    megabits,
    loss,
  });
const bulk = { frameBytes: 0, perSecond: 0 };
const typing = { frameBytes: 200, perSecond: 60 };

describe('the flow window (simulated time)', () => {
  it.each([1, 50, 150])('carries 60 small frames a second at a round trip of %i ms', (roundTripMs) => {
    const figures = runFlow({ ...typing, seconds: 5, link: always(roundTripMs, 20) });
    expect(figures.framesPerSecond).toBeGreaterThan(59);
    expect(figures.longestAgeMs).toBeLessThan(roundTripMs + 10);
  });

  it('fills 20 Mbit/s at 150 ms, and soon', () => {
    const link = always(150, 20);
    expect(runFlow({ ...bulk, seconds: 8, countFromMs: 1_500, link }).megabits).toBeGreaterThan(18);
    expect(runFlow({ ...bulk, seconds: 2, countFromMs: 1_000, link }).megabits).toBeGreaterThan(14);
  });

  it('fills a LAN', () => {
    expect(runFlow({ ...bulk, seconds: 4, link: always(1, 300) }).megabits).toBeGreaterThan(280);
  });

  it.each([5, 50])('lets no queue stand on 2 Mbit/s at %i ms, for a whole minute', (roundTripMs) => {
    const figures = runFlow({ ...bulk, seconds: 60, link: always(roundTripMs, 2) });
    expect(figures.megabits).toBeGreaterThan(1.7);
    expect(figures.meanQueueMs).toBeLessThan(50);
    expect(figures.longestQueueMs).toBeLessThan(100);
  });

  it('goes on through losses', () => {
    expect(runFlow({ ...bulk, seconds: 15, link: always(50, 10, 0.01) }).megabits).toBeGreaterThan(8.5);
    expect(runFlow({ ...typing, seconds: 15, link: always(50, 10, 0.01) }).framesPerSecond).toBeGreaterThan(
      55,
    );
  });

  it('follows a link that becomes thinner, and wider', () => {
    const thinner = (at: number) => ({ roundTripMs: 50, megabits: at < 5_000 ? 20 : 2 });
    const after = runFlow({ ...bulk, seconds: 15, countFromMs: 7_000, link: thinner });
    expect(after.megabits).toBeGreaterThan(1.7);
    expect(after.longestQueueMs).toBeLessThan(100);
    const wider = (at: number) => ({ roundTripMs: 50, megabits: at < 5_000 ? 2 : 20 });
    expect(runFlow({ ...bulk, seconds: 15, countFromMs: 8_000, link: wider }).megabits).toBeGreaterThan(17);
  });

  it('follows a way that becomes longer', () => {
    const longer = (at: number) => ({ roundTripMs: at < 5_000 ? 50 : 200, megabits: 10 });
    expect(runFlow({ ...bulk, seconds: 40, countFromMs: 18_000, link: longer }).megabits).toBeGreaterThan(
      8.5,
    );
  });

  it('collects no frames at a viewer that is slow to draw', () => {
    const figures = runFlow({ ...typing, seconds: 5, drawMs: 25, link: always(1, 300) });
    expect(figures.framesPerSecond).toBeGreaterThan(38);
    expect(figures.longestAgeMs).toBeLessThan(120);
  });
});

describe('room for a message', () => {
  it('is there whenever nothing is on its way', () => {
    expect(roomFor(newFlow)).toBeGreaterThanOrEqual(MIN_PAYLOAD_BYTES);
    const full = stepFlow(newFlow, { type: 'sent', seq: 1, bytes: 9_000_000, at: 0, last: true });
    expect(roomFor(full)).toBe(0);
    expect(roomFor(stepFlow(full, { type: 'void' }))).toBeGreaterThanOrEqual(MIN_PAYLOAD_BYTES);
  });

  it('is never more than a message may have', () => {
    const { flow } = runFlow({ ...bulk, seconds: 3, link: always(1, 2_000) });
    expect(roomFor({ ...flow, flights: [] })).toBe(MAX_PAYLOAD_BYTES);
  });

  it('does not change for answers to what was never sent', () => {
    const sent = stepFlow(newFlow, { type: 'sent', seq: 5, bytes: 100, at: 0, last: true });
    expect(stepFlow(sent, { type: 'answered', seq: 4, at: 9 })).toBe(sent);
    expect(stepFlow(sent, { type: 'answered', seq: 4_000_000_000, at: 9 }).flights).toEqual([]);
  });
});
