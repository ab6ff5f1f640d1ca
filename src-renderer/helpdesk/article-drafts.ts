import { z } from 'zod';
import type { DraftStorage } from './drafts.ts';

/** An article as it is typed, with the version it was begun upon; texts may be anything until they are saved. */
const formSchema = z.strictObject({
  slug: z.string().max(400),
  title: z.string().max(400),
  body: z.string().max(100_000),
  audience: z.enum(['people', 'technicians', 'both']),
  systems: z.array(z.enum(['windows', 'macos', 'linux'])).max(3),
  language: z.string().max(40),
  state: z.enum(['draft', 'published', 'archived']),
  tags: z.string().max(4000),
  findings: z.string().max(4000),
  review: z.string().max(40),
  pictures: z.array(z.string().max(80)).max(30),
});
const draftSchema = z.strictObject({ version: z.number().int().min(0), form: formSchema });
export type ArticleDraft = z.infer<typeof draftSchema>;

export type ArticleDrafts = ReturnType<typeof createArticleDrafts>;

/** What somebody has typed into articles and not saved, in this browser only; each person has their own. */
export function createArticleDrafts(storage: DraftStorage, memberId: string) {
  const prefix = `alongside.article.${memberId}.`;
  const list = () =>
    Array.from({ length: storage.length }, (_none, index) => storage.key(index) ?? '')
      .filter((key) => key.startsWith(prefix))
      .map((key) => key.slice(prefix.length));
  const write = (name: string, draft: ArticleDraft | null): void => {
    try {
      if (draft === null) storage.removeItem(prefix + name);
      else storage.setItem(prefix + name, JSON.stringify(draft));
    } catch {
      // a browser that keeps nothing, or is full: the draft lasts as long as the page
    }
  };
  return {
    /** `name` is the article's id, or "new". */
    read(name: string): ArticleDraft | null {
      try {
        const text = storage.getItem(prefix + name);
        return text === null ? null : (draftSchema.safeParse(JSON.parse(text)).data ?? null);
      } catch {
        return null; // blocked or spoilt
      }
    },
    write,
    list,
    clear: () => list().forEach((name) => write(name, null)),
  };
}
