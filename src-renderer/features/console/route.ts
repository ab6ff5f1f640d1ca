import { idSchema, type Id } from '../../../src-shared/helpdesk/id.ts';
import { articleFiltersIn, searchOfArticles, type ArticleFilters } from '../../helpdesk/knowledge-filters.ts';
import { filtersIn, searchOf, type TicketFilters } from '../../helpdesk/ticket-filters.ts';

export const adminParts = ['members', 'queues', 'audit'] as const;
export type AdminPart = (typeof adminParts)[number];

export const knowledgeParts = ['articles', 'review', 'files'] as const;
export type KnowledgePart = (typeof knowledgeParts)[number];

/** Where the console is: all of it stands in the part of the address that never leaves the browser. */
export type Route =
  | { readonly page: 'home' }
  | { readonly page: 'tickets'; readonly filters: TicketFilters }
  | { readonly page: 'ticket'; readonly id: Id }
  | { readonly page: 'knowledge'; readonly part: KnowledgePart; readonly filters: ArticleFilters }
  | { readonly page: 'article'; readonly id: Id }
  /** Null: a new one. */
  | { readonly page: 'write-article'; readonly id: Id | null }
  | { readonly page: 'desk' }
  | { readonly page: 'account' }
  | { readonly page: 'administration'; readonly part: AdminPart }
  | { readonly page: 'sign-in' }
  | { readonly page: 'set-up'; readonly token: string }
  | { readonly page: 'invitation'; readonly token: string }
  | { readonly page: 'app-sign-in'; readonly request: string }
  | { readonly page: 'lost' };

export function routeIn(hash: string): Route {
  const token = /^#(set-up|join)=(.{1,100})$/.exec(hash);
  if (token?.[2] !== undefined)
    return { page: token[1] === 'join' ? 'invitation' : 'set-up', token: token[2] };
  const request = /^#app-sign-in=([\w-]{43})$/.exec(hash)?.[1];
  if (request !== undefined) return { page: 'app-sign-in', request };
  const [path = '', search = ''] = hash.replace(/^#/, '').split('?', 2);
  const [first = '', second, ...rest] = path.split('/').filter((part) => part !== '');
  if (first === 'knowledge') return knowledgeAt(second, rest, new URLSearchParams(search));
  return rest.length > 0 ? { page: 'lost' } : pageAt(first, second, new URLSearchParams(search));
}

function pageAt(first: string, second: string | undefined, search: URLSearchParams): Route {
  if (first === 'tickets') {
    if (second === undefined) return { page: 'tickets', filters: filtersIn(search) };
    const id = idSchema.safeParse(second);
    return id.success ? { page: 'ticket', id: id.data } : { page: 'lost' };
  }
  if (first === 'administration') {
    const part = adminParts.find((one) => one === (second ?? 'members'));
    return part === undefined ? { page: 'lost' } : { page: 'administration', part };
  }
  if (second !== undefined) return { page: 'lost' };
  if (first === '') return { page: 'home' };
  return first === 'desk' || first === 'account' || first === 'sign-in' ? { page: first } : { page: 'lost' };
}

function knowledgeAt(second: string | undefined, rest: readonly string[], search: URLSearchParams): Route {
  const id = idSchema.safeParse(second);
  if (id.success) {
    if (rest.length === 0) return { page: 'article', id: id.data };
    return rest.length === 1 && rest[0] === 'edit'
      ? { page: 'write-article', id: id.data }
      : { page: 'lost' };
  }
  if (rest.length > 0) return { page: 'lost' };
  if (second === 'new') return { page: 'write-article', id: null };
  const part = knowledgeParts.find((one) => one === (second ?? 'articles'));
  return part === undefined
    ? { page: 'lost' }
    : { page: 'knowledge', part, filters: part === 'articles' ? articleFiltersIn(search) : {} };
}

export function hashOf(route: Route): string {
  switch (route.page) {
    case 'home':
      return '#/';
    case 'tickets': {
      const search = searchOf(route.filters);
      return search === '' ? '#/tickets' : `#/tickets?${search}`;
    }
    case 'ticket':
      return `#/tickets/${route.id}`;
    case 'knowledge': {
      const search = searchOfArticles(route.filters);
      if (route.part !== 'articles') return `#/knowledge/${route.part}`;
      return search === '' ? '#/knowledge' : `#/knowledge?${search}`;
    }
    case 'article':
      return `#/knowledge/${route.id}`;
    case 'write-article':
      return route.id === null ? '#/knowledge/new' : `#/knowledge/${route.id}/edit`;
    case 'administration':
      return `#/administration/${route.part}`;
    case 'set-up':
      return `#set-up=${route.token}`;
    case 'invitation':
      return `#join=${route.token}`;
    case 'app-sign-in':
      return `#app-sign-in=${route.request}`;
    case 'desk':
    case 'account':
    case 'sign-in':
      return `#/${route.page}`;
    case 'lost':
      return '#/lost';
  }
}
