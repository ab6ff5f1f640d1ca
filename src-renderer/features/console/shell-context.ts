import { createContext, useContext } from 'react';

/** What can be called up above every page. */
export type ShellDialog = 'palette' | 'keys' | 'new-ticket';

export const ShellContext = createContext<(dialog: ShellDialog) => void>(() => undefined);

export function useShellDialog(): (dialog: ShellDialog) => void {
  return useContext(ShellContext);
}
