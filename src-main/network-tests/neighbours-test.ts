import { networkInterfaces } from 'node:os';
import type { PartOf } from '../../src-shared/diagnostics/connectivity-areas.ts';
import { facts, unavailable } from '../platform/answer.ts';
import { readNeighbours, type Neighbour } from './neighbour-table.ts';
import type { NetworkTest } from './network-test.ts';

/** Who else is in this network, and whether two devices share one address. */
export const neighboursTest: NetworkTest<'neighbours'> = {
  id: 'neighbours',
  limitMs: 5000,
  quickMs: 1500,
  run: async (tools) => {
    const table = await readNeighbours(tools);
    if (table === null) return unavailable('neighbour table', 'the system does not tell');
    const own = Object.values(networkInterfaces()).flatMap((list) => list ?? []);
    return facts(table.source, {
      known: table.neighbours.filter(({ mac }) => mac !== null).length,
      doubled: [...doubledIn(table.neighbours, own)].slice(0, 16),
    });
  },
};

/** One address behind two devices; or one of this computer's own addresses at somebody else. */
export function doubledIn(
  neighbours: readonly Neighbour[],
  own: readonly { readonly address: string; readonly mac: string }[],
): PartOf<'neighbours'>['doubled'] {
  const macs = new Map<string, Set<string>>();
  for (const { address, mac } of neighbours) {
    if (mac !== null) macs.set(address, (macs.get(address) ?? new Set()).add(mac));
  }
  return [...macs].flatMap(([address, devices]) => {
    const mine = own.filter((card) => card.address === address);
    const foreign = [...devices].filter((mac) => !own.some((card) => card.mac === mac));
    const ownAddress = mine.length > 0 && foreign.length > 0;
    if (devices.size < 2 && !ownAddress) return [];
    return [{ address, devices: devices.size + (ownAddress ? 1 : 0), ownAddress }];
  });
}
