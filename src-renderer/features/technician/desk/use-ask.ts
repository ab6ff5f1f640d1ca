import type { Capability } from '../../../../src-shared/session/capability.ts';
import { useTechnicianActions } from '../../../ui/app-context.tsx';
import { useDeskUi, useDeskUiStore } from './desk-ui.ts';
import { useDeskNow } from './use-desk.ts';

/** How long "Asked" stays before it can be asked again, ms: nobody is to be pestered. */
const ASK_AGAIN_MS = 20_000;

export interface Ask {
  /** Asked a moment ago; the person decides. */
  readonly asked: boolean;
  /** There is nobody to ask yet, or no way to. */
  readonly off: boolean;
  readonly ask: () => void;
}

/** Asking the person for a capability: the same from the session bar and from the place of the picture. */
export function useAsk(capability: Capability): Ask {
  const ui = useDeskUiStore();
  const actions = useTechnicianActions();
  const askedAt = useDeskUi((state) => state.askedAt[capability]);
  const asked = useDeskNow((_desk, now) => askedAt !== null && now - askedAt < ASK_AGAIN_MS);
  const off = useDeskNow(({ waiting, link, ended }) => waiting || link.state !== 'up' || ended !== null);
  const ask = () => {
    if (asked || off) return;
    ui.setState((state) => ({ askedAt: { ...state.askedAt, [capability]: Date.now() } }));
    actions.askFor(capability);
  };
  return { asked, off, ask };
}
