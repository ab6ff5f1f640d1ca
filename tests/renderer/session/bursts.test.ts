import { describe, expect, it } from 'vitest';
import { createBursts } from '../../../src-renderer/session/bursts.ts';
import { createScope } from '../../../src-shared/scope.ts';
import { createManualClock } from './manual-clock.ts';

function setUp() {
  const clock = createManualClock();
  const scope = createScope();
  const applied: number[][] = [];
  const bursts = createBursts<number>(scope, clock, (items) => applied.push([...items]));
  return { clock, scope, applied, bursts };
}

describe('a burst of parts', () => {
  it('draws the first at once and what follows together, in order', async () => {
    const { clock, applied, bursts } = setUp();
    for (const part of [1, 2, 3, 4]) bursts.take(part, 'middle');
    expect(applied).toEqual([[1]]);
    await clock.advance(50);
    expect(applied).toEqual([[1], [2, 3, 4]]);
  });

  it('takes its head along with the first', async () => {
    const { clock, applied, bursts } = setUp();
    bursts.take(0, 'head');
    await clock.advance(1);
    expect(applied).toEqual([]);
    await clock.advance(50);
    expect(applied).toEqual([[0]]);
  });

  it('does not wait when it is over', () => {
    const { applied, bursts } = setUp();
    for (const part of [1, 2]) bursts.take(part, 'middle');
    bursts.take(3, 'last');
    expect(applied).toEqual([[1], [2, 3]]);
  });

  it('starts anew after a rest, and leaves nothing behind when the session ends', async () => {
    const { clock, scope, applied, bursts } = setUp();
    bursts.take(1, 'middle');
    await clock.advance(200);
    bursts.take(2, 'middle');
    expect(applied).toEqual([[1], [2]]);
    bursts.take(3, 'middle');
    scope.close();
    await clock.advance(200);
    expect(applied).toEqual([[1], [2]]);
  });
});
