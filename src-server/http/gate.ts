import type { FastifyRequest } from 'fastify';
import { RateLimiterMemory, RateLimiterRes } from 'rate-limiter-flexible';
import { apiError, type ApiError } from '../../src-shared/helpdesk/api/api-error.ts';
import type { Route } from '../../src-shared/helpdesk/api/route.ts';
import type { Credentials } from './credentials.ts';
import type { Gate } from './mount-routes.ts';

export interface GateOptions {
  readonly credentials: Credentials;
  /** Origins of pages that may change something. */
  readonly origins: () => ReadonlySet<string>;
  readonly addressOf: (request: FastifyRequest) => string;
  /** Calls of one member, or of one address where nobody is signed in, where a route says nothing else. */
  readonly callsPerMinute: number;
}

export function createGate({ credentials, origins, addressOf, callsPerMinute }: GateOptions): Gate {
  const limiters = new Map<string, RateLimiterMemory>();
  const limiterFor = (route: Route) => {
    const key = route.perMinute === undefined ? '' : `${route.method} ${route.path}`;
    let limiter = limiters.get(key);
    if (limiter === undefined) {
      limiter = new RateLimiterMemory({ points: route.perMinute ?? callsPerMinute, duration: 60 });
      limiters.set(key, limiter);
    }
    return limiter;
  };
  /** A whole team may share one address; where nobody is signed in there is nothing else to count by. */
  const keyOf = async (request: FastifyRequest, { needs }: Route) =>
    (needs === 'nobody' ? null : await credentials.identify(request))?.member.id ?? addressOf(request);
  return {
    identify: credentials.identify,
    isProved: credentials.isProved,
    async admit(request, route) {
      const tooMany = await consume(limiterFor(route), await keyOf(request, route));
      if (tooMany !== null) return tooMany;
      if (credentials.of(request).kind === 'both')
        return apiError('INVALID', 'Send a cookie or a token, not both.'); // HD-10
      if (route.method === 'GET') return null;
      // a browser names the page that asks; the cookie is SameSite=Strict besides // HD-3
      const { origin } = request.headers;
      if (origin !== undefined && !origins().has(origin))
        return apiError('NOT_ALLOWED', 'This page may not speak for you here.');
      return null;
    },
  };
}

async function consume(limiter: RateLimiterMemory, address: string): Promise<ApiError | null> {
  try {
    await limiter.consume(address);
    return null;
  } catch (error) {
    if (!(error instanceof RateLimiterRes)) throw error;
    const retryAfterS = Math.ceil(error.msBeforeNext / 1_000);
    return apiError('TOO_MANY', `Too many tries. Wait ${retryAfterS} seconds.`, { retryAfterS });
  }
}
