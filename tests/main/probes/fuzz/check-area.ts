import fc from 'fast-check';
import { areaSchemas } from '../../../../src-shared/diagnostics/area-schemas.ts';
import type { AreaId } from '../../../../src-shared/diagnostics/area.ts';
import type { PlatformSources } from '../../../../src-main/platform/sources.ts';
import { createRunCommand } from '../../../../src-main/platform/run-command.ts';
import { createSystemFiles } from '../../../../src-main/platform/system-files.ts';
import { probes } from '../../../../src-main/probes/registry.ts';
import type { ProbeTools } from '../../../../src-main/probes/probe.ts';
import { recorded } from './check-parser.ts';
import { emptyRecording, lie, lyingMachine, recorder, type Lie, type Recording } from './lying-machine.ts';

const env = { XDG_RUNTIME_DIR: '/run/user/1000', DISPLAY: ':1', DBUS_SESSION_BUS_ADDRESS: 'unix:path=/x' };

function toolsFor(sources: PlatformSources): Omit<ProbeTools, 'files' | 'run'> {
  return {
    env,
    now: () => Date.parse('2026-11-23T10:30:00'),
    signal: AbortSignal.timeout(20_000),
    wait: async () => undefined,
    sources,
    appBuiltAt: null,
  };
}

/** One look at this machine with one probe, written down. */
export async function recordArea(area: AreaId, sources: PlatformSources): Promise<Recording> {
  const recording = emptyRecording();
  const machine = recorder({ files: createSystemFiles(), run: createRunCommand() }, recording);
  await probes[area].collect({ ...toolsFor(sources), ...machine });
  return recording;
}

/** A machine that lies gets an answer that fits the schema or a reason: the probe neither throws nor passes it on. */
export async function checkArea(
  area: AreaId,
  sources: PlatformSources,
  recording: Recording,
  run: { readonly runs: number; readonly seed?: number; readonly limitMs: number },
): Promise<void> {
  await fc.assert(
    fc.asyncProperty(lie, (about) => answers(area, sources, recording, about)),
    {
      numRuns: run.runs,
      interruptAfterTimeLimit: run.limitMs,
      markInterruptAsFailure: false,
      ...(run.seed === undefined ? {} : { seed: run.seed }),
    },
  );
}

async function answers(
  area: AreaId,
  sources: PlatformSources,
  recording: Recording,
  about: Lie,
): Promise<void> {
  const machine = lyingMachine(recording, recorded, about);
  const answer = await probes[area].collect({ ...toolsFor(sources), ...machine });
  if (answer.status !== 'ok') {
    if (answer.reason.length < 5) throw new Error('no reason');
    return;
  }
  const fits = areaSchemas[area].safeParse(answer.data);
  if (!fits.success) throw new Error(`does not fit: ${JSON.stringify(fits.error.issues.slice(0, 3))}`);
}

/** Whether a probe reads files or programs at all: what it asks elsewhere cannot lie here. */
export function asksTheSystem(recording: Recording): boolean {
  return recording.texts.size + recording.lists.size + recording.outputs.size > 0;
}
