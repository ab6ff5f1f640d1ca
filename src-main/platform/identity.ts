import { readFileSync } from 'node:fs';
import { homedir, hostname, userInfo } from 'node:os';
import type { Identity } from '../../src-shared/redaction/learnt-secrets.ts';
import { keyValues } from './linux/parse-text.ts';

type Environment = Readonly<Record<string, string | undefined>>;

/** Who this machine and its people are: read once at the start, used only to hide it, sent to nobody. */
export function readIdentity(env: Environment = process.env): Identity {
  const accounts = parseAccounts(textOr('/etc/passwd'));
  const machine = keyValues(textOr('/etc/machine-info'));
  const host = hostname();
  const identity: Identity = {
    userNames: [
      userNameOrNothing(),
      env['USER'],
      env['LOGNAME'],
      env['USERNAME'],
      env['SUDO_USER'],
      ...accounts.userNames,
    ].filter(given),
    fullNames: accounts.fullNames,
    hostNames: [host, env['COMPUTERNAME'], machine.get('PRETTY_HOSTNAME')].filter(given),
    domains: [host.split('.').slice(1).join('.'), env['USERDOMAIN'], env['USERDNSDOMAIN']].filter(given),
    homePaths: [homedirOrNothing(), env['HOME'], env['USERPROFILE'], ...accounts.homePaths].filter(given),
  };
  return {
    userNames: unique(identity.userNames),
    fullNames: unique(identity.fullNames),
    hostNames: unique(identity.hostNames),
    domains: unique(identity.domains),
    homePaths: unique(identity.homePaths),
  };
}

/** People in /etc/passwd: system accounts have numbers below 1000 (500 on macOS, which lists its people elsewhere). */
export function parseAccounts(passwd: string): Pick<Identity, 'userNames' | 'fullNames' | 'homePaths'> {
  const people = passwd
    .split('\n')
    .map((line) => line.split(':'))
    .filter(([, , id]) => Number(id) >= 1000 && Number(id) < 60_000);
  return {
    userNames: people.map(([name]) => name).filter(given),
    fullNames: people.map(([, , , , comment]) => comment?.split(',')[0]).filter(given),
    homePaths: people.map(([, , , , , home]) => home).filter(given),
  };
}

function given(value: string | undefined): value is string {
  return value !== undefined && value.trim() !== '';
}

function unique(values: readonly string[]): readonly string[] {
  return [...new Set(values)];
}

function textOr(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return '';
  }
}

function userNameOrNothing(): string | undefined {
  try {
    return userInfo().username;
  } catch {
    return undefined;
  }
}

function homedirOrNothing(): string | undefined {
  try {
    return homedir();
  } catch {
    return undefined;
  }
}
