import { readFileSync } from 'node:fs';
import {
  defaultTargets,
  mergeTargets,
  noTargets,
  type NetworkSetup,
  type NetworkTargets,
} from '../../src-shared/network/network-targets.ts';
import { isNetHost } from '../../src-shared/network/net-host.ts';

/** Names a file with an organisation's own hosts; "none" asks nobody. docs/network-tests.md */
export const TARGETS_VARIABLE = 'ALONGSIDE_NETWORK_TARGETS';

/**
 * Whom the tests of the network may ask. A file that cannot be read or is wrong means nobody: an organisation that
 * wrote one did not want ours.
 */
export function readTargets(
  environment: Readonly<Record<string, string | undefined>>,
  onWrong: (why: string) => void,
  read: (path: string) => string = (path) => readFileSync(path, 'utf8'),
): NetworkTargets {
  const named = environment[TARGETS_VARIABLE] ?? '';
  if (named === '') return defaultTargets;
  if (named === 'none') return noTargets;
  try {
    const merged = mergeTargets(JSON.parse(read(named)));
    if (merged.ok) return merged.value;
    onWrong(merged.error.slice(0, 5).join('; '));
  } catch {
    onWrong('it cannot be read');
  }
  return noTargets;
}

/** The broker as the tests reach it: "wss://help.example" is help.example, 443, secured. */
export function serverEndpoint(origin: string | null): NetworkSetup['server'] {
  if (origin === null) return null;
  try {
    const url = new URL(origin);
    const secure = url.protocol === 'wss:' || url.protocol === 'https:';
    const host = url.hostname.replace(/^\[|\]$/g, '');
    const port = url.port === '' ? (secure ? 443 : 80) : Number(url.port);
    return isNetHost(host) ? { host, port, secure } : null;
  } catch {
    return null;
  }
}
