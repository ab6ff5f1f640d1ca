import { createHmac } from 'node:crypto';
import type { IceServer } from '../../src-shared/protocol/signalling.ts';

/** What ICE servers a session gets are made from. */
export interface IceConfig {
  readonly turn?:
    | { readonly urls: readonly string[]; readonly secret: string; readonly ttlS: number }
    | undefined;
  readonly stunUrls: readonly string[];
}

/**
 * The ICE servers of one member, with a TURN credential that runs out: coturn's `use-auth-secret` scheme, the user
 * name being the time it ends and who asked. Empty lists are fine: on one LAN host candidates do (SG-6).
 */
export function iceServers(config: IceConfig, member: string, nowMs: number): readonly IceServer[] {
  const stun = config.stunUrls.length > 0 ? [{ urls: [...config.stunUrls] }] : [];
  if (config.turn === undefined) return stun;
  const { urls, secret, ttlS } = config.turn;
  const username = `${Math.floor(nowMs / 1_000) + ttlS}:${member}`;
  const credential = createHmac('sha1', secret).update(username).digest('base64');
  return [...stun, { urls: [...urls], username, credential }];
}
