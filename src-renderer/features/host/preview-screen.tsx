import { useHost, useHostActions } from '../../ui/app-context.tsx';
import { Button } from '../../ui/button.tsx';
import { useWords } from '../../words/i18n.ts';
import type { Go } from './choose-screen.ts';
import { BackButton, HostFrame } from './frame.tsx';
import { PreviewBody, TextToggle, usePreview } from './preview-body.tsx';
import { useTechnicianName } from './use-technician.ts';

/** Exactly what is sent, line by line, and what to leave out of it. */
export function PreviewScreen({ go }: { readonly go: Go }) {
  const { t } = useWords('host');
  const name = useTechnicianName();
  const preview = usePreview();
  const on = useHost(({ session }) => session?.capabilities.findings.state !== 'off');
  return (
    <HostFrame
      step={4}
      title={t('preview.title', { name })}
      lede={on ? t('preview.already') : t('preview.lede')}
      footer={
        <>
          <span className="host-preview-left">
            <BackButton onClick={() => go({ panel: 'none' })} />
            <TextToggle preview={preview} />
          </span>
          <Answers go={go} on={on} />
        </>
      }
    >
      <PreviewBody preview={preview} gets={t('preview.gets', { name })} />
    </HostFrame>
  );
}

function Answers({ go, on }: { readonly go: Go; readonly on: boolean }) {
  const { t } = useWords('host');
  const { grantFindings, takeBack } = useHostActions();
  const nothing = () => {
    if (on) takeBack('findings');
    go({ panel: 'none' });
  };
  const allow = () => {
    if (!on) grantFindings();
    go({ panel: 'none' });
  };
  return (
    <span className="host-footer-end">
      <Button onClick={nothing}>{t('preview.nothing')}</Button>
      <Button look="primary" onClick={allow}>
        {on ? t('preview.keep') : t('preview.allow')}
      </Button>
    </span>
  );
}
