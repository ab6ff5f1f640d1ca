import type { PrivacyKind } from '../diagnostics/field-table.ts';
import { MAX_NAME, MAX_TEXT } from '../diagnostics/field-types.ts';
import { isCommonLabel, isCommonName, isCommonSegment, isFactoryText } from './common-words.ts';
import { isDeviceWord } from './device-words.ts';
import { hideAddress, isAddressShape } from './hide-address.ts';
import { pseudonymPattern, type Pseudonyms } from './pseudonym.ts';
import { visibleForm } from './plain-forms.ts';
import type { Scrubber } from './scrub-text.ts';

export interface HidingTools {
  readonly pseudonyms: Pseudonyms;
  readonly scrub: Scrubber;
  /** Model names of the snapshot, in letters and digits only: a printer named after its model names nobody. */
  readonly models: ReadonlySet<string>;
  /** Words of makers' and models' names in the snapshot, in lower case: they stay in names of devices. */
  readonly words: ReadonlySet<string>;
}

/** Pass (a): what may be sent in place of a text of the given kind. */
export function hideValue(kind: PrivacyKind, value: string, tools: HidingTools): string | null {
  if (value.trim() === '') return null;
  if (kind === 'none') return value;
  const { pseudonyms, scrub } = tools;
  switch (kind) {
    case 'text':
      return cut(scrub(value), MAX_NAME);
    case 'user':
      return pseudonyms('user', value);
    case 'host':
      return pseudonyms('host', value);
    case 'domain':
      return pseudonyms('domain', value);
    case 'serial':
      return isFactoryText(value) ? null : pseudonyms('sn', value);
    case 'uuid':
      return pseudonyms('uuid', value);
    case 'mac':
      return /^[0:.-]+$/.test(value) ? value : pseudonyms('mac', value);
    case 'ssid':
      return pseudonyms('ssid', value);
    case 'ip':
      return isAddressShape(value) ? value : hideAddress(value, pseudonyms);
    case 'path':
      return cut(hidePath(value, tools), MAX_TEXT);
    case 'label':
      return hideLabel(value, tools);
    case 'device':
      return cut(hideDevice(value, tools), MAX_NAME);
  }
}

/** Text within a limit, in UTF-16 units, never ending in half a character. */
export function cut(text: string, max: number): string {
  return text.length <= max ? text : text.slice(0, max).replace(/\p{Surrogate}$/u, '');
}

export function lettersAndDigits(text: string): string {
  return text.toLowerCase().replace(/[^\p{L}\p{N}]+/gu, '');
}

/** True for a label that everybody's computer has, or that only repeats a model. */
export function isHarmlessLabel(label: string, models: ReadonlySet<string>): boolean {
  const bare = lettersAndDigits(label);
  return isCommonLabel(label) || (bare.length >= 4 && models.has(bare));
}

function hideLabel(value: string, { pseudonyms, scrub, models }: HidingTools): string {
  return isHarmlessLabel(value, models) ? cut(scrub(value), MAX_NAME) : pseudonyms('label', value);
}

const word = String.raw`[\p{L}\p{M}\p{N}\p{Cf}'’ʼ´]+`;
const wordsOfDevice = new RegExp(`${pseudonymPattern}|${word}`, 'gu');

/**
 * People rename headsets, phones and adapters, and the name goes along to other machines. What makers and systems write
 * stays; a run of other words becomes one pseudonym: "Anna's AirPods Pro" is sent as "label-7F3KQ2XA AirPods Pro".
 */
function hideDevice(value: string, { pseudonyms, scrub, words }: HidingTools): string {
  const text = visibleForm(scrub(value));
  const runs: { from: number; to: number }[] = [];
  for (const { 0: found, index } of text.matchAll(wordsOfDevice)) {
    if (pseudonyms.known.has(found) || isDeviceWord(found) || words.has(found.toLowerCase())) continue;
    const last = runs.at(-1);
    if (last && text.slice(last.to, index).trim() === '') last.to = index + found.length;
    else runs.push({ from: index, to: index + found.length });
  }
  let shown = '';
  let at = 0;
  for (const { from, to } of runs) {
    shown += text.slice(at, from) + pseudonyms('label', text.slice(from, to));
    at = to;
  }
  return shown + text.slice(at);
}

// Folders that every system has stay, so that "/home" can be told from "/var"; every other name is somebody's.
function hidePath(path: string, { pseudonyms, scrub }: HidingTools): string {
  const segments = path.split(/([\\/]+)/);
  const shown = segments.map((segment, index) => {
    if (index % 2 === 1 || isCommonSegment(segment)) return segment;
    const parent = segments[index - 2]?.toLowerCase();
    if ((parent === 'home' || parent === 'users') && !isCommonName(segment))
      return pseudonyms('user', segment);
    const scrubbed = scrub(segment);
    return pseudonyms.known.has(scrubbed) ? scrubbed : pseudonyms('label', segment);
  });
  return shown.join('');
}
