import './devices.css';
import { Check } from 'lucide-react';
import { useEffect } from 'react';
import { useHostActions } from '../../ui/app-context.tsx';
import { Button } from '../../ui/button.tsx';
import { useWords } from '../../words/i18n.ts';
import type { Go } from './choose-screen.ts';
import { DeviceCard } from './device-card.tsx';
import { BackButton, HostFrame } from './frame.tsx';

/** Tries the microphone and the camera, each by a press of the person's; leaving the screen lets them go. */
export function DevicesScreen({ go }: { readonly go: Go }) {
  const { t } = useWords('host');
  const { leaveDeviceTest } = useHostActions();
  useEffect(() => leaveDeviceTest, [leaveDeviceTest]);
  const back = () => go({ step: 'findings' });
  return (
    <HostFrame
      step={1}
      title={t('devices.title')}
      lede={t('devices.lede')}
      footer={
        <>
          <BackButton onClick={back} />
          <Button look="primary" icon={<Check size={20} aria-hidden="true" />} onClick={back}>
            {t('devices.done')}
          </Button>
        </>
      }
    >
      <div className="host-devices">
        <DeviceCard device="microphone" />
        <DeviceCard device="camera" />
      </div>
    </HostFrame>
  );
}
