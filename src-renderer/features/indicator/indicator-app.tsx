import { useEffect, useState } from 'react';
import type { AppInfo, Settings } from '../../../src-shared/bridge/contract.ts';
import type { HostSession } from '../../../src-shared/session/host-session.ts';
import { UiRoot } from '../../ui/ui-root.tsx';
import { Pill, type PillActions } from './pill.tsx';
import { pillView } from './pill-view.ts';

/** What the indicator asks of main. It lives in a window and a process of its own, so it works when the other hangs. */
export interface IndicatorPort extends PillActions {
  info(): Promise<AppInfo>;
  settings(): Promise<Settings>;
  session(): Promise<HostSession>;
  onSession(listener: (session: HostSession) => void): () => void;
  onSettings(listener: (settings: Settings) => void): () => void;
}

/** Sizes of the pill do not follow the text size: its window has one height. */
const TEXT_SIZE = 100;

export function IndicatorApp({ port }: { readonly port: IndicatorPort }) {
  const [info, setInfo] = useState<AppInfo | null>(null);
  const session = useTold<HostSession>(port.session, port.onSession);
  const settings = useTold<Settings>(port.settings, port.onSettings);
  const now = useSeconds();
  useEffect(() => {
    void port.info().then(setInfo);
  }, [port]);
  const view = pillView(session, now);
  return (
    <UiRoot settings={{ theme: settings?.theme ?? 'system', textSize: TEXT_SIZE }}>
      {view.kind === 'none' ? null : (
        <Pill
          view={view}
          name={session?.technician?.name ?? ''}
          stopKey={info?.stopKey ?? null}
          actions={port}
        />
      )}
    </UiRoot>
  );
}

/** The newest of what main answered and what it told since. */
function useTold<T>(ask: () => Promise<T>, on: (listener: (value: T) => void) => () => void): T | null {
  const [value, setValue] = useState<T | null>(null);
  useEffect(() => {
    let told = false;
    const stop = on((next) => {
      told = true;
      setValue(next);
    });
    // an answer that was on its way while main told something newer is older
    void ask().then((first) => (told ? undefined : setValue(first)));
    return () => {
      told = true;
      stop();
    };
  }, [ask, on]);
  return value;
}

function useSeconds(): number {
  const [now, setNow] = useState(() => Date.now());
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), 500);
    return () => clearInterval(timer);
  }, []);
  return now;
}
