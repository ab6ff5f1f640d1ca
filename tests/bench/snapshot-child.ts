import { monitorEventLoopDelay } from 'node:perf_hooks';
import si from 'systeminformation';
import { areaIds } from '../../src-shared/diagnostics/area.ts';
import { currentSources } from '../../src-main/platform/current-sources.ts';
import { createRunCommand } from '../../src-main/platform/run-command.ts';
import { createSystemFiles } from '../../src-main/platform/system-files.ts';
import { createCollector } from '../../src-main/probes/collector.ts';
import { probes } from '../../src-main/probes/registry.ts';

/*
 * Looks at the machine once inside a process of its own, by our probes or by the library's getAllData(), and says how
 * long it took and how long the process was deaf meanwhile.
 */
const delay = monitorEventLoopDelay({ resolution: 1 });
delay.enable();
const began = performance.now();
if (process.argv[2] === 'library') await si.getAllData();
else await collect();
const tookMs = performance.now() - began;
process.send?.({ tookMs, deafMs: delay.max / 1e6 });
process.disconnect();

function collect(): Promise<void> {
  return new Promise((resolve) => {
    const answer = createCollector({
      say: (message) => {
        if (message.type === 'done') resolve();
      },
      probes,
      tools: {
        files: createSystemFiles(),
        run: createRunCommand(),
        env: process.env,
        now: () => Date.now(),
        sources: currentSources(),
      },
      watch: () => performance.now(),
      exit: () => undefined,
    });
    answer({ type: 'collect', id: 1, areas: areaIds, appBuiltAt: null, oneByOne: false });
  });
}
