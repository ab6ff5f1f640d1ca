import { z } from 'zod';
import type { PrivacyKind } from './field-row.ts';
import { fields, fieldsByPath, type Field } from './fields.ts';

/**
 * How much is sent. Each level holds the one before it; names and numbers that point to people are hidden on every level.
 * essential: figures, yes and no, and what parts are called: what the checks rest on.
 * normal: also made-up names for people, networks and programs, so that facts can be told apart.
 * everything: also what tells much about a person and is seldom needed.
 */
export const privacyLevelSchema = z.enum(['essential', 'normal', 'everything']);
export type PrivacyLevel = z.infer<typeof privacyLevelSchema>;
export const privacyLevels: readonly PrivacyLevel[] = privacyLevelSchema.options;
export const DEFAULT_LEVEL: PrivacyLevel = 'normal';

/** The level from which on a kind of value is sent; a program's name says more about a person than a part's. */
const levelOfKind: Readonly<Record<PrivacyKind, PrivacyLevel>> = {
  none: 'essential',
  text: 'essential',
  device: 'normal',
  user: 'normal',
  host: 'normal',
  domain: 'normal',
  serial: 'normal',
  uuid: 'normal',
  mac: 'normal',
  ssid: 'normal',
  ip: 'normal',
  path: 'normal',
  label: 'normal',
};

/** Where a field, or all fields below a path, differ from their kind. */
export const otherLevels: Readonly<Record<string, PrivacyLevel>> = {
  // most advice on a full drive needs to say which
  'volumes.volumes.*.mount': 'essential',
  // one number of the machine is enough to recognise it
  'system.uuid': 'everything',
  'displays.displays.*.serial': 'everything',
  'usb.devices.*.serial': 'everything',
  'battery.batteries.*.serial': 'everything',
  'memoryHealth.modules.*.serial': 'everything',
  // what is installed can tell much about a person
  software: 'everything',
  // words of the system's log
  'events.kinds.*.text': 'everything',
};

/** The level from which on a field is sent. */
export function levelOf(field: Field): PrivacyLevel {
  return levels.get(field.path) ?? lookUpLevel(field);
}

function lookUpLevel(field: Field): PrivacyLevel {
  const parts = field.path.split('.');
  for (let length = parts.length; length > 0; length -= 1) {
    const other = otherLevels[parts.slice(0, length).join('.')];
    if (other !== undefined) return other;
  }
  if (field.kind === 'text' && field.group === 'programs') return 'normal';
  return levelOfKind[field.kind];
}

const levels: ReadonlyMap<string, PrivacyLevel> = new Map(
  fields.map((field) => [field.path, lookUpLevel(field)]),
);

/** What a person has chosen: a level, and single fields that they left out or took in against it. */
export interface PrivacyChoice {
  readonly level: PrivacyLevel;
  /** True for a field left out, false for one taken in, by path. */
  readonly own: ReadonlyMap<string, boolean>;
}

export const firstChoice: PrivacyChoice = { level: DEFAULT_LEVEL, own: new Map() };

/** Another level; what was chosen for single fields goes with the old one, so that the level means what it says. */
export function chooseLevel(level: PrivacyLevel): PrivacyChoice {
  return { level, own: new Map() };
}

/** Leaves fields out, or takes them in; paths that are none change nothing. */
export function chooseFields(
  choice: PrivacyChoice,
  paths: readonly string[],
  leaveOut: boolean,
): PrivacyChoice {
  const meant = paths.filter((path) => fieldsByPath.has(path));
  return { ...choice, own: new Map([...choice.own, ...meant.map((path) => [path, leaveOut] as const)]) };
}

/** Paths of all fields that this choice leaves out. */
export function withheldBy({ level, own }: PrivacyChoice): ReadonlySet<string> {
  const out = fields.filter((field) => own.get(field.path) ?? rank(levelOf(field)) > rank(level));
  return new Set(out.map(({ path }) => path));
}

function rank(level: PrivacyLevel): number {
  return privacyLevels.indexOf(level);
}
