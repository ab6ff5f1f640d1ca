import { fieldsByPath } from '../diagnostics/fields.ts';
import type { Snapshot } from '../diagnostics/snapshot.ts';
import type { VitalsSample } from '../diagnostics/vitals.ts';
import { hideValue, type HidingTools } from './hide-value.ts';
import { learnSnapshot } from './learn-snapshot.ts';
import { createPseudonyms } from './pseudonym.ts';
import type { RedactOptions } from './redact-snapshot.ts';
import { createScrubber } from './scrub-text.ts';

/** The same names are in the snapshot under this path: what is withheld there is withheld here. */
const NAMES = 'processes.top.*.name';

/** Hides in live values what the snapshot hides: all but the names of programs are numbers. */
export function createVitalsRedactor(
  raw: Snapshot,
  options: RedactOptions,
): (sample: VitalsSample) => VitalsSample {
  const field = (options.lookup ?? fieldsByPath).get(NAMES);
  if (field === undefined || options.withheld.has(NAMES)) return (sample) => ({ ...sample, programs: null });
  const pseudonyms = createPseudonyms(options.key);
  const { secrets, models, words } = learnSnapshot(raw, options.identity, options.lookup ?? fieldsByPath);
  const tools: HidingTools = { pseudonyms, models, words, scrub: createScrubber(secrets, pseudonyms) };
  const known = new Map<string, string | null>();
  const hide = (name: string | null) => {
    if (name === null) return null;
    if (!known.has(name)) known.set(name, hideValue(field.kind, name, tools));
    return known.get(name) ?? null;
  };
  return (sample) => ({
    ...sample,
    programs: sample.programs?.map((program) => ({ ...program, name: hide(program.name) })) ?? null,
  });
}
