import { useState } from 'react';
import { Button } from '../ui/button.tsx';
import { useAnnounce } from '../ui/live-region.tsx';
import { useWords } from '../words/i18n.ts';

interface DidItHelpProps {
  readonly onAnswer: (helped: boolean) => void;
  readonly look: 'host' | 'desk';
}

/** One question with two buttons, answered once. */
export function DidItHelp({ onAnswer, look }: DidItHelpProps) {
  const { t } = useWords('knowledge');
  const announce = useAnnounce();
  const [answer, setAnswer] = useState<boolean | null>(null);
  const thanks = answer === true ? t('article.thanksYes') : t('article.thanksNo');
  const say = (helped: boolean) => {
    setAnswer(helped);
    announce(helped ? t('article.thanksYes') : t('article.thanksNo'), 'polite');
    onAnswer(helped);
  };
  if (answer !== null) return <p className="k-helped">{thanks}</p>;
  const size = look === 'host' ? 'card' : 'desk';
  return (
    <div className="k-helped" role="group" aria-label={t('article.helped')}>
      <span aria-hidden="true">{t('article.helped')}</span>
      <Button size={size} onClick={() => say(true)}>
        {t('article.yes')}
      </Button>
      <Button size={size} onClick={() => say(false)}>
        {t('article.no')}
      </Button>
    </div>
  );
}
