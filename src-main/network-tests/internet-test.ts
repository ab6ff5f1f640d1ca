import type { PartOf } from '../../src-shared/diagnostics/connectivity-areas.ts';
import { facts, unavailable } from '../platform/answer.ts';
import { jitter, median } from './answer-times.ts';
import { knock } from './connect.ts';
import type { NetworkTest, TestTools } from './network-test.ts';

type HostRow = PartOf<'internet'>['hosts'][number];

/** The kernel repeats a lost opening packet after a second: a slower answer means that one was lost. */
const LOST_AFTER_MS = 950;
const QUICK = { tries: 3, pauseMs: 80 };
const FULL = { tries: 20, pauseMs: 800 }; // sixteen seconds, as long as NET-04 to 06 ask for

/** Internet by TCP, with loss and unevenness: hosts by name, and by fixed address for when names fail. */
export const internetTest: NetworkTest<'internet'> = {
  id: 'internet',
  limitMs: 30_000,
  quickMs: 2400,
  run: async (tools) => {
    const { internet, fixed } = tools.setup.targets;
    const hosts = [
      ...internet.map((one) => ({ ...one, byName: true })),
      ...fixed.map((one) => ({ ...one, byName: false })),
    ];
    if (hosts.length === 0) return unavailable('net.connect', 'no test host is set');
    const began = tools.watch();
    let done = 0;
    const all = hosts.length * (tools.quick ? QUICK : FULL).tries;
    const rows = await Promise.all(
      hosts.map((one) =>
        ask(tools, one, () => {
          done += 1;
          tools.progress(done / all);
        }),
      ),
    );
    return facts('net.connect', { sampleMs: Math.round(tools.watch() - began), hosts: rows });
  },
};

async function ask(
  tools: TestTools,
  { host, port, byName }: { host: string; port: number; byName: boolean },
  onTry: () => void,
): Promise<HostRow> {
  const { tries, pauseMs } = tools.quick ? QUICK : FULL;
  const { signal, watch, quick } = tools;
  const times: number[] = [];
  let failure: HostRow['failure'] = null;
  let sent = 0;
  for (let n = 0; n < tries && !signal.aborted; n += 1) {
    const tried = await knock({ host, port, limitMs: quick ? 1200 : 2000, signal, watch });
    onTry();
    sent += 1;
    if (tried.ok) {
      // The first one also found the name, which is not the way's fault.
      if (tried.ms < LOST_AFTER_MS && (n > 0 || !byName)) times.push(tried.ms);
      else if (n === 0 && byName) sent -= 1;
    } else {
      failure = tried.failure;
      if (tried.failure !== 'timeout' || n === 0) break; // refused, unreachable or silent: asking again tells nothing
    }
    if (n + 1 < tries) await tools.wait(pauseMs);
  }
  const connects = times.length > 0;
  return {
    host,
    port,
    byName,
    connects,
    failure: connects ? null : (failure ?? 'timeout'),
    sent,
    lost: Math.max(0, sent - times.length),
    rttMs: median(times),
    jitterMs: jitter(times),
  };
}
