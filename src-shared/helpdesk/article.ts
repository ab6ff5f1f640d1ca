import { z } from 'zod';
import type { Platform } from '../diagnostics/snapshot.ts';
import { ruleIdSchema } from '../findings/rule-ids.ts';
import { idSchema, type Id } from './id.ts';
import { plainLine } from './plain-line.ts';

/** Longest texts, in UTF-16 units, and longest lists. */
export const MAX_TITLE = 120;
export const MAX_BODY = 60_000;
export const MAX_TAGS = 20;
export const MAX_FINDINGS = 30;
export const MAX_PICTURES = 30;

export const articleIdSchema = idSchema;
export type ArticleId = Id;

/** The article's name in addresses and of its file: "printer-does-not-answer". */
export const slugSchema = z
  .string()
  .max(80)
  .regex(/^[a-z0-9]+(?:-[a-z0-9]+)*$/);

/** Who an article is written for. People never see what is for technicians only. */
export const audienceSchema = z.enum(['people', 'technicians', 'both']);
export type Audience = z.infer<typeof audienceSchema>;

export const articleStateSchema = z.enum(['draft', 'published', 'archived']);
export type ArticleState = z.infer<typeof articleStateSchema>;

export const articleSystemSchema = z.enum(['windows', 'macos', 'linux']);
export type ArticleSystem = z.infer<typeof articleSystemSchema>;
export const articleSystems: readonly ArticleSystem[] = articleSystemSchema.options;

/** A picture lies beside its article: a plain file name, no folder, no address. */
export const pictureNameSchema = z
  .string()
  .max(80)
  .regex(/^[a-z0-9][a-z0-9_-]*\.(?:png|jpg|jpeg|webp|gif)$/);

/** "en", "de", "pt-BR". */
export const languageSchema = z.string().regex(/^[a-z]{2,3}(?:-[A-Z]{2})?$/);

/** A day of the calendar without a time zone: "2027-05-31". */
export const daySchema = z.iso.date();

// control characters, halves of characters, and signs that turn the direction of writing
const unseenInText = /[\p{Cs}\u202A-\u202E\u2066-\u2069]|(?![\n\t])\p{Cc}/u;

const oneLine = (longest: number) =>
  z
    .string()
    .min(1)
    .max(longest)
    .refine((text) => text.trim() === text, 'has spaces at its ends')
    .refine((text) => plainLine.test(text), 'holds characters that cannot be seen');

export const tagSchema = oneLine(40).refine((tag) => tag.toLowerCase() === tag, 'is not in small letters');

/** The text as it is kept: lines end with LF, and nothing but text stands at its ends. */
export function tidyBody(text: string): string {
  return text
    .replace(/\r\n?/g, '\n')
    .replace(/^(?:[ \t]*\n)+/, '')
    .trimEnd();
}

const unique = <T>(list: readonly T[]) => new Set(list).size === list.length;
const listOf = <S extends z.ZodType>(item: S, longest: number) =>
  z.array(item).max(longest).refine(unique, 'names something twice');

/** What an author writes; the same in the editor, in a file and on the wire. */
export const articleContentSchema = z.strictObject({
  slug: slugSchema,
  title: oneLine(MAX_TITLE),
  /** Markdown. HTML in it is shown as text. */
  body: z
    .string()
    .max(MAX_BODY)
    .overwrite(tidyBody)
    .refine((text) => !unseenInText.test(text), 'holds characters that cannot be seen'),
  audience: audienceSchema,
  /** Which systems it helps with; empty means that it does not depend on the system. */
  systems: listOf(articleSystemSchema, 3),
  language: languageSchema,
  tags: listOf(tagSchema, MAX_TAGS),
  /** The findings it answers; what suggestions look at first. */
  findingIds: listOf(ruleIdSchema, MAX_FINDINGS),
  state: articleStateSchema,
  /** On this day somebody should read it again; null for never. */
  reviewOn: daySchema.nullable(),
  /** The pictures that the body may show, by name. */
  pictures: listOf(pictureNameSchema, MAX_PICTURES),
});
export type ArticleContent = z.infer<typeof articleContentSchema>;

export const articleSchema = articleContentSchema.extend({
  id: articleIdSchema,
  /** Counts up by one with every change that is kept. */
  version: z.number().int().positive(),
});
export type Article = z.infer<typeof articleSchema>;

/** The system of a computer as articles name it; null where no article can speak of it. */
export function articleSystemOf(platform: Platform): ArticleSystem | null {
  if (platform === 'win32') return 'windows';
  if (platform === 'darwin') return 'macos';
  return platform === 'linux' ? 'linux' : null;
}

/** Whether somebody may read it: people read what is published for them, technicians everything but other states. */
export function isFor(
  { audience, state }: Pick<Article, 'audience' | 'state'>,
  reader: 'person' | 'technician',
): boolean {
  return state === 'published' && (reader === 'technician' || audience !== 'technicians');
}
