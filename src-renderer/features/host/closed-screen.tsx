import { CircleArrowUp, Hourglass, KeyRound, ShieldAlert, type LucideIcon } from 'lucide-react';
import type { AppError } from '../../../src-shared/errors.ts';
import { useHost, useHostActions } from '../../ui/app-context.tsx';
import { Button } from '../../ui/button.tsx';
import { useSpokenTime } from '../../ui/countdown.ts';
import { clockText } from '../../words/time.ts';
import { useWords } from '../../words/i18n.ts';
import type { Go } from './choose-screen.ts';
import { DetailFold } from './detail-fold.tsx';
import { HostFrame } from './frame.tsx';
import { MessageCard } from './message-card.tsx';

type Kind = 'wrong' | 'expired' | 'paused' | 'stopped' | 'tampered' | 'timeout' | 'version' | 'other';

/** `until` of a pause is null when it lasts until the app is started anew. */
export function closedKind({ code }: AppError, until: number | null): Kind {
  switch (code) {
    case 'CODE_WRONG':
      return 'wrong';
    case 'CODE_PAUSED':
      return until === null ? 'stopped' : 'paused';
    case 'ROOM_EXPIRED':
    case 'ROOM_UNKNOWN':
      return 'expired';
    case 'PAIRING_TAMPERED':
      return 'tampered';
    case 'PAIRING_TIMEOUT':
    case 'PEER_LEFT':
    case 'PEER_UNREACHABLE':
      return 'timeout';
    case 'PEER_VERSION':
      return 'version';
    default:
      return 'other';
  }
}

const icons: Readonly<Record<Kind, LucideIcon>> = {
  wrong: KeyRound,
  expired: Hourglass,
  paused: Hourglass,
  stopped: ShieldAlert,
  tampered: ShieldAlert,
  timeout: Hourglass,
  version: CircleArrowUp,
  other: KeyRound,
};

/** The code is closed: why, what that means, and a way on. */
export function ClosedScreen({ go }: { readonly go: Go }) {
  const { t } = useWords('host');
  const invite = useHost((state) => state.invite);
  const { cancelInvite } = useHostActions();
  if (invite.state !== 'closed') return null;
  const kind = closedKind(invite.error, invite.until);
  const Icon = icons[kind];
  const later = () => {
    cancelInvite();
    go({ step: 'welcome' });
  };
  return (
    <HostFrame title="" middle step={3} footer={null}>
      <MessageCard
        key={kind}
        icon={<Icon size={44} strokeWidth={1.75} aria-hidden="true" />}
        title={t(`closed.${kind}Title`)}
        text={t(`closed.${kind}Text`)}
        note={t('closed.rushed')}
        actions={
          <>
            {kind === 'stopped' ? null : <FreshButton until={invite.until} />}
            <Button look={kind === 'stopped' ? 'primary' : 'secondary'} onClick={later}>
              {t('closed.later')}
            </Button>
          </>
        }
      >
        {kind === 'other' && invite.error.detail !== undefined ? (
          <DetailFold title={t('closed.detail')}>
            {invite.error.code}. {invite.error.detail}
          </DetailFold>
        ) : null}
      </MessageCard>
    </HostFrame>
  );
}

/** After too many wrong codes the button waits, and says how long. */
function FreshButton({ until }: { readonly until: number | null }) {
  const { t } = useWords('host');
  const left = useHost(({ now }) => (until === null ? 0 : Math.max(0, until - now)));
  const { openInvite } = useHostActions();
  useSpokenTime(until === null ? null : left, t('closed.fresh'));
  return (
    <Button look="primary" disabled={left > 0} onClick={openInvite}>
      {left > 0 ? t('closed.freshIn', { time: clockText(left) }) : t('closed.fresh')}
    </Button>
  );
}
