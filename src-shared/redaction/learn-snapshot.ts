import type { FieldLookup } from '../diagnostics/fields.ts';
import type { PrivacyKind } from '../diagnostics/field-table.ts';
import type { Snapshot } from '../diagnostics/snapshot.ts';
import { isHarmlessLabel, lettersAndDigits } from './hide-value.ts';
import {
  learnAddress,
  learnHost,
  learnIdentity,
  learnMac,
  learnUser,
  SecretList,
  type Identity,
  type Secret,
} from './learnt-secrets.ts';
import { visitLeaves } from './visit-leaves.ts';

export interface Learnt {
  readonly secrets: readonly Secret[];
  readonly models: ReadonlySet<string>;
  readonly words: ReadonlySet<string>;
}

/** Fields that a maker fills, burnt into the device. */
const MADE = /\.(?:vendor|manufacturer|brand|model)$/;

/** Everything in a snapshot that must not be found anywhere else in it, with what the system says of its person. */
export function learnSnapshot(raw: Snapshot, identity: Identity, lookup: FieldLookup): Learnt {
  const list = new SecretList();
  const models = new Set<string>();
  const words = new Set<string>();
  learnIdentity(list, identity);
  visitLeaves(raw.areas, lookup, (field, value) => {
    if (typeof value !== 'string' || field?.kind !== 'text') return;
    if (field.path.endsWith('.model')) models.add(lettersAndDigits(value));
    if (MADE.test(field.path))
      for (const word of value.match(/[\p{L}\p{N}]{3,}/gu) ?? []) words.add(word.toLowerCase());
  });
  visitLeaves(raw.areas, lookup, (field, value) => {
    if (typeof value === 'string' && field) learnValue(list, field.kind, value, models);
  });
  return { secrets: list.longestFirst(), models, words };
}

function learnValue(list: SecretList, kind: PrivacyKind, value: string, models: ReadonlySet<string>): void {
  switch (kind) {
    case 'user':
      return learnUser(list, value);
    case 'host':
      return learnHost(list, value);
    case 'domain':
      return list.learn('domain', value);
    case 'serial':
      return list.learn('sn', value);
    case 'uuid':
      return list.learn('uuid', value);
    case 'mac':
      return learnMac(list, value);
    case 'ssid':
      return list.learn('ssid', value);
    case 'label':
      return isHarmlessLabel(value, models) ? undefined : list.learn('label', value);
    case 'path':
      return learnPath(list, value);
    case 'ip':
      return learnAddress(list, value);
    case 'none':
    case 'text':
    case 'device':
      return undefined;
  }
}

function learnPath(list: SecretList, path: string): void {
  const name = /[\\/](?:home|users)[\\/]+([^\\/]+)/i.exec(path)?.[1];
  if (name !== undefined) learnUser(list, name);
}
