import { constants } from 'node:fs';
import { open } from 'node:fs/promises';

/** What a path holds; "special" is a pipe, a device, a socket or a folder, which may never end or answer. */
export type RegularFile =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'special' | 'too-large' };

/** Reads a plain file of at most `most` bytes, whatever the system says its size is. Rejects as the system does. */
export async function readRegular(path: string, most: number): Promise<RegularFile> {
  // without O_NONBLOCK opening a pipe waits for somebody who writes
  const file = await open(path, constants.O_RDONLY | (constants.O_NONBLOCK ?? 0));
  try {
    if (!(await file.stat()).isFile()) return { kind: 'special' };
    const chunks: Buffer[] = [];
    let size = 0;
    for (;;) {
      const { bytesRead, buffer } = await file.read(Buffer.alloc(65_536), 0, 65_536, null);
      if (bytesRead === 0) break;
      size += bytesRead;
      if (size > most) return { kind: 'too-large' };
      chunks.push(buffer.subarray(0, bytesRead));
    }
    return { kind: 'text', text: Buffer.concat(chunks).toString('utf8') };
  } finally {
    await file.close();
  }
}
