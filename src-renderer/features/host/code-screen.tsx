import './code.css';
import { Shield } from 'lucide-react';
import { useHost, useHostActions } from '../../ui/app-context.tsx';
import { Button } from '../../ui/button.tsx';
import { Card } from '../../ui/card.tsx';
import { Skeleton, WaitingDots } from '../../ui/spinner.tsx';
import { useWords } from '../../words/i18n.ts';
import type { Go } from './choose-screen.ts';
import { CodeCard } from './code-card.tsx';
import { BackButton, HostFrame } from './frame.tsx';

/** The code, large and easy to read out; who waits for whom; and what never to do with it. */
export function CodeScreen({ go }: { readonly go: Go }) {
  const { t } = useWords('host');
  const invite = useHost((state) => state.invite);
  const typed = useHost((state) => state.session?.phase === 'pairing');
  const { cancelInvite } = useHostActions();
  const leave = (step: 'contact' | 'findings') => {
    cancelInvite();
    go({ step });
  };
  const ready = invite.state === 'ready';
  const title = ready ? t('code.title') : typed ? t('code.typed') : t('code.making');
  const lede = ready ? t('code.lede') : typed ? t('code.typedText') : t('code.makingLede');
  return (
    <HostFrame
      step={3}
      title={title}
      lede={lede}
      footer={
        <>
          <BackButton onClick={() => leave('contact')} />
          <Button onClick={() => leave('findings')}>{t('code.cancel')}</Button>
        </>
      }
    >
      {ready ? <CodeCard invite={invite} /> : <MakingCard />}
      <div className="host-waiting" hidden={!ready}>
        <WaitingDots />
        <div aria-live="polite">
          <p className="host-strong">{typed ? t('code.typed') : t('code.waiting')}</p>
          <p className="host-soft">{typed ? t('code.typedText') : t('code.waitingText')}</p>
        </div>
      </div>
      <Card tone="sunken" className="host-note host-code-note">
        <Shield size={22} aria-hidden="true" />
        <p>{t('code.warning')}</p>
      </Card>
    </HostFrame>
  );
}

/** The places of code, buttons and square while the code is made: nothing jumps when it comes. */
function MakingCard() {
  return (
    <Card className="host-code" aria-hidden="true">
      <div className="host-code-main">
        <div className="host-code-making">
          <Skeleton width="30%" height="56px" />
          <Skeleton width="30%" height="56px" />
          <Skeleton width="30%" height="56px" />
        </div>
        <Skeleton width="284px" height="44px" />
      </div>
      <Skeleton width="178px" height="178px" />
      <div className="host-code-life">
        <Skeleton width="100%" height="6px" />
      </div>
    </Card>
  );
}
