import { isCommonName, isFactoryText } from './common-words.ts';
import { addressScope, isAddressShape } from './hide-address.ts';
import { lookedAtForm, unaccentedForm, visibleForm } from './plain-forms.ts';
import type { SecretKind } from './pseudonym.ts';

/** Who this machine and its person are, as far as the system says: what pass (b) looks for in every text. */
export interface Identity {
  readonly userNames: readonly string[];
  readonly fullNames: readonly string[];
  readonly hostNames: readonly string[];
  readonly domains: readonly string[];
  readonly homePaths: readonly string[];
}

export const nobody: Identity = { userNames: [], fullNames: [], hostNames: [], domains: [], homePaths: [] };

export interface Secret {
  readonly kind: SecretKind;
  /** As it is looked for. */
  readonly value: string;
  /** As it was learnt: all forms of one value get one pseudonym. */
  readonly of: string;
}

/** Collects values to hide; the same value under two kinds keeps the kind that came first. */
export class SecretList {
  readonly #secrets = new Map<string, Secret>();

  /** Learns a value unless it is too short to be looked for or points to nobody. */
  learn(kind: Secret['kind'], value: string): void {
    const plain = value.normalize('NFC').trim();
    if ([...plain].length < shortest(kind)) return;
    if (isCommonName(plain) || isFactoryText(plain)) return;
    for (const form of forms(plain))
      if (!this.#secrets.has(form)) this.#secrets.set(form, { kind, value: form, of: plain });
  }

  /** Longest first, so that "Margaret Ellison" goes before "Margaret". */
  longestFirst(): readonly Secret[] {
    return [...this.#secrets.values()].sort((a, b) => b.value.length - a.value.length);
  }
}

export function learnIdentity(list: SecretList, identity: Identity): void {
  for (const fullName of identity.fullNames) {
    list.learn('user', fullName);
    for (const part of fullName.split(/[\s,]+/u)) if ([...part].length >= 3) list.learn('user', part);
  }
  for (const userName of identity.userNames) learnUser(list, userName);
  for (const hostName of identity.hostNames) learnHost(list, hostName);
  for (const domain of identity.domains) list.learn('domain', domain);
  for (const homePath of identity.homePaths) learnHome(list, homePath);
}

/** "m.ellison" hides "m.ellison" and "ellison"; "CORP\ellison" hides both halves. */
export function learnUser(list: SecretList, userName: string): void {
  list.learn('user', userName);
  for (const part of userName.split(/[\\/@._\s-]+/u)) if ([...part].length >= 4) list.learn('user', part);
}

/** "pc.corp.example" hides itself, "pc", and "corp.example". */
export function learnHost(list: SecretList, hostName: string): void {
  const [first = '', ...rest] = hostName.split('.');
  list.learn('host', hostName);
  list.learn('host', first);
  if (rest.length > 1) list.learn('domain', rest.join('.'));
}

/** A MAC is written with colons, dashes, dots or nothing between; all are the same secret. */
export function learnMac(list: SecretList, mac: string): void {
  const digits = mac.toLowerCase().replace(/[^0-9a-f]/g, '');
  if (digits.length < 12 || /^(?:0+|f+)$/.test(digits)) return;
  const pairs = digits.match(/../g) ?? [];
  list.learn('mac', digits);
  for (const separator of [':', '-', ' ', '_']) list.learn('mac', pairs.join(separator));
  list.learn('mac', (digits.match(/..../g) ?? []).join('.'));
  if (digits.length === 12) list.learn('mac', modifiedEui64(pairs));
}

// The second half of an IPv6 address that is made from a MAC, as in fe80::5054:ff:fe12:3456.
function modifiedEui64(pairs: readonly string[]): string {
  const [a = '', b = '', c = '', d = '', e = '', f = ''] = pairs;
  const flipped = (Number.parseInt(a, 16) ^ 2).toString(16).padStart(2, '0');
  return [flipped + b, `${c}ff`, `fe${d}`, e + f].map((group) => group.replace(/^0+(?=.)/, '')).join(':');
}

/** Only public addresses are hidden, so only they are looked for. */
export function learnAddress(list: SecretList, address: string): void {
  if (!isAddressShape(address) && addressScope(address) === 'public') list.learn('ip', address);
}

function learnHome(list: SecretList, homePath: string): void {
  const segments = homePath.split(/[\\/]+/).filter((segment) => segment !== '');
  const last = segments.at(-1);
  if (last === undefined) return;
  learnUser(list, last);
  const usual = /^(?:[A-Za-z]:)?[\\/]+(?:home|users)[\\/]+[^\\/]+$/i.test(homePath);
  if (!usual && segments.length > 1) list.learn('home', homePath);
}

// Folding case does not cover "ß" against "SS", nor names typed without their accents.
function forms(value: string): ReadonlySet<string> {
  if (/^[\u0020-\u007e]*$/.test(value)) return new Set([value]); // any case is found without more forms
  const seen = visibleForm(value);
  const cases = [seen, seen.toUpperCase(), seen.toLowerCase(), unaccentedForm(seen)];
  return new Set([value, ...cases, ...cases.map(lookedAtForm)].filter((form) => form !== ''));
}

function shortest(kind: Secret['kind']): number {
  return kind === 'user' || kind === 'host' ? 2 : kind === 'ssid' || kind === 'domain' ? 3 : 4;
}
