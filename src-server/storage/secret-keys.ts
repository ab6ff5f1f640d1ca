import { randomBytes } from 'node:crypto';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { MasterKey } from '../domain/secret-box.ts';

/** Beside the records, not in them: a copy of the records alone opens no secret. */
const FILE = 'secret-keys.txt';

/**
 * The server's keys, newest first: those of the environment, else those of a file that only this user reads, made at the
 * first start. Servers that share a database need the same keys. Throws with a sentence that says what to do.
 */
export async function readSecretKeys(
  fromEnvironment: string,
  dataDir: string | null,
): Promise<readonly MasterKey[]> {
  if (fromEnvironment !== '') return decodeKeys(fromEnvironment, 'ALONGSIDE_SECRET_KEYS');
  if (dataDir === null) return [newKey()];
  const file = join(dataDir, FILE);
  await mkdir(dataDir, { recursive: true, mode: 0o700 });
  const made = newKey();
  const line = `${made.id}:${Buffer.from(made.bytes).toString('base64')}\n`;
  try {
    await writeFile(file, line, { flag: 'wx', mode: 0o600, flush: true });
    return [made];
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw error;
    return decodeKeys(await readFile(file, 'utf8'), file);
  }
}

function newKey(): MasterKey {
  return { id: 'k1', bytes: randomBytes(32) };
}

function decodeKeys(text: string, where: string): readonly MasterKey[] {
  const keys = text
    .split(/[\s,]+/)
    .filter((part) => part !== '')
    .map((part) => {
      const [, id = '', code = ''] = /^([a-z0-9-]{1,20}):([A-Za-z0-9+/]{43}=)$/.exec(part) ?? [];
      if (id === '')
        throw new Error(`${where} has something that is no key; one is "k1:" and 32 bytes in base64.`);
      return { id, bytes: Buffer.from(code, 'base64') };
    });
  if (keys.length === 0) throw new Error(`${where} has no key.`);
  return keys;
}
