import { readdirSync, readFileSync, statSync } from 'node:fs';
import { extname, join, relative, sep } from 'node:path';
import { protocol, session } from 'electron';
import { isWorkerScript } from '../../src-shared/worker-script.ts';

/**
 * `app://ui/…` serves the built screens from memory: an allow-list made once from the build folder, so no path from
 * a URL ever reaches the disk. `file://` is not used at all.
 */
export const APP_SCHEME = 'app';
export const APP_ORIGIN = 'app://ui';

const types: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.woff2': 'font/woff2',
  '.wasm': 'application/wasm',
};

/** Must run before the app is ready. */
export function registerAppScheme(): void {
  protocol.registerSchemesAsPrivileged([
    { scheme: APP_SCHEME, privileges: { standard: true, secure: true, supportFetchAPI: true } },
  ]);
}

/** Serves `folder`; `connect` is the one broker origin the page may open a socket to. */
export function serveApp(folder: string, connect: string): void {
  const files = readFiles(folder);
  session.defaultSession.protocol.handle(APP_SCHEME, (request) => {
    const url = new URL(request.url);
    const file = request.method === 'GET' && url.host === 'ui' ? files.get(url.pathname) : undefined;
    if (!file) return new Response('not found', { status: 404, headers: { 'content-type': 'text/plain' } });
    return new Response(new Uint8Array(file.body), {
      headers: { ...headers(connect, isWorkerScript(url.pathname)), 'content-type': file.type },
    });
  });
}

/**
 * The policy of TM-8 (docs/threat-model.md); styles come as files, scripts as modules of the build, nothing inline.
 * A worker has the policy its script came with: workers alone may compile WebAssembly, pages may not.
 */
export function contentSecurityPolicy(connect: string, worker = false): string {
  return [
    "default-src 'none'",
    worker ? "script-src 'self' 'wasm-unsafe-eval'" : "script-src 'self'",
    "style-src 'self'",
    "img-src 'self' blob: data:",
    "media-src 'self' blob: mediastream:",
    "font-src 'self'",
    `connect-src 'self' ${connect}`,
    "worker-src 'self'",
    "frame-src 'none'",
    "object-src 'none'",
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
    "require-trusted-types-for 'script'",
    'trusted-types alongside-workers',
  ].join('; ');
}

function headers(connect: string, worker: boolean): Record<string, string> {
  return {
    'content-security-policy': contentSecurityPolicy(connect, worker),
    'x-content-type-options': 'nosniff',
    'referrer-policy': 'no-referrer',
    'cache-control': 'no-store',
  };
}

function readFiles(folder: string): Map<string, { body: Buffer; type: string }> {
  const files = new Map<string, { body: Buffer; type: string }>();
  const walk = (directory: string) => {
    for (const name of readdirSync(directory)) {
      const path = join(directory, name);
      const type = types[extname(name)];
      if (statSync(path).isDirectory()) walk(path);
      else if (type)
        files.set(`/${relative(folder, path).split(sep).join('/')}`, { body: readFileSync(path), type });
    }
  };
  walk(folder);
  return files;
}
