import { RateLimiterMemory, RateLimiterRes } from 'rate-limiter-flexible';
import type { SocketLimits } from '../config.ts';

/** How often an address or a socket may do what costs others something (SG-10). */
export interface Admission {
  /** A new socket. Answers its release, or `undefined` when it is to be refused. */
  connect(ip: string): Promise<(() => void) | undefined>;
  /** A try to join: every one is a guess at a room number. Answers 0, or the ms to wait. */
  join(ip: string, socketId: string): Promise<number>;
}

export function createAdmission(limits: SocketLimits): Admission {
  const connects = new RateLimiterMemory({ points: limits.connectsPerSecondPerIp, duration: 1 });
  const joinsOfIp = new RateLimiterMemory({ points: limits.joinsPerMinutePerIp, duration: 60 });
  const joinsOfSocket = new RateLimiterMemory({ points: limits.joinsPerMinutePerSocket, duration: 60 });
  const perIp = new Map<string, number>();
  let total = 0;

  function take(ip: string): (() => void) | undefined {
    const mine = perIp.get(ip) ?? 0;
    if (total >= limits.maxSockets || mine >= limits.maxSocketsPerIp) return undefined;
    total++;
    perIp.set(ip, mine + 1);
    let released = false;
    return () => {
      if (released) return;
      released = true;
      total--;
      const left = (perIp.get(ip) ?? 1) - 1;
      if (left > 0) perIp.set(ip, left);
      else perIp.delete(ip);
    };
  }

  return {
    async connect(ip) {
      return (await waitFor(connects, ip)) === 0 ? take(ip) : undefined;
    },
    async join(ip, socketId) {
      return Math.max(await waitFor(joinsOfSocket, socketId), await waitFor(joinsOfIp, ip));
    },
  };
}

/** 0 when there is a point left, else the ms until there is one. The library throws its answer when there is none. */
async function waitFor(limiter: RateLimiterMemory, key: string): Promise<number> {
  try {
    await limiter.consume(key);
    return 0;
  } catch (refusal) {
    if (!(refusal instanceof RateLimiterRes)) throw refusal;
    return Math.max(1, refusal.msBeforeNext);
  }
}
