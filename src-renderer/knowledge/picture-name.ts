import { MAX_PICTURES } from '../../src-shared/helpdesk/article.ts';

const kinds = /\.(png|jpg|jpeg|webp|gif)$/;

/** A file's name as an article may use it, and none that is taken: "Back of it.PNG" becomes "back-of-it.png". */
export function pictureNameOf(fileName: string, taken: readonly string[]): string | null {
  const kind = kinds.exec(fileName.toLowerCase())?.[1];
  if (kind === undefined || taken.length >= MAX_PICTURES) return null;
  const plain = fileName
    .slice(0, -(kind.length + 1))
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-+|-+$/g, '')
    .slice(0, 60);
  const base = plain === '' ? 'picture' : plain;
  for (let number = 1; ; number += 1) {
    const name = `${number === 1 ? base : `${base}-${number}`}.${kind}`;
    if (!taken.includes(name)) return name;
  }
}
