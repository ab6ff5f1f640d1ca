import type { PartOf } from '../../src-shared/diagnostics/connectivity-areas.ts';
import { facts, unavailable } from '../platform/answer.ts';
import { nameOf } from '../platform/clean.ts';
import { parseNetDev } from '../platform/linux/network.ts';
import type { NetworkTest, TestTools } from './network-test.ts';

type Card = PartOf<'cards'>['cards'][number];
const QUICK_MS = 1200;
const FULL_MS = 15_000;

/** Bad and lost packets while somebody looks: what was counted since the start may be old. Linux. */
export const cardsTest: NetworkTest<'cards'> = {
  id: 'cards',
  limitMs: 20_000,
  quickMs: 2300,
  run: async (tools) => {
    if (tools.sources.id !== 'linux')
      return unavailable('counters', 'the system counts, but not in a way that is read here');
    const began = tools.watch();
    const before = await read(tools);
    const kinds = await tools.sources.network(tools);
    await waitWithBar(tools, tools.quick ? QUICK_MS : FULL_MS);
    const after = await read(tools);
    const listed = kinds.status === 'ok' ? kinds.data.interfaces : [];
    const cards = [...after].flatMap(([name, now]): Card[] => {
      const then = before.get(name);
      const kind = listed.find((entry) => entry.name === name)?.kind ?? null;
      if (!then || kind === 'loopback' || kind === 'virtual') return [];
      return [
        {
          name: nameOf(name),
          kind: kind === 'wired' || kind === 'wifi' ? kind : 'other',
          packets: Math.max(0, now.packets - then.packets),
          errors: Math.max(0, now.errors - then.errors),
          drops: Math.max(0, now.drops - then.drops),
        },
      ];
    });
    return facts('/proc/net/dev', { sampleMs: Math.round(tools.watch() - began), cards: cards.slice(0, 16) });
  },
};

async function read({ files }: TestTools): Promise<ReturnType<typeof parseNetDev>> {
  return parseNetDev((await files.text('/proc/net/dev')) ?? '');
}

async function waitWithBar({ wait, progress, signal }: TestTools, ms: number): Promise<void> {
  const steps = Math.max(1, Math.round(ms / 500));
  for (let n = 1; n <= steps && !signal.aborted; n += 1) {
    await wait(ms / steps);
    progress(n / steps);
  }
}
