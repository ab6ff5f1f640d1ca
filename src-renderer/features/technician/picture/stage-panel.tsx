import { Clock, Eye, EyeOff, Hourglass, MonitorOff, Pause, UserRoundX, type LucideIcon } from 'lucide-react';
import type { ReactNode } from 'react';
import { Button } from '../../../ui/button.tsx';
import { Spinner } from '../../../ui/spinner.tsx';
import { useWords } from '../../../words/i18n.ts';
import { clockText } from '../../../words/time.ts';
import { useAsk } from '../desk/use-ask.ts';
import { useDesk, useDeskNow } from '../desk/use-desk.ts';
import { EndedPanel } from './ended-panel.tsx';
import { LostPanel } from './lost-panel.tsx';
import type { StageState } from './stage-state.ts';

type Quiet = Exclude<StageState, 'live' | 'ended' | 'lost'>;
const icons: Record<Quiet, LucideIcon> = {
  connecting: Hourglass,
  waiting: UserRoundX,
  paused: Pause,
  coming: Eye,
  refused: MonitorOff,
  'taken-back': EyeOff,
  'lease-over': Clock,
  'not-allowed': MonitorOff,
};

/** Words in the place of the picture: why there is none, and what can be done. */
export function StagePanel({ state }: { readonly state: Exclude<StageState, 'live'> }) {
  if (state === 'lost') return <LostPanel />;
  return (
    <div className="t-stage-panel-place">
      {state === 'ended' ? <EndedPanel /> : <QuietPanel state={state} />}
    </div>
  );
}

function QuietPanel({ state }: { readonly state: Quiet }) {
  const { t } = useWords('desk');
  const Icon = icons[state];
  const busy = state === 'connecting' || state === 'coming';
  return (
    <div className="t-stage-panel" data-quiet>
      {busy ? <Spinner size={24} /> : <Icon size={28} strokeWidth={1.75} aria-hidden="true" />}
      <h2>{t(`stage.${state}.title`)}</h2>
      <p>{t(`stage.${state}.text`)}</p>
      {state === 'waiting' ? <Cooldown /> : null}
      {state === 'not-allowed' || state === 'refused' || state === 'taken-back' || state === 'lease-over' ? (
        <AskForScreen first={state === 'not-allowed'} />
      ) : null}
    </div>
  );
}

/** The person cannot let an unverified technician in before this: said, so that nobody presses them. */
function Cooldown() {
  const { t } = useWords('desk');
  const left = useDeskNow((desk, now) =>
    desk.cooldownUntil === null ? 0 : Math.max(0, desk.cooldownUntil - now),
  );
  const text = left > 0 ? t('stage.cooldown', { time: clockText(left) }) : t('stage.cooldownOver');
  return <p className="t-stage-note">{text}</p>;
}

function AskForScreen({ first }: { readonly first: boolean }) {
  const { t } = useWords('desk');
  const { asked, ask } = useAsk('screen');
  const findingsToo = useDesk((desk) => desk.capabilities.findings.state === 'off');
  return (
    <Ways note={findingsToo ? t('stage.findingsToo') : null}>
      <Button look={first ? 'primary' : 'secondary'} size="desk" disabled={asked} onClick={ask}>
        {t(asked ? 'stage.asked' : first ? 'stage.askScreen' : 'stage.askAgain')}
      </Button>
    </Ways>
  );
}

function Ways({ note, children }: { readonly note: string | null; readonly children: ReactNode }) {
  return (
    <>
      <div className="t-stage-ways">{children}</div>
      {note === null ? null : <p className="t-stage-note">{note}</p>}
    </>
  );
}
