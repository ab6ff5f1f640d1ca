import { Check, Copy, RefreshCw, Volume2 } from 'lucide-react';
import { useEffect, useState } from 'react';
import type { Invite } from '../../stores/host-store.ts';
import { useHost, useHostActions } from '../../ui/app-context.tsx';
import { Button } from '../../ui/button.tsx';
import { Card } from '../../ui/card.tsx';
import { useSpokenTime } from '../../ui/countdown.ts';
import { ProgressBar } from '../../ui/progress-bar.tsx';
import { leftText } from '../../words/time.ts';
import { useWords } from '../../words/i18n.ts';
import { copyText } from '../../ui/copy-text.ts';
import { QrSquare } from './qr-square.tsx';
import { useReadAloud } from './read-aloud.ts';

type Ready = Extract<Invite, { state: 'ready' }>;

/** "482177305926" as three groups of four. */
function codeGroups(code: string): readonly string[] {
  return code.match(/.{1,4}/g) ?? [];
}

/** How it is read out, digit by digit: "4 8 2 1, 7 7 3 0, 5 9 2 6". */
function spokenCode(code: string): string {
  return codeGroups(code)
    .map((group) => [...group].join(' '))
    .join(', ');
}

export function CodeCard({ invite }: { readonly invite: Ready }) {
  const { t } = useWords('host');
  return (
    <Card className="host-code">
      <div className="host-code-main">
        <p>
          <span className="host-code-digits" aria-hidden="true">
            {codeGroups(invite.code).map((group, i) => (
              <span key={i}>{group}</span>
            ))}
          </span>
          <span className="visually-hidden">{t('code.spoken', { code: spokenCode(invite.code) })}</span>
        </p>
        <CodeButtons code={invite.code} />
      </div>
      <QrSquare text={invite.link} label={t('code.qr')} />
      <CodeLife invite={invite} />
    </Card>
  );
}

function CodeButtons({ code }: { readonly code: string }) {
  const { t } = useWords('host');
  const { openInvite } = useHostActions();
  const [copied, copy] = useCopied(codeGroups(code).join(' '));
  const read = useReadAloud(spokenCode(code));
  return (
    <div className="host-code-buttons">
      <Button
        size="card"
        icon={
          copied === 'yes' ? <Check size={20} aria-hidden="true" /> : <Copy size={20} aria-hidden="true" />
        }
        onClick={copy}
      >
        {copied === 'yes' ? t('code.copied') : t('code.copy')}
      </Button>
      {read === null ? null : (
        <Button size="card" icon={<Volume2 size={20} aria-hidden="true" />} onClick={read}>
          {t('code.aloud')}
        </Button>
      )}
      <Button look="quiet" size="card" icon={<RefreshCw size={18} aria-hidden="true" />} onClick={openInvite}>
        {t('code.fresh')}
      </Button>
      <output className="host-code-copied">
        {copied === 'yes' ? <span className="visually-hidden">{t('code.copied')}</span> : null}
        {copied === 'no' ? t('code.notCopied') : null}
      </output>
    </div>
  );
}

const COPIED_MS = 4000;

/** Copies, and says for a moment whether it worked. */
function useCopied(text: string): readonly ['idle' | 'yes' | 'no', () => void] {
  const [copied, setCopied] = useState<'idle' | 'yes' | 'no'>('idle');
  useEffect(() => {
    if (copied === 'idle') return undefined;
    const timer = setTimeout(() => setCopied('idle'), COPIED_MS);
    return () => clearTimeout(timer);
  }, [copied]);
  const copy = () => {
    void copyText(text).then((worked) => setCopied(worked ? 'yes' : 'no'));
  };
  return [copied, copy];
}

function CodeLife({ invite: { expiresAt, ttlMs } }: { readonly invite: Ready }) {
  const { t } = useWords('host');
  // The clock of the screens may be a second behind: never more than there is.
  const left = useHost(({ now }) => Math.min(ttlMs, Math.max(0, expiresAt - now)));
  useSpokenTime(left, t('code.lifeLabel'));
  const text = t('code.life', { left: leftText(left) });
  return (
    <div className="host-code-life">
      <ProgressBar share={left / ttlMs} label={t('code.lifeLabel')} valueText={text} />
      <span>{text}</span>
    </div>
  );
}
