import type { Answer, Input, Route } from '../../../src-shared/helpdesk/api/route.ts';

/** A browser, as far as cookies go. */
export interface Browser {
  /** The status and the answer, decoded by the route's own schema when all went well. */
  call<R extends Route>(route: R, input?: Partial<Input<R>>): Promise<{ status: number; answer: Answer<R> }>;
  raw(method: string, path: string, init?: RequestInit): Promise<Response>;
  readonly cookie: () => string;
}

export function browserAt(url: string, origin = url): Browser {
  const jar = new Map<string, string>();
  const cookies = () => [...jar].map(([name, value]) => `${name}=${value}`).join('; ');
  const raw = async (method: string, path: string, init: RequestInit = {}) => {
    const response = await fetch(`${url}${path}`, {
      method,
      ...init,
      headers: { origin, ...(jar.size === 0 ? {} : { cookie: cookies() }), ...init.headers },
    });
    for (const set of response.headers.getSetCookie()) {
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(set) ?? [];
      if (value === '') jar.delete(name);
      else jar.set(name, value);
    }
    return response;
  };
  return {
    raw,
    cookie: cookies,
    async call(route, input = {}) {
      const params = new Map(Object.entries((input.params ?? {}) as Record<string, string>));
      const path = route.path.replaceAll(/:(\w+)/g, (_all, name: string) =>
        encodeURIComponent(params.get(name) ?? ''),
      );
      const asked = new URLSearchParams((input.query ?? {}) as Record<string, string>).toString();
      const bytes = input.body instanceof Uint8Array;
      const response = await raw(route.method, `${path}${asked === '' ? '' : `?${asked}`}`, {
        ...(input.body === undefined
          ? {}
          : {
              body: bytes
                ? new Uint8Array(input.body as Uint8Array<ArrayBuffer>)
                : JSON.stringify(input.body),
              headers: { 'content-type': bytes ? 'application/octet-stream' : 'application/json' },
            }),
      });
      const text = await response.text();
      const json: unknown = text.startsWith('{') || text.startsWith('[') ? JSON.parse(text) : text;
      const answer = (response.ok ? route.answers.parse(json) : json) as Answer<typeof route>;
      return { status: response.status, answer };
    },
  };
}

/** Uses the link that the server wrote down, as the person who started it would. */
export function tokenIn(link: string | null): string {
  return /#set-up=(.+)$/.exec(link ?? '')?.[1] ?? '';
}
