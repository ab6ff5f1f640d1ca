import { useLayoutEffect } from 'react';
import type { Settings } from '../../src-shared/bridge/contract.ts';

/** Puts theme and text size on the root element, where the tokens read them. */
export function useAppearance({ theme, textSize }: Pick<Settings, 'theme' | 'textSize'>): void {
  useLayoutEffect(() => {
    const { dataset } = document.documentElement;
    if (theme === 'system') delete dataset['theme'];
    else dataset['theme'] = theme;
    dataset['textSize'] = String(textSize);
  }, [theme, textSize]);
}
