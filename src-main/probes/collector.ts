import type { AreaId } from '../../src-shared/diagnostics/area.ts';
import {
  collectorRequestSchema,
  type CollectorMessage,
  type CollectorRequest,
} from './collector-protocol.ts';
import { createPast } from './past.ts';
import type { Probe, ProbeTools } from './probe.ts';
import { runProbe, type StopWatch } from './run-probe.ts';
import { createFixedAnswers } from './fixed-answers.ts';
import { createTestRunner } from './test-runner.ts';
import { createVitalsSampler } from './vitals-sampler.ts';

export interface CollectorPorts {
  readonly say: (message: CollectorMessage) => void;
  readonly probes: Readonly<Record<AreaId, Probe<AreaId>>>;
  readonly tools: Omit<ProbeTools, 'signal' | 'wait' | 'appBuiltAt' | 'past' | 'network'>;
  readonly watch: StopWatch;
  /** How strong and how busy the machine is. */
  readonly strength?: () => Strength;
  /** Ends the process. */
  readonly exit: () => void;
}

type CollectRequest = Extract<CollectorRequest, { type: 'collect' }>;

export interface Strength {
  readonly cores: number;
  /** Mean number of programs that wanted to run in the last minute; 0 where the system does not tell. */
  readonly load: number;
}

/**
 * How many probes run at once: enough to wait for programs side by side, few enough to leave the machine usable. A
 * machine that cannot keep up as it is gets them nearly one by one.
 */
export function probesAtOnce({ cores, load }: Strength): number {
  if (load >= 2 * cores) return 2;
  return cores <= 2 ? 4 : 6;
}

/** Answers requests; knows nothing of processes, so tests can drive it directly. */
export function createCollector({
  say,
  probes,
  tools,
  watch,
  strength = () => ({ cores: 4, load: 0 }),
  exit,
}: CollectorPorts): (request: unknown) => void {
  const past = createPast();
  const tests = createTestRunner({ say, tools, watch });
  const vitals = createVitalsSampler(tools, (sample) => say({ type: 'vitals', sample }));
  const fixed = createFixedAnswers(tools.now);
  return (raw) => {
    const parsed = collectorRequestSchema.safeParse(raw);
    if (!parsed.success) return; // from another version: the client's time limit answers
    const request = parsed.data;
    switch (request.type) {
      case 'collect':
        void collect(request);
        return;
      case 'vitals.start':
        return vitals.start(request.everyMs);
      case 'vitals.stop':
        return vitals.stop();
      case 'nettest.start':
        return tests.start(request);
      case 'nettest.stop':
        return tests.stop(request.id);
      case 'shutdown':
        vitals.stop();
        tests.stopAll();
        return exit();
    }
  };

  async function collect({ id, areas, appBuiltAt, oneByOne, network }: CollectRequest): Promise<void> {
    const waiting = inOrder(areas.map((area) => probes[area]));
    const worker = async (queue: Probe<AreaId>[]) => {
      for (let probe = queue.shift(); probe; probe = queue.shift()) {
        say({ type: 'looking', id, area: probe.area });
        const result =
          fixed.known(probe) ??
          (await runProbe(
            probe,
            { ...tools, past, appBuiltAt, ...(network === undefined ? {} : { network }) },
            watch,
          ));
        fixed.keep(probe, result);
        say({ type: 'part', id, area: probe.area, result });
      }
    };
    // Those that only wait for a second look cost nothing while they wait, so they start at once and beside the queue.
    const measuring = oneByOne ? [] : waiting.filter((probe) => probe.cost === 3);
    const others = waiting.filter((probe) => !measuring.includes(probe));
    const workers = Array.from({ length: oneByOne ? 1 : probesAtOnce(strength()) }, () => worker(others));
    await Promise.all([...workers, ...measuring.map((probe) => worker([probe]))]);
    say({ type: 'done', id });
  }
}

/** Cheap ones first, so that the first findings do not wait for the last program. */
function inOrder(list: readonly Probe<AreaId>[]): Probe<AreaId>[] {
  return [...list].sort((a, b) => a.cost - b.cost);
}
