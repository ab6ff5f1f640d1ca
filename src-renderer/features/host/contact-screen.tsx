import './contact.css';
import { ArrowRight, PhoneIncoming, PhoneOutgoing, Shield, type LucideIcon } from 'lucide-react';
import { useState } from 'react';
import { useHostActions } from '../../ui/app-context.tsx';
import { Button } from '../../ui/button.tsx';
import { Card } from '../../ui/card.tsx';
import { useWords } from '../../words/i18n.ts';
import type { Go } from './choose-screen.ts';
import { BackButton, HostFrame } from './frame.tsx';

type Answer = 'me' | 'them';

/** Scams start with a call: who contacted whom comes before any code. Nothing is chosen for the person. */
export function ContactScreen({ go }: { readonly go: Go }) {
  const { t } = useWords('host');
  const { openInvite } = useHostActions();
  const [answer, setAnswer] = useState<Answer | null>(null);
  const next = () => (answer === 'me' ? openInvite() : go({ step: 'scam' }));
  return (
    <HostFrame
      step={2}
      title={t('contact.title')}
      lede={t('contact.lede')}
      footer={
        <>
          <BackButton onClick={() => go({ step: 'findings' })} />
          <Button
            look="primary"
            disabled={answer === null}
            iconEnd={answer === null ? null : <ArrowRight size={20} aria-hidden="true" />}
            onClick={next}
          >
            {answer === null ? t('contact.chooseFirst') : t('contact.next')}
          </Button>
        </>
      }
    >
      <fieldset className="host-contact">
        <legend className="visually-hidden">{t('contact.title')}</legend>
        <Choice
          value="me"
          icon={PhoneOutgoing}
          title={t('contact.me')}
          text={t('contact.meText')}
          checked={answer === 'me'}
          onChoose={setAnswer}
        />
        <Choice
          value="them"
          icon={PhoneIncoming}
          title={t('contact.them')}
          text={t('contact.themText')}
          checked={answer === 'them'}
          onChoose={setAnswer}
        />
      </fieldset>
      <Card tone="sunken" className="host-note host-contact-why">
        <Shield size={22} aria-hidden="true" />
        <p>
          <strong>{t('contact.why')}</strong> {t('contact.whyText')}
        </p>
      </Card>
    </HostFrame>
  );
}

interface ChoiceProps {
  readonly value: Answer;
  readonly icon: LucideIcon;
  readonly title: string;
  readonly text: string;
  readonly checked: boolean;
  readonly onChoose: (value: Answer) => void;
}

function Choice({ value, icon: Icon, title, text, checked, onChoose }: ChoiceProps) {
  return (
    <label className="host-choice" data-checked={checked || undefined}>
      <input
        type="radio"
        name="who-made-contact"
        value={value}
        checked={checked}
        onChange={() => onChoose(value)}
      />
      <span className="host-choice-title">{title}</span>
      <Icon size={28} strokeWidth={1.75} aria-hidden="true" />
      <span className="host-choice-text">{text}</span>
    </label>
  );
}
