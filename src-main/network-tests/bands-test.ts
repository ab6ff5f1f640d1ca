import type { PartOf } from '../../src-shared/diagnostics/connectivity-areas.ts';
import { facts, notAnswered, unavailable } from '../platform/answer.ts';
import type { NetworkTest } from './network-test.ts';

/** Is the same Wi-Fi here on a faster band? From what the system saw last, without a new search. Linux. */
export const bandsTest: NetworkTest<'bands'> = {
  id: 'bands',
  limitMs: 6000,
  quickMs: 1500,
  run: async ({ sources, run, signal }) => {
    if (sources.id !== 'linux') return unavailable('nmcli', 'the Wi-Fi networks near by are not listed here');
    const args = ['-t', '-f', 'IN-USE,SSID,FREQ,SIGNAL', 'device', 'wifi', 'list', '--rescan', 'no'];
    const outcome = await run('nmcli', args, { limitMs: 1300, signal });
    if (outcome.status !== 'ok') return notAnswered('nmcli', outcome);
    const bands = parseBands(outcome.text);
    return bands === null ? unavailable('nmcli', 'no Wi-Fi is in use') : facts('nmcli', bands);
  },
};

/** "*:Home:2437 MHz:70"; a name may hold escaped colons, so the fixed parts are read from both ends. */
export function parseBands(text: string): PartOf<'bands'> | null {
  const rows = text
    .slice(0, 500_000)
    .split('\n')
    .flatMap((line) => {
      const match = /^([* ]?):(.*):(\d{4}) MHz:(\d{1,3})$/.exec(line.slice(0, 400));
      if (!match) return [];
      return [
        { inUse: match[1] === '*', name: match[2] ?? '', mhz: Number(match[3]), percent: Number(match[4]) },
      ];
    });
  const own = rows.find(({ inUse }) => inUse);
  if (!own) return null;
  const fast = rows.filter(({ name, mhz }) => name !== '' && name === own.name && mhz > 3000);
  // The desktop's percent is twice the distance to -100 dBm.
  const best = fast.map(({ percent }) => Math.min(0, Math.round(Math.min(100, percent) / 2 - 100)));
  return { onSlowBand: own.mhz < 3000, fastBandDbm: best.length === 0 ? null : Math.max(...best) };
}
