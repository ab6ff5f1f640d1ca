import type { NetworkSetup } from '../../src-shared/network/network-targets.ts';
import { readTargets, serverEndpoint } from './network-setup.ts';

/** Whom the quick tests of the network may ask from a command line, where there is no session. */
export function collectNetwork(
  environment: Readonly<Record<string, string | undefined>>,
  say: (line: string) => void,
): NetworkSetup {
  return {
    targets: readTargets(environment, (why) => say(`The list of network hosts is not used: ${why}`)),
    server: serverEndpoint(environment['ALONGSIDE_SERVER'] ?? null),
    proxy: null,
    relays: [],
  };
}
