import { expect, test } from 'vitest';
import { Busy, createTurns } from '../../../src-server/domain/turns.ts';

test('SG-10: so many at one time, so many in line, in their order; whoever comes then is told to come back', async () => {
  const turns = createTurns(2, 2);
  const [first, second] = [await turns.take(), await turns.take()];
  const began: string[] = [];
  const third = turns.take().then((done) => (began.push('third'), done));
  const fourth = turns.take().then((done) => (began.push('fourth'), done));
  await expect(turns.take()).rejects.toBeInstanceOf(Busy);
  first();
  first(); // said twice counts once
  await third;
  expect(began).toEqual(['third']);
  second();
  await fourth;
  expect(began).toEqual(['third', 'fourth']);
  (await third)();
  (await fourth)();
  await Promise.all([turns.take(), turns.take()]);
});
