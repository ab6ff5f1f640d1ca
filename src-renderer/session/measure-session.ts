import type { Bridge } from '../../src-shared/bridge/contract.ts';
import type { Clock } from '../../src-shared/clock.ts';
import { isOpenRound } from '../../src-shared/network/net-tests.ts';
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

/**
 * Measures the session when main asks for it, and tells main: speed each way, and which way it takes. It stops with the
 * round that it belongs to: when somebody stops it, or the person takes their leave back. // PM-12
 */
export function measureSession(scope: Scope, options: MeasureOptions): SpeedTest {
  const { bridge, clock, send } = options;
  const speed = createSpeedTest(scope, { clock, send });
  let measuring: Scope | null = null;
  const stop = () => {
    measuring?.close();
    measuring = null;
    speed.stop();
  };
  const measure = async () => {
    if (measuring !== null) return;
    const own = scope.child();
    measuring = own;
    const began = clock.now();
    const up = await speed.push(PUSH_MS);
    const down = own.closed ? null : await pull(own);
    const sample = await options.stats().catch(() => null);
    if (own.closed) return;
    stop();
    void bridge.request('network.measured', {
      sampleMs: clock.now() - began,
      upMbit: megabits(up),
      downMbit: megabits(down),
      route: routeOf(sample),
    });
  };
  const pull = async (own: Scope) => {
    const end = speed.expect();
    own.add(end); // what comes after a stop is not answered, and so no more is sent
    send({ type: 'net.pull', ms: PUSH_MS });
    await new Promise<void>((resolve) => {
      own.add(clock.after(PUSH_MS + TAIL_MS, resolve));
      own.add(resolve);
    });
    return end();
  };
  scope.add(bridge.on('network.measure', () => void measure()));
  scope.add(
    bridge.on('network.changed', (round) => {
      if (round === null || !isOpenRound(round)) stop();
    }),
  );
  return { ...speed, stop };
}

function routeOf(sample: LinkSample | null) {
  if (sample === null || sample.route === null) return null;
  if (sample.route === 'direct') return 'direct' as const;
  return sample.protocol === 'tcp' ? ('relay-tcp' as const) : ('relay-udp' as const);
}
