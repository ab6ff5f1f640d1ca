import type { Bridge } from '../../src-shared/bridge/contract.ts';
import type { Clock } from '../../src-shared/clock.ts';
import type { Scope } from '../../src-shared/scope.ts';
import type { LinkSample } from '../peer/link-stats.ts';
import type { AnyMessage } from './any-message.ts';
import { createSpeedTest, megabits, type SpeedTest } from './speed-test.ts';

/** Each way. */
const PUSH_MS = 3_000;
/** Until the other side's last piece has come. */
const TAIL_MS = 1_500;

export interface MeasureOptions {
  readonly bridge: Bridge;
  readonly clock: Clock;
  readonly send: (message: AnyMessage) => boolean;
  readonly stats: () => Promise<LinkSample | null>;
}

/** Measures the session when main asks for it, and tells main: speed each way, and which way it takes. // PM-12 */
export function measureSession(scope: Scope, options: MeasureOptions): SpeedTest {
  const { bridge, clock, send } = options;
  const speed = createSpeedTest(scope, { clock, send });
  let measuring = false;
  const measure = async () => {
    if (measuring) return;
    measuring = true;
    const began = clock.now();
    const up = await speed.push(PUSH_MS);
    const end = speed.expect();
    send({ type: 'net.pull', ms: PUSH_MS });
    await new Promise<void>((resolve) => void clock.after(PUSH_MS + TAIL_MS, () => resolve()));
    const down = end();
    const sample = await options.stats().catch(() => null);
    measuring = false;
    if (scope.closed) return;
    void bridge.request('network.measured', {
      sampleMs: clock.now() - began,
      upMbit: megabits(up),
      downMbit: megabits(down),
      route: routeOf(sample),
    });
  };
  scope.add(bridge.on('network.measure', () => void measure()));
  return speed;
}

function routeOf(sample: LinkSample | null) {
  if (sample === null || sample.route === null) return null;
  if (sample.route === 'direct') return 'direct' as const;
  return sample.protocol === 'tcp' ? ('relay-tcp' as const) : ('relay-udp' as const);
}
