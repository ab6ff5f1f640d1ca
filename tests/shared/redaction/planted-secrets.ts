import { areaSchemas } from '../../../src-shared/diagnostics/area-schemas.ts';
import { areaIds } from '../../../src-shared/diagnostics/area.ts';
import type { PrivacyKind } from '../../../src-shared/diagnostics/field-table.ts';
import { fieldsByPath } from '../../../src-shared/diagnostics/fields.ts';
import { emptySnapshot, mergePart, type Snapshot } from '../../../src-shared/diagnostics/snapshot.ts';
import type { Identity } from '../../../src-shared/redaction/learnt-secrets.ts';
import { sampleOf } from '../diagnostics/schema-leaves.ts';
import { readPlainly, unicodeDisguises } from './disguises.ts';

/** A secret in a place, and what would give it away when the text is read plainly. */
export interface Planted {
  readonly where: string;
  readonly how: string;
  readonly value: string;
  readonly tells: readonly string[];
}

export interface PlantedMachine {
  readonly snapshot: Snapshot;
  readonly identity: Identity;
  readonly planted: readonly Planted[];
}

/** Numbers from 0 to below `max`, the same for the same seed. */
export type Dice = (max: number) => number;

/** Mulberry32. */
export function diceOf(seed: number): Dice {
  let state = seed;
  return (max) => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32) * max) | 0;
  };
}

const consonants = [...'bcdfghjklmnpqrstvwxz', 'ß', 'ñ', 'ç', 'ł', 'ж', 'щ'];
const vowels = [...'aeiouäöüéø', 'я', 'ю'];

function wordOf(dice: Dice, pairs = 4): string {
  return Array.from(
    { length: pairs },
    () => `${consonants[dice(consonants.length)]}${vowels[dice(vowels.length)]}`,
  ).join('');
}

interface Made {
  readonly value: string;
  readonly tells: readonly string[];
}

const digits = (dice: Dice, count: number) => Array.from({ length: count }, () => dice(10)).join('');
const hex = (dice: Dice, count: number) =>
  Array.from({ length: count }, () => dice(16).toString(16)).join('');
const capital = (word: string) => word[0]?.toUpperCase() + word.slice(1);

/** A value of the kind that no other field of the machine has. */
function secretOf(kind: PrivacyKind, dice: Dice): Made {
  const first = wordOf(dice);
  const second = wordOf(dice);
  switch (kind) {
    case 'user':
      return { value: `${first}.${second}`, tells: [first, second] };
    case 'host': {
      const name = `${first}-${digits(dice, 4)}`;
      return { value: name, tells: [name] };
    }
    case 'domain':
      return { value: `${first}.${second}.example`, tells: [`${first}.${second}`] };
    case 'serial': {
      const serial = `${hex(dice, 3).toUpperCase()}Q${digits(dice, 5)}Z${hex(dice, 3).toUpperCase()}`;
      return { value: serial, tells: [serial] };
    }
    case 'uuid': {
      const uuid = `${hex(dice, 8)}-${hex(dice, 4)}-4${hex(dice, 3)}-8${hex(dice, 3)}-${hex(dice, 12)}`;
      return { value: uuid, tells: [uuid] };
    }
    case 'mac': {
      const pairs = ['9c', ...Array.from({ length: 5 }, () => hex(dice, 2))];
      return { value: pairs.join(':'), tells: [pairs.join(':'), pairs.join('-'), pairs.join('')] };
    }
    case 'ip': {
      const v4 = [198, 51, 1 + dice(250), 1 + dice(250)].join('.');
      const v6 = `2a02:${1 + dice(8)}${hex(dice, 3)}:9${hex(dice, 3)}:1${hex(dice, 3)}::${1 + dice(8)}${hex(dice, 3)}`;
      const value = dice(2) ? v4 : v6;
      return { value, tells: [value] };
    }
    case 'path':
      return { value: `/home/${first}/${capital(second)}`, tells: [first] };
    case 'ssid':
    case 'label':
      return { value: `${capital(first)} ${second}`, tells: [`${first} ${second}`] };
    case 'device':
      return { value: `${capital(first)}'s USB Headset`, tells: [first] };
    case 'text':
    case 'none':
      return { value: 'plain', tells: [] };
  }
}

const typed = [...fieldsByPath.values()].filter(({ kind }) => kind !== 'none' && kind !== 'text');
/** Kinds that are looked for in other fields too; what people call a device is known only where it stands. */
const learnt = (kind: PrivacyKind) => kind !== 'device';

/**
 * A machine with every field of every area filled: a secret of its own in every field that holds one, and one of these
 * in disguise in every free text, source and reason. New areas come in by the schemas and the field table.
 */
export function plantedMachine(seed: number): PlantedMachine {
  const dice = diceOf(seed);
  const pick = <T>(list: readonly T[]): T => list[dice(list.length)] as T;
  const identity = identityOf(dice);
  const failed = new Set(areaIds.filter(() => seed % 7 === 3 && dice(4) === 0));
  const answered = typed.filter(({ area }) => !failed.has(area));
  const own = new Map(answered.map(({ path, kind }) => [path, secretOf(kind, dice)]));
  const texts = [
    ...answered.filter(({ kind }) => learnt(kind)).map(({ path }) => own.get(path)),
    ...identity.made,
  ];
  const planted: Planted[] = [];
  const textFor = (path: string, limit: number): string => {
    const made = own.get(path);
    if (made) {
      planted.push({ where: path, how: 'in its field', ...made });
      return made.value;
    }
    const secret = pick(texts);
    const how = pick(Object.keys(unicodeDisguises));
    const dressed = `log: ${unicodeDisguises[how]?.(secret?.value ?? '') ?? ''} end`;
    if (!secret || dressed.length > limit) return 'plain';
    planted.push({ where: path, how, ...secret });
    return dressed;
  };
  const empty = emptySnapshot({ takenAt: 1, app: { version: '0.1.0', runtime: 'test' }, platform: 'linux' });
  const snapshot = areaIds.reduce((whole, area) => {
    const head = { ms: 1, at: 2, source: textFor(`${area} source`, 200) };
    const text = (path: string) => textFor(`${area}.${path}`, limitOf(`${area}.${path}`));
    const result = failed.has(area)
      ? { ...head, status: 'failed', reason: textFor(`${area} reason`, 300) }
      : { ...head, status: 'ok', data: sampleOf(areaSchemas[area], text) };
    const merged = mergePart(whole, area, result);
    if (!merged.ok) throw new Error(merged.error.detail);
    return merged.value;
  }, empty);
  return { snapshot, identity: identity.identity, planted };
}

function limitOf(path: string): number {
  const kind = fieldsByPath.get(path)?.kind;
  return kind === 'ip' ? 64 : 160;
}

function identityOf(dice: Dice) {
  const user = secretOf('user', dice);
  const host = secretOf('host', dice);
  const domain = secretOf('domain', dice);
  const full = { value: `${capital(wordOf(dice))} ${capital(wordOf(dice))}` };
  const identity: Identity = {
    userNames: [user.value],
    fullNames: [full.value],
    hostNames: [host.value],
    domains: [domain.value],
    homePaths: [`/home/${user.value}`],
  };
  return { identity, made: [user, host, domain, { ...full, tells: full.value.split(' ') }] };
}

/** The secrets that can be read in any of the texts, with where they were planted. */
export function found(planted: readonly Planted[], texts: readonly string[]): readonly string[] {
  const plain = texts.map(readPlainly);
  return planted.flatMap(({ where, how, tells }) =>
    tells
      .map(readPlainly)
      .filter((tell) => plain.some((text) => text.includes(tell)))
      .map((tell) => `${where}, ${how}: ${tell}`),
  );
}

/** True when every disguise was worn by some secret. */
export function disguisesUsed(used: ReadonlySet<string>): boolean {
  return Object.keys(unicodeDisguises).every((how) => used.has(how));
}
