import './scam.css';
import { BookUser, PhoneOff, TriangleAlert, Wallet, type LucideIcon } from 'lucide-react';
import { useId, useState } from 'react';
import { useHostActions } from '../../ui/app-context.tsx';
import { Button } from '../../ui/button.tsx';
import { Card } from '../../ui/card.tsx';
import { useSpokenTime, useTimeLeft } from '../../ui/countdown.ts';
import { clockText } from '../../words/time.ts';
import { useWords } from '../../words/i18n.ts';
import type { Go } from './choose-screen.ts';
import { HostFrame } from './frame.tsx';

/** Long enough to break the spell of a call. // TM-7 */
const SCAM_WAIT_MS = 30_000;

/** "They contacted me": the safe answer is the primary one; going on takes half a minute and a sentence. */
export function ScamScreen({ go }: { readonly go: Go }) {
  const { t } = useWords('host');
  const { openInvite } = useHostActions();
  const [until] = useState(() => Date.now() + SCAM_WAIT_MS);
  const [typed, setTyped] = useState('');
  const left = useTimeLeft(until);
  useSpokenTime(left, t('scam.until'));
  const mayGoOn = left === 0 && sameSentence(typed, t('scam.sentence'));
  return (
    <HostFrame
      step={2}
      title={t('scam.title')}
      titleIcon={<TriangleAlert size={40} strokeWidth={1.75} aria-hidden="true" />}
      lede={t('scam.lede')}
      footer={
        <>
          <Button disabled={!mayGoOn} onClick={openInvite}>
            {left > 0
              ? t('scam.goOnAfter', { time: clockText(left) })
              : mayGoOn
                ? t('scam.goOn')
                : t('scam.typeFirst')}
          </Button>
          <Button look="primary" onClick={() => go({ step: 'welcome' })}>
            {t('scam.close')}
          </Button>
        </>
      }
    >
      <Card className="host-scam-advice">
        <ul>
          <Advice icon={PhoneOff} first={t('scam.hangUp')} rest={t('scam.hangUpText')} />
          <Advice icon={BookUser} first={t('scam.number')} rest={t('scam.numberText')} />
          <Advice icon={Wallet} first={t('scam.bank')} rest={t('scam.bankText')} />
        </ul>
      </Card>
      <CalledBack left={left} typed={typed} onType={setTyped} />
    </HostFrame>
  );
}

function Advice({
  icon: Icon,
  first,
  rest,
}: {
  readonly icon: LucideIcon;
  readonly first: string;
  readonly rest: string;
}) {
  return (
    <li>
      <Icon size={28} strokeWidth={1.75} aria-hidden="true" />
      <p>
        <strong>{first}</strong> {rest}
      </p>
    </li>
  );
}

interface CalledBackProps {
  readonly left: number;
  readonly typed: string;
  readonly onType: (typed: string) => void;
}

function CalledBack({ left, typed, onType }: CalledBackProps) {
  const { t } = useWords('host');
  const id = useId();
  return (
    <Card tone="amber" className="host-scam-wait">
      <div>
        <label htmlFor={id}>{t('scam.type', { sentence: t('scam.sentence') })}</label>
        {/* Writing it out is the point: it is not to be pasted from what somebody sent. */}
        <input
          id={id}
          type="text"
          value={typed}
          autoComplete="off"
          spellCheck={false}
          maxLength={60}
          onPaste={(event) => event.preventDefault()}
          onDrop={(event) => event.preventDefault()}
          onChange={(event) => onType(event.target.value)}
        />
      </div>
      <p className="host-scam-clock">
        {left > 0 ? (
          <>
            <strong>{clockText(left)}</strong>
            {t('scam.until')}
          </>
        ) : (
          t('scam.waitOver')
        )}
      </p>
    </Card>
  );
}

/** Case, spacing and punctuation do not matter; the words do. */
export function sameSentence(typed: string, wanted: string): boolean {
  const plain = (text: string) =>
    text
      .toLowerCase()
      .replace(/[^\p{L}\p{N}]+/gu, ' ')
      .trim();
  return plain(typed) === plain(wanted);
}
