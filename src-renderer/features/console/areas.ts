import { BookOpen, House, Inbox, KeyRound, Settings2, type LucideIcon } from 'lucide-react';
import type { Permission } from '../../../src-shared/helpdesk/permissions.ts';
import type { Route } from './route.ts';

export type AreaName = 'home' | 'tickets' | 'knowledge' | 'desk' | 'administration';

export interface Area {
  readonly name: AreaName;
  readonly icon: LucideIcon;
  readonly route: Route;
  /** Any of these shows it; nobody needs one where there are none. */
  readonly needs: readonly Permission[];
  /** The pages that belong to it. */
  readonly pages: readonly Route['page'][];
}

/** The rail, from its top. An area stands here once it exists: there are no dead links. */
export const areas: readonly Area[] = [
  { name: 'home', icon: House, route: { page: 'home' }, needs: [], pages: ['home'] },
  {
    name: 'tickets',
    icon: Inbox,
    route: { page: 'tickets', filters: { state: 'new,open,waiting,reopened', sort: 'updated' } },
    needs: ['tickets.read'],
    pages: ['tickets', 'ticket'],
  },
  {
    name: 'knowledge',
    icon: BookOpen,
    route: { page: 'knowledge', part: 'articles', filters: {} },
    needs: ['knowledge.read'],
    pages: ['knowledge', 'article', 'write-article'],
  },
  { name: 'desk', icon: KeyRound, route: { page: 'desk' }, needs: [], pages: ['desk'] },
  {
    name: 'administration',
    icon: Settings2,
    route: { page: 'administration', part: 'members' },
    needs: ['members.write', 'settings.read', 'audit.read'],
    pages: ['administration'],
  },
];

export function areasFor(permissions: readonly Permission[]): readonly Area[] {
  return areas.filter(({ needs }) => needs.length === 0 || needs.some((one) => permissions.includes(one)));
}
