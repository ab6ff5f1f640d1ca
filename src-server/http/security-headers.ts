/**
 * Headers of every answer. `socketOrigins` are the ws: or wss: origins the console may connect to. A worker has the
 * policy its script came with: `worker` alone may compile WebAssembly. // TM-8
 */
export function securityHeaders(
  socketOrigins: readonly string[],
  worker: boolean,
): Readonly<Record<string, string>> {
  return {
    'content-security-policy': [
      "default-src 'none'",
      worker ? "script-src 'self' 'wasm-unsafe-eval'" : "script-src 'self'",
      "style-src 'self'",
      "img-src 'self' blob: data:",
      "media-src 'self' blob: mediastream:",
      "font-src 'self'",
      `connect-src ${["'self'", ...socketOrigins].join(' ')}`,
      "worker-src 'self'",
      "manifest-src 'self'",
      "frame-src 'none'",
      "object-src 'none'",
      "base-uri 'none'",
      "form-action 'none'",
      "frame-ancestors 'none'",
      "require-trusted-types-for 'script'",
      'trusted-types alongside-workers',
    ].join('; '),
    'x-content-type-options': 'nosniff',
    'referrer-policy': 'no-referrer',
    'x-frame-options': 'DENY',
    'cross-origin-opener-policy': 'same-origin',
    'cross-origin-resource-policy': 'same-origin',
    'permissions-policy': 'camera=(), geolocation=(), microphone=(), payment=(), usb=()',
  };
}
