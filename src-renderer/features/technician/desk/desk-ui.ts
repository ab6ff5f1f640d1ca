import { createContext, useContext } from 'react';
import { useStore } from 'zustand';
import { createStore } from 'zustand/vanilla';
import type { RuleId } from '../../../../src-shared/findings/finding.ts';
import type { Capability } from '../../../../src-shared/session/capability.ts';
import type { Zoom } from '../picture/place-picture.ts';

/** What the technician has open and where they look: of this window only, gone with the desk. */
export const lowerTabs = ['facts', 'processes', 'log', 'statistics', 'network'] as const;
/** The note is there once the session has ended. */
export type LowerTab = (typeof lowerTabs)[number] | 'note';
export const sideTabs = ['findings', 'vitals', 'chat'] as const;
export type SideTab = (typeof sideTabs)[number];

export interface DeskUi {
  readonly lower: LowerTab;
  readonly side: SideTab;
  readonly zoom: Zoom;
  /** Device pixels for each picture pixel, as the picture stands now; null before the first frame. */
  readonly scale: number | null;
  readonly fullScreen: boolean;
  /** The finding that shows its evidence. */
  readonly open: RuleId | null;
  readonly order: 'cause' | 'severity';
  /** When a capability was last asked for, epoch ms. */
  readonly askedAt: Readonly<Record<Capability, number | null>>;
  readonly draft: string;
  readonly search: string;
  readonly dialog: 'end' | 'keys' | 'checks' | 'compare' | 'settings' | null;
}

export function createDeskUi() {
  return createStore<DeskUi>(() => ({
    lower: 'facts',
    side: 'findings',
    zoom: 'fit',
    scale: null,
    fullScreen: false,
    open: null,
    order: 'cause',
    askedAt: { findings: null, screen: null },
    draft: '',
    search: '',
    dialog: null,
  }));
}
export type DeskUiStore = ReturnType<typeof createDeskUi>;

export const DeskUiContext = createContext<DeskUiStore | null>(null);

export function useDeskUiStore(): DeskUiStore {
  const store = useContext(DeskUiContext);
  if (store === null) throw new Error('DeskUiContext is missing above this component');
  return store;
}

export function useDeskUi<T>(select: (ui: DeskUi) => T): T {
  return useStore(useDeskUiStore(), select);
}
