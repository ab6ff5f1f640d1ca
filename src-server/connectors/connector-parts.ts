import type { ConnectorMapping } from '../../src-shared/helpdesk/connector-mapping.ts';
import { trouble, type ConnectorTrouble } from '../../src-shared/helpdesk/connector-trouble.ts';
import { err, ok } from '../../src-shared/result.ts';
import type {
  Answer,
  ConnectionCheck,
  ConnectionVerdict,
  ConnectorCapabilities,
  OutgoingFile,
  OutgoingTicket,
} from '../domain/connector.ts';
import type { HttpSend } from './http-send.ts';

/** What every connector is made from. `settings` are decoded, `secrets` opened for this one action. */
export interface ConnectorParts<Settings> {
  readonly settings: Settings;
  readonly secrets: Readonly<Record<string, string>>;
  readonly mapping: ConnectorMapping;
  readonly send: HttpSend;
  readonly signal: AbortSignal;
  readonly now: () => number;
  /** 128 random bits or more as letters and digits, new at each call. */
  readonly boundary: () => string;
}

export function secretOf<S>(parts: ConnectorParts<S>, name: string): string {
  return parts.secrets[name] ?? '';
}

export function withoutSlash(address: string): string {
  return address.replace(/\/+$/, '');
}

/** Files that the system would refuse are refused here, with words that say which. */
export function tooLarge(
  files: readonly OutgoingFile[],
  { maxFileBytes, maxFilesBytes }: ConnectorCapabilities,
): ConnectorTrouble | undefined {
  const big = files.find(({ bytes }) => bytes.length > maxFileBytes);
  if (big !== undefined) return trouble('too_large', `${big.name} has more than ${maxFileBytes} bytes`);
  const total = files.reduce((sum, { bytes }) => sum + bytes.length, 0);
  return total > maxFilesBytes
    ? trouble('too_large', `the files have more than ${maxFilesBytes} bytes together`)
    : undefined;
}

/** The custom fields an administrator mapped, as pairs of their name and what the session knows. */
export function mappedFields(
  { fields }: ConnectorMapping,
  { facts }: OutgoingTicket,
): readonly (readonly [string, string])[] {
  return fields.flatMap(({ from, to }) => {
    const value = facts[from];
    return value === undefined ? [] : [[to, value] as const];
  });
}

/** A word of ours in theirs; without one the action can't be told. */
export function mapped(
  words: Readonly<Partial<Record<string, string>>>,
  word: string,
  what: string,
): Answer<string> {
  const theirs = words[word];
  return theirs === undefined
    ? err(
        trouble('validation', `No ${what} is entered for "${word}" in the connection's settings.`, {
          field: what,
        }),
      )
    : ok(theirs);
}

/** Who asked, for systems whose ticket can't be made in that person's name. */
export function withRequester({ text, requester }: OutgoingTicket): string {
  return `${requester.name} <${requester.email}>\n\n${text}`;
}

export function passed(what: ConnectionCheck['what'], detail = ''): ConnectionCheck {
  return { what, result: 'ok', detail };
}

export function unknown(what: ConnectionCheck['what'], detail: string): ConnectionCheck {
  return { what, result: 'unknown', detail };
}

export function failed(what: ConnectionCheck['what'], detail: string): ConnectionCheck {
  return { what, result: 'failed', detail };
}

/** What kind of check failed when a call went wrong: no answer is not a wrong token. */
export function failedBy(reason: ConnectorTrouble, otherwise: ConnectionCheck['what']): ConnectionCheck {
  if (reason.kind === 'auth') return failed('sign-in', reason.detail);
  if (reason.kind === 'transient' || reason.field === 'address') return failed('reach', reason.detail);
  return failed(otherwise, reason.detail);
}

export function verdict(checks: readonly ConnectionCheck[]): ConnectionVerdict {
  return { works: checks.every(({ result }) => result !== 'failed'), checks };
}
