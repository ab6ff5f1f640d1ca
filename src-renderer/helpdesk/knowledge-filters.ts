import { z } from 'zod';
import {
  articleStateSchema,
  articleSystemSchema,
  audienceSchema,
  languageSchema,
} from '../../src-shared/helpdesk/article.ts';

/** What the list of articles shows: kept in the address, so that a reload, a bookmark and "back" keep it. */
const filtersSchema = z.strictObject({
  text: z.string().max(400).optional(),
  state: articleStateSchema.optional(),
  audience: audienceSchema.optional(),
  system: articleSystemSchema.optional(),
  language: languageSchema.optional(),
});
export type ArticleFilters = z.infer<typeof filtersSchema>;

const names = ['text', 'state', 'audience', 'system', 'language'] as const;

/** From the address. What makes no sense there is left out, not refused: people edit addresses. */
export function articleFiltersIn(search: URLSearchParams): ArticleFilters {
  const asked = names.flatMap((name) => {
    const value = search.get(name);
    if (value === null || value === '') return [];
    return filtersSchema.shape[name].safeParse(value).success ? [[name, value] as const] : [];
  });
  return filtersSchema.parse(Object.fromEntries(asked));
}

export function searchOfArticles(filters: ArticleFilters): string {
  const kept = names.flatMap((name) => {
    const value = filters[name];
    return value === undefined || value === '' ? [] : [[name, value]];
  });
  return new URLSearchParams(kept).toString();
}

interface Listed {
  readonly state: string;
  readonly audience: string;
  readonly systems: readonly string[];
  readonly language: string;
}

/** Whether an article stands in the list. What is for both is for either, and no system means every system. */
export function fitsFilters(article: Listed, { state, audience, system, language }: ArticleFilters): boolean {
  return (
    (state === undefined || article.state === state) &&
    (audience === undefined || article.audience === audience || article.audience === 'both') &&
    (system === undefined || article.systems.length === 0 || article.systems.some((one) => one === system)) &&
    (language === undefined || article.language === language)
  );
}
