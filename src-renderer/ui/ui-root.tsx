import './tokens.css';
import './base.css';
import { CSPProvider } from '@base-ui/react/csp-provider';
import { Tooltip } from '@base-ui/react/tooltip';
import type { ReactNode } from 'react';
import type { Settings } from '../../src-shared/bridge/contract.ts';
import { useAppearance } from './appearance.ts';
import { Announcer } from './live-region.tsx';

interface UiRootProps {
  readonly settings: Pick<Settings, 'theme' | 'textSize'>;
  readonly children: ReactNode;
}

/**
 * Stands once at the top of every window: tokens, theme, text size, live regions. The page's policy allows no
 * `<style>` element, so the headless components are told not to make one.
 */
export function UiRoot({ settings, children }: UiRootProps) {
  useAppearance(settings);
  return (
    <CSPProvider disableStyleElements>
      <Tooltip.Provider delay={400}>
        <Announcer>{children}</Announcer>
      </Tooltip.Provider>
    </CSPProvider>
  );
}
