import fastifyCookie from '@fastify/cookie';
import type { FastifyReply, FastifyRequest } from 'fastify';

/** The cookie that signs a browser in: never readable by scripts, never sent along by another site's page. */
export interface LoginCookie {
  read(request: FastifyRequest): string | null;
  /** From a request that no fastify has seen, as for a WebSocket. */
  readHeader(header: string | undefined): string | null;
  set(reply: FastifyReply, secret: string): void;
  clear(reply: FastifyReply): void;
}

/**
 * With TLS its name binds it to this very host (`__Host-`). On loopback without TLS browsers would refuse that.
 */
export function loginCookie(secure: boolean): LoginCookie {
  return cookieOf('alongside', secure, { sameSite: 'strict' });
}

/** What a browser keeps while it is at a company's provider: sent when that page leads back to us (`Lax`), for ten minutes. */
export function visitCookie(secure: boolean): LoginCookie {
  return cookieOf('alongside-visit', secure, { sameSite: 'lax', maxAge: 600 });
}

function cookieOf(
  plainName: string,
  secure: boolean,
  lasting: { readonly sameSite: 'strict' | 'lax'; readonly maxAge?: number },
): LoginCookie {
  const name = secure ? `__Host-${plainName}` : plainName;
  const options = { path: '/', httpOnly: true, secure, ...lasting };
  return {
    read: (request) => request.cookies[name] ?? null,
    readHeader: (header) => fastifyCookie.parse(header ?? '')[name] ?? null,
    set: (reply, secret) => void reply.setCookie(name, secret, options),
    clear: (reply) => void reply.clearCookie(name, { path: '/', httpOnly: true, secure }),
  };
}
