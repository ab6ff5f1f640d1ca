import { createContext, useContext, useEffect } from 'react';
import { useStore } from 'zustand';
import type { Identity, Member } from '../../../src-shared/helpdesk/member.ts';
import type { Permission } from '../../../src-shared/helpdesk/permissions.ts';
import type { HelpDesk } from '../../helpdesk/help-desk.ts';
import type { About } from '../../helpdesk/live.ts';
import type { Resource, ResourceState } from '../../helpdesk/resource.ts';

/** Hands the help desk that the page's entry made to the screens below it. */
export const HelpDeskContext = createContext<HelpDesk | null>(null);

export function useHelpDesk(): HelpDesk {
  const desk = useContext(HelpDeskContext);
  if (desk === null) throw new Error('HelpDeskContext is missing above this component');
  return desk;
}

/** Only below the shell, where somebody is signed in. */
export function useIdentity(): Identity {
  const identity = useContext(IdentityContext);
  if (identity === null) throw new Error('IdentityContext is missing above this component');
  return identity;
}
export const IdentityContext = createContext<Identity | null>(null);

export function useMay(permission: Permission): boolean {
  return useIdentity().permissions.includes(permission);
}

/** The resource as it is; asked for when it is first needed, and again whenever something may have changed. */
export function useResource<T>(resource: Resource<T>, about?: About): ResourceState<T> {
  const { live } = useHelpDesk();
  useEffect(() => {
    void resource.refetch();
    return live.on(() => void resource.refetch(), about);
  }, [resource, live, about]);
  return useStore(resource);
}

/** Names for ids, of members and of queues; the shell keeps both fresh. */
export function useNames() {
  const desk = useHelpDesk();
  const members = useStore(desk.members, (state) => state.value) ?? noMembers;
  const queues = useStore(desk.queues, (state) => state.value) ?? noQueues;
  return {
    members,
    queues,
    memberName: (id: string | null) => members.find((one) => one.id === id)?.name ?? null,
    queueName: (id: string | null) => queues.find((one) => one.id === id)?.name ?? null,
  };
}
const noMembers: readonly Member[] = [];
const noQueues: readonly { readonly id: string; readonly name: string; readonly waiting: number }[] = [];
