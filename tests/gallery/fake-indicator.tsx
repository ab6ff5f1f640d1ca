import type { ReactNode } from 'react';
import { IndicatorApp, type IndicatorPort } from '../../src-renderer/features/indicator/indicator-app.tsx';
import type { HostSession } from '../../src-shared/session/host-session.ts';
import { info } from './sample-lists.ts';
import { granted, NOW, sessions } from './sample-session.ts';

/** Moves a sample of the gallery's time to now, because the indicator has a clock of its own. */
function today(session: HostSession): HostSession {
  const by = Date.now() - NOW;
  const moved = JSON.stringify(session).replace(
    /"(until|linkLostAt|pairedAt|grantedAt)":(\d+)/g,
    (_, key, at) => `"${key}":${Number(at) + by}`,
  );
  return JSON.parse(moved) as HostSession;
}

export const indicatorStates = {
  'pill-display': sessions.live,
  'pill-window': sessions.window,
  'pill-long-name': {
    ...sessions.live,
    capabilities: {
      ...sessions.live.capabilities,
      screen: granted(55 * 60_000, {
        what: 'Quarterly report with a very long name – Spreadsheet',
        scope: 'window',
      }),
    },
  },
  'pill-findings': sessions.consentFindings,
  'pill-nothing': sessions.consent,
  'pill-connecting': sessions.connecting,
  'pill-paused': sessions.paused,
  'pill-lost': sessions.lost,
} satisfies Record<string, HostSession>;

export function fakeIndicator(session: HostSession, actions: Partial<IndicatorPort> = {}): ReactNode {
  const nothing = () => undefined;
  const told = today(session);
  const port: IndicatorPort = {
    info: () => Promise.resolve(info),
    settings: () =>
      Promise.resolve({ technicianName: '', textSize: 100, theme: 'system', fastPicture: 'auto' }),
    session: () => Promise.resolve(told),
    onSession: () => nothing,
    onSettings: () => nothing,
    pause: nothing,
    resume: nothing,
    stop: nothing,
    ...actions,
  };
  return <IndicatorApp port={port} />;
}
