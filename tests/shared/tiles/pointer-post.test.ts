import { describe, expect, it } from 'vitest';
import type { PointerPlace, PointerShape } from '../../../src-shared/tiles/frame-source.ts';
import { createPointerPost } from '../../../src-shared/tiles/pointer-post.ts';
import { decodeHostPicture } from '../../../src-shared/tiles/wire.ts';
import { createSimulatedClock } from './simulated-clock.ts';

const shapeOf = (grey: number): PointerShape => ({
  ...{ width: 1, height: 1, hotX: 0, hotY: 0 },
  rgba: new Uint8Array(4).fill(grey),
});

function posted() {
  const clock = createSimulatedClock();
  const sent: unknown[] = [];
  const post = createPointerPost(clock, (bytes) => {
    const message = decodeHostPicture(bytes);
    if (!message.ok) throw new Error(message.error.detail);
    const { value } = message;
    sent.push(
      value.type === 'place' ? value.place : value.type === 'shape' ? value.shape.rgba[0] : value.type,
    );
  });
  post.open(true);
  const place = (x: number, y: number, visible: boolean): PointerPlace => {
    post.changed({ type: 'place', place: { x, y, visible } });
    clock.advance(20);
    return { x, y, visible };
  };
  const shape = (grey: number) => {
    post.changed({ type: 'shape', shape: shapeOf(grey) });
    clock.advance(20);
  };
  return { post, clock, sent, place, shape };
}

const outside: PointerPlace = { x: 0, y: 0, visible: false };

describe('the pointer outside what is shown', () => {
  it('is told once, without its place', () => {
    const { sent, place } = posted();
    const inside = place(5, 6, true);
    place(-40, 300, false);
    place(-80, 310, false);
    expect(sent).toEqual([inside, outside]);
    expect([inside, outside, place(7, 8, true)]).toEqual(sent);
  });

  it('keeps its shape to itself until it is inside again', () => {
    const { sent, place, shape } = posted();
    const inside = place(5, 6, true);
    shape(1);
    place(-40, 300, false);
    shape(2);
    shape(3);
    expect(sent).toEqual([inside, 1, outside]);
    const back = place(7, 8, true);
    expect(sent).toEqual([inside, 1, outside, 3, back]);
  });

  it('is told the same way to a viewer who begins', () => {
    const { post, clock, sent, place } = posted();
    post.again({ shape: shapeOf(4), place: { x: 900, y: 900, visible: false } });
    clock.advance(20);
    expect(sent).toEqual([outside]);
    const inside = place(1, 2, true);
    expect(sent).toEqual([outside, 4, inside]);
  });
});
