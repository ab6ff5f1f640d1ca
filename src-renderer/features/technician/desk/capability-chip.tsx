import { Eye, ListChecks, type LucideIcon } from 'lucide-react';
import type { Capability } from '../../../../src-shared/session/capability.ts';
import { useSpokenTime } from '../../../ui/countdown.ts';
import { Tooltip } from '../../../ui/tooltip.tsx';
import { useWords } from '../../../words/i18n.ts';
import { leaseText } from '../figures.ts';
import { chipState, leaseLeft } from './lease.ts';
import { useAsk } from './use-ask.ts';
import { useDeskNow } from './use-desk.ts';

const icons: Record<Capability, LucideIcon> = { findings: ListChecks, screen: Eye };
/** One capability: allowed with the time left, held, or to be asked for. */
export function CapabilityChip({ capability }: { readonly capability: Capability }) {
  const { t } = useWords('desk');
  const state = useDeskNow((desk, now) => chipState(desk, capability, now));
  const left = useDeskNow((desk, now) => leaseText(leaseLeft(desk, capability, now)));
  const Icon = icons[capability];
  const label = t(`capability.${capability}`);
  if (state === 'ask') return <AskChip capability={capability} />;
  const running = state === 'granted' || state === 'last-minute';
  const word = running ? left : t(state === 'held' ? 'chip.held' : 'chip.off');
  const spoken = running ? t('chip.allowed', { left }) : word;
  return (
    <Tooltip text={t(`chip.why.${state}`, { label, left })}>
      <span className="t-chip" data-state={state} tabIndex={0} role="img" aria-label={`${label}, ${spoken}`}>
        <Icon size={18} aria-hidden="true" />
        <b className="t-chip-label">{label}</b>
        <span>{word}</span>
        {running ? <SpokenLease capability={capability} label={label} /> : null}
      </span>
    </Tooltip>
  );
}

/** Speaks at 5 minutes, 1 minute and 10 seconds; draws nothing. */
function SpokenLease({ capability, label }: { readonly capability: Capability; readonly label: string }) {
  useSpokenTime(
    useDeskNow((desk, now) => leaseLeft(desk, capability, now)),
    label,
  );
  return null;
}

function AskChip({ capability }: { readonly capability: Capability }) {
  const { t } = useWords('desk');
  const { asked, off, ask } = useAsk(capability);
  const refused = useDeskNow((desk) => desk.refused.includes(capability));
  const Icon = icons[capability];
  const label = t(`capability.${capability}`);
  const word = t(asked ? 'chip.asked' : off ? 'chip.waiting' : 'chip.ask');
  const reason = asked ? 'asked' : off ? 'waiting' : refused ? 'refused' : 'ask';
  return (
    <Tooltip text={t(`chip.why.${reason}`, { label })}>
      <button
        type="button"
        className="t-chip"
        data-state="ask"
        aria-disabled={asked || off || undefined}
        onClick={ask}
      >
        <Icon size={18} aria-hidden="true" />
        <span className="t-chip-label">{label}</span> <span>{word}</span>
      </button>
    </Tooltip>
  );
}
