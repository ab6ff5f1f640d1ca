import { z } from 'zod';
import { bytesToUtf8 } from '@noble/ciphers/utils.js';
import { utf8ToBytes } from '@noble/hashes/utils.js';
import type { Technician } from '../session/technician.ts';
import { displayName } from './display-name.ts';

const version = z.string().regex(/^[0-9A-Za-z.+-]{1,30}$/);

/** What the technician says of themselves, sealed in M3 (PR-10). The name as typed: {@link displayName} cleans it. */
export const introductionSchema = z.strictObject({
  name: z.string().max(200),
  client: z.enum(['app', 'web']),
  version,
});
export type Introduction = z.infer<typeof introductionSchema>;

/** What the host says of itself, sealed in M4. */
export const hostHelloSchema = z.strictObject({ version });
export type HostHello = z.infer<typeof hostHelloSchema>;

export function encodeIntroduction(introduction: Introduction): Uint8Array {
  return utf8ToBytes(JSON.stringify(introductionSchema.parse(introduction)));
}

/** The technician as the person will see them, or `undefined` where the bytes are no introduction. */
export function decodeIntroduction(bytes: Uint8Array): Technician | undefined {
  const read = introductionSchema.safeParse(parseJson(bytes));
  if (!read.success) return undefined;
  const { name, client, version: appVersion } = read.data;
  return { name: displayName(name), trust: 'not-verified', client, version: appVersion };
}

export function encodeHostHello(hello: HostHello): Uint8Array {
  return utf8ToBytes(JSON.stringify(hostHelloSchema.parse(hello)));
}

export function decodeHostHello(bytes: Uint8Array): HostHello | undefined {
  const read = hostHelloSchema.safeParse(parseJson(bytes));
  return read.success ? read.data : undefined;
}

function parseJson(bytes: Uint8Array): unknown {
  if (bytes.length > 2_000) return undefined;
  try {
    return JSON.parse(bytesToUtf8(bytes));
  } catch {
    return undefined;
  }
}
