import {
  Clipboard,
  Eye,
  EyeOff,
  Folder,
  Hand,
  ListChecks,
  Mic,
  MousePointer2,
  type LucideIcon,
} from 'lucide-react';
import type { ReactNode } from 'react';
import type { Capability, CapabilityState } from '../../../src-shared/session/capability.ts';
import { useHost, useHostActions } from '../../ui/app-context.tsx';
import { Badge } from '../../ui/badge.tsx';
import { Button } from '../../ui/button.tsx';
import { useSpokenTime } from '../../ui/countdown.ts';
import { ProgressBar } from '../../ui/progress-bar.tsx';
import { dayTime, leftText } from '../../words/time.ts';
import { useWords } from '../../words/i18n.ts';
import type { Go } from './choose-screen.ts';
import { LAST_MINUTE_MS, leftOf } from './lease.ts';
import { useTechnicianName } from './use-technician.ts';

const off: CapabilityState = { state: 'off' };

/** One row for each thing that can be allowed, on or off, then what this session does not have. */
export function LiveRows({ go }: { readonly go: Go }) {
  const { t } = useWords('host');
  return (
    <>
      <ul className="host-rows">
        <FindingsRow />
        <ScreenRow go={go} />
      </ul>
      <p className="host-off-row">
        <strong>{t('live.offRow')}</strong>
        <Off icon={MousePointer2} word={t('live.control')} />
        <Off icon={Folder} word={t('live.files')} />
        <Off icon={Clipboard} word={t('live.clipboard')} />
        <Off icon={Mic} word={t('live.microphone')} />
      </p>
    </>
  );
}

function Off({ icon: Icon, word }: { readonly icon: LucideIcon; readonly word: string }) {
  return (
    <span>
      <Icon size={20} aria-hidden="true" />
      {word}
    </span>
  );
}

function FindingsRow() {
  const { t } = useWords('host');
  const name = useTechnicianName();
  const state = useHost(({ session }) => session?.capabilities.findings) ?? off;
  const sentAt = useHost(
    ({ session }) => session?.events.filter(({ what }) => what === 'snapshot-sent').at(-1)?.at,
  );
  const { grantFindings } = useHostActions();
  const sent = sentAt === undefined ? t('live.sending') : t('live.sent', { time: dayTime(sentAt) });
  const meaning = state.state === 'held' ? t('live.onHold', { name }) : sent;
  return (
    <Row
      capability="findings"
      icon={ListChecks}
      title={t('live.findings')}
      state={state}
      meaning={state.state === 'off' ? t('live.findingsOff', { name }) : meaning}
      offButton={
        <Button size="card" aria-label={t('consent.allowLabel')} onClick={grantFindings}>
          {t('consent.allow')}
        </Button>
      }
    />
  );
}

function ScreenRow({ go }: { readonly go: Go }) {
  const { t } = useWords('host');
  const name = useTechnicianName();
  const state = useHost(({ session }) => session?.capabilities.screen) ?? off;
  const what = state.state === 'off' ? undefined : state.what;
  const on =
    state.state === 'off' ? null : state.scope === 'window' ? t('live.windowOnly') : t('live.displayAll');
  return (
    <Row
      capability="screen"
      icon={state.state === 'off' ? EyeOff : Eye}
      title={what === undefined ? t('live.screenPlain') : t('live.screen', { what })}
      state={state}
      meaning={state.state === 'held' ? t('live.onHold', { name }) : (on ?? t('live.screenOff', { name }))}
      offButton={
        <Button size="card" aria-label={t('consent.chooseLabel')} onClick={() => go({ panel: 'screens' })}>
          {t('consent.choose')}
        </Button>
      }
    />
  );
}

interface RowProps {
  readonly capability: Capability;
  readonly icon: LucideIcon;
  readonly title: string;
  readonly state: CapabilityState;
  readonly meaning: string;
  readonly offButton: ReactNode;
}

/** Icon, verb phrase, time left, bar, one line of meaning, "Take back". Amber in the last minute. */
function Row({ capability, icon: Icon, title, state, meaning, offButton }: RowProps) {
  const { t } = useWords('host');
  const left = useHost(({ now }) => leftOf(state, now));
  const name = useTechnicianName();
  const isOff = state.state === 'off';
  const asked = useHost((host) => isOff && host.asked.includes(capability));
  useSpokenTime(state.state === 'granted' ? left : null, title);
  const ending = state.state === 'granted' && left <= LAST_MINUTE_MS;
  const leftWords = isOff
    ? t('live.off')
    : t(state.state === 'held' ? 'live.held' : 'live.left', { left: leftText(left) });
  return (
    <li className="host-row" data-tone={ending ? 'amber' : isOff ? 'off' : undefined}>
      <Icon size={26} aria-hidden="true" />
      <div>
        <div className="host-row-head">
          <h3>{title}</h3>
          {asked ? (
            <Badge tone="amber" icon={<Hand size={16} aria-hidden="true" />}>
              {t('live.asked', { name })}
            </Badge>
          ) : (
            <span className="host-row-left">{leftWords}</span>
          )}
        </div>
        {isOff ? null : (
          <ProgressBar
            share={left / state.leaseMs}
            label={title}
            valueText={leftWords}
            tone={ending ? 'amber' : 'accent'}
            size="thin"
          />
        )}
        <p>{meaning}</p>
      </div>
      {isOff ? offButton : <OnButtons capability={capability} title={title} ending={ending} />}
    </li>
  );
}

interface OnButtonsProps {
  readonly capability: Capability;
  readonly title: string;
  readonly ending: boolean;
}

function OnButtons({ capability, title, ending }: OnButtonsProps) {
  const { t } = useWords('host');
  const { takeBack, renew } = useHostActions();
  return (
    <span className="host-row-buttons">
      <Button
        size="card"
        aria-label={t('consent.takeBackLabel', { what: title })}
        onClick={() => takeBack(capability)}
      >
        {t('consent.takeBack')}
      </Button>
      {ending ? (
        <Button
          size="card"
          aria-label={t('live.renewLabel', { what: title })}
          onClick={() => renew(capability)}
        >
          {t('live.renew')}
        </Button>
      ) : null}
    </span>
  );
}
