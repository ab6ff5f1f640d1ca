import { Search } from 'lucide-react';
import { useId, useState, type FormEvent } from 'react';
import { useHostActions } from '../../ui/app-context.tsx';
import { Button } from '../../ui/button.tsx';
import { useWords } from '../../words/i18n.ts';

interface Answer {
  readonly name: string;
  /** Null when the word stands for nothing on this computer. */
  readonly value: string | null;
}

/** "What is mac-7F3KQ2XA?": whoever hears a made-up word can look up here, and only here, what it stands for. */
export function WhatIs() {
  const { t } = useWords('host');
  const { whatIs } = useHostActions();
  const id = useId();
  const [name, setName] = useState('');
  const [answer, setAnswer] = useState<Answer | null>(null);
  const ask = (event: FormEvent) => {
    event.preventDefault();
    const asked = name.trim();
    if (asked !== '') void whatIs(asked).then((value) => setAnswer({ name: asked, value }));
  };
  return (
    <form className="host-what-is" onSubmit={ask}>
      <label htmlFor={id}>{t('preview.whatIs')}</label>
      <span>
        <input
          id={id}
          value={name}
          maxLength={60}
          autoComplete="off"
          spellCheck={false}
          placeholder="mac-7F3KQ2XA"
          onChange={(event) => setName(event.target.value)}
        />
        <Button type="submit" size="card" icon={<Search size={18} aria-hidden="true" />}>
          {t('preview.whatIsAsk')}
        </Button>
      </span>
      <output>{answer === null ? null : <Said answer={answer} />}</output>
    </form>
  );
}

function Said({ answer: { name, value } }: { readonly answer: Answer }) {
  const { t } = useWords('host');
  if (value === null) return t('preview.whatIsNothing', { name });
  return (
    <>
      {t('preview.whatIsAnswer', { name })} <strong>{value}</strong>
    </>
  );
}
