import { Keyboard, Settings } from 'lucide-react';
import { memo } from 'react';
import { areaData } from '../../../../src-shared/diagnostics/snapshot.ts';
import { capabilities } from '../../../../src-shared/session/capability.ts';
import type { Desk } from '../../../stores/technician-store.ts';
import { ArrivalHeading } from '../../../ui/arrival.tsx';
import { Button } from '../../../ui/button.tsx';
import { Logo } from '../../../ui/logo.tsx';
import { useWords } from '../../../words/i18n.ts';
import { IconButton } from '../icon-button.tsx';
import { CapabilityChip } from './capability-chip.tsx';
import { useDeskUiStore } from './desk-ui.ts';
import { LinkQuality } from './link-quality.tsx';
import { useDesk } from './use-desk.ts';

interface Props {
  readonly web: boolean;
  /** Address of the help desk, where there is one. */
  readonly home: string | undefined;
}

/** Which computer, what is allowed and for how long, how good the link is, and the end. Chips never move. */
export const SessionBar = memo(function SessionBar({ web, home }: Props) {
  const { t } = useWords('desk');
  const ui = useDeskUiStore();
  return (
    <header className="t-bar" data-panel="bar" tabIndex={-1} aria-label={t('bar.label')}>
      {home === undefined ? (
        <Logo size={22} />
      ) : (
        <a className="t-bar-home" href={home} aria-label={t('bar.home')} title={t('bar.home')}>
          <Logo size={22} />
        </a>
      )}
      <DeviceName web={web} />
      <span className="t-rule" aria-hidden="true" />
      <ul className="t-chips" aria-label={t('bar.allowed')}>
        {capabilities.map((capability) => (
          <li key={capability}>
            <CapabilityChip capability={capability} />
          </li>
        ))}
      </ul>
      <span className="t-bar-space" />
      <LinkQuality />
      <span className="t-rule" aria-hidden="true" />
      <IconButton
        icon={Settings}
        label={t('bar.settings')}
        onClick={() => ui.setState({ dialog: 'settings' })}
      />
      <IconButton icon={Keyboard} label={t('bar.keys')} onClick={() => ui.setState({ dialog: 'keys' })} />
      <EndButton />
    </header>
  );
});

function DeviceName({ web }: { readonly web: boolean }) {
  const { t } = useWords('desk');
  const device = useDesk(deviceName);
  const system = useDesk(systemName);
  const waiting = useDesk((desk) => desk.waiting);
  return (
    <div className="t-device">
      <ArrivalHeading className="t-device-name">{device ?? t('bar.unnamed')}</ArrivalHeading>
      <p>{system ?? t(waiting ? 'bar.waiting' : web ? 'bar.web' : 'bar.noFacts')}</p>
    </div>
  );
}

function deviceName({ snapshot }: Desk): string | null {
  return snapshot === null ? null : (areaData(snapshot, 'os')?.hostName ?? null);
}

function systemName({ snapshot }: Desk): string | null {
  if (snapshot === null) return null;
  const os = areaData(snapshot, 'os');
  const model = areaData(snapshot, 'system')?.model ?? null;
  // Windows is known by its release ("23H2"), all others by their version
  const release = snapshot.platform === 'win32' ? (os?.build ?? os?.version) : os?.version;
  const name = [os?.name, release].filter((part) => typeof part === 'string').join(' ');
  const parts = [name, model ?? ''].filter((part) => part !== '');
  return parts.length === 0 ? null : parts.join(', ');
}

function EndButton() {
  const { t } = useWords('desk');
  const ui = useDeskUiStore();
  const over = useDesk((desk) => desk.ended !== null);
  if (over) return null;
  return (
    <Button
      look="danger-outline"
      size="desk"
      className="t-end"
      onClick={() => ui.setState({ dialog: 'end' })}
    >
      {t('bar.end')}
    </Button>
  );
}
