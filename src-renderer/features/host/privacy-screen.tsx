import { Check } from 'lucide-react';
import { Button } from '../../ui/button.tsx';
import { useWords } from '../../words/i18n.ts';
import type { Go } from './choose-screen.ts';
import { BackButton, HostFrame } from './frame.tsx';
import { PreviewBody, TextToggle, usePreview } from './preview-body.tsx';

/** What a report about this computer holds, before anybody helps: every fact, how it is hidden, what stays out. */
export function PrivacyScreen({ go }: { readonly go: Go }) {
  const { t } = useWords('host');
  const preview = usePreview();
  const back = () => go({ step: 'findings' });
  return (
    <HostFrame
      step={1}
      title={t('preview.aloneTitle')}
      lede={t('preview.aloneLede')}
      footer={
        <>
          <span className="host-preview-left">
            <BackButton onClick={back} />
            <TextToggle preview={preview} />
          </span>
          <Button look="primary" icon={<Check size={20} aria-hidden="true" />} onClick={back}>
            {t('preview.done')}
          </Button>
        </>
      }
    >
      <PreviewBody preview={preview} gets={t('preview.inReport')} />
    </HostFrame>
  );
}
