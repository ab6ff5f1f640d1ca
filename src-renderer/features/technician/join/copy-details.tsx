import { Copy } from 'lucide-react';
import { useState } from 'react';
import type { AppError } from '../../../../src-shared/errors.ts';
import { Button, type ButtonSize } from '../../../ui/button.tsx';
import { useTechnician } from '../../../ui/app-context.tsx';
import { useWords } from '../../../words/i18n.ts';
import { itDetails } from './it-details.ts';

interface Props {
  readonly error: AppError;
  readonly attempts: number;
  readonly size?: ButtonSize;
}

export function CopyDetails({ error, attempts, size = 'card' }: Props) {
  const { t } = useWords('desk');
  const info = useTechnician((state) => state.info);
  const now = useTechnician((state) => state.now);
  const [copied, setCopied] = useState<'no' | 'yes' | 'failed'>('no');
  const copy = async () => {
    try {
      await navigator.clipboard.writeText(itDetails({ error, info, attempts, at: now }));
      setCopied('yes');
    } catch {
      setCopied('failed'); // no clipboard in this browser, or the page has no focus
    }
  };
  return (
    <>
      <Button size={size} icon={<Copy size={16} aria-hidden="true" />} onClick={() => void copy()}>
        {copied === 'yes' ? t('join.copied') : t('join.copyDetails')}
      </Button>
      <span role="status" className="visually-hidden">
        {copied === 'no' ? '' : t(copied === 'yes' ? 'join.copied' : 'join.notCopied')}
      </span>
    </>
  );
}
