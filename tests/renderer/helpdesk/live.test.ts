import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import type { EventFrame } from '../../../src-shared/helpdesk/api/event-frames.ts';
import { createLive } from '../../../src-renderer/helpdesk/live.ts';
import { id } from './fake-server.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

const changed = (name: string): EventFrame => ({
  type: 'ticket.changed',
  id: id(name),
  version: 2,
  byId: null,
});

function opened({ isUp = true } = {}) {
  const page = Object.assign(new EventTarget(), { visibilityState: 'visible' as DocumentVisibilityState });
  let hear: (frame: EventFrame) => void = () => undefined;
  const said: unknown[] = [];
  const live = createLive({
    everyMs: 15_000,
    page: page as unknown as Document,
    connect: (listener) => {
      hear = listener;
      return { isUp: () => isUp, say: (frame) => void said.push(frame), close: () => undefined };
    },
  });
  const show = (visibilityState: DocumentVisibilityState) => {
    page.visibilityState = visibilityState;
    page.dispatchEvent(new Event('visibilitychange'));
  };
  return { live, hear: (frame: EventFrame) => hear(frame), said, show };
}

describe('looking again', () => {
  test('is asked for by news about what is shown, and not by other news', () => {
    const { live, hear } = opened();
    const look = vi.fn();
    live.on(look, ({ id: which }) => which === id('a'));
    hear(changed('b'));
    expect(look).not.toHaveBeenCalled();
    hear(changed('a'));
    expect(look).toHaveBeenCalledTimes(1);
  });

  test('happens twice at most for many news in a row: at once, and at the end', () => {
    const { live, hear } = opened();
    const look = vi.fn();
    live.on(look);
    for (let count = 0; count < 50; count += 1) hear(changed('a'));
    vi.advanceTimersByTime(5_000);
    expect(look).toHaveBeenCalledTimes(2);
  });

  test('goes on at a steady pace while no news come, and only then', () => {
    const quiet = opened({ isUp: false });
    const look = vi.fn();
    quiet.live.on(look);
    vi.advanceTimersByTime(31_000);
    expect(look).toHaveBeenCalledTimes(2);
    const up = opened();
    const other = vi.fn();
    up.live.on(other);
    vi.advanceTimersByTime(31_000);
    expect(other).not.toHaveBeenCalled();
  });

  test('waits while nobody can see the page, and is made up for once', () => {
    const { live, hear, show } = opened();
    const look = vi.fn();
    live.on(look);
    show('hidden');
    hear(changed('a'));
    hear(changed('b'));
    expect(look).not.toHaveBeenCalled();
    show('visible');
    expect(look).toHaveBeenCalledTimes(1);
  });

  test('who else is at a ticket is known until another ticket is shown', () => {
    const { live, hear, said } = opened();
    live.at(id('a'), false);
    hear({
      type: 'present',
      ticketId: id('a'),
      people: [{ id: id('Grace'), name: 'Grace Hall', writing: true }],
    });
    expect(live.present.getState().people).toHaveLength(1);
    live.at(id('b'), false);
    expect(live.present.getState()).toEqual({ ticketId: id('b'), people: [] });
    expect(said).toHaveLength(2);
  });
});
