import { createContext, useContext } from 'react';
import { useStore } from 'zustand';
import type { TicketPageState, TicketStore } from '../../../helpdesk/ticket-store.ts';

export const TicketContext = createContext<TicketStore | null>(null);

export function useTicketStore(): TicketStore {
  const store = useContext(TicketContext);
  if (store === null) throw new Error('TicketContext is missing above this component');
  return store;
}

export function useTicketState<T>(select: (state: TicketPageState) => T): T {
  return useStore(useTicketStore(), select);
}
