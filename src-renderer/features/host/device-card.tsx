import { Check, Mic, TriangleAlert, Video, type LucideIcon } from 'lucide-react';
import { useEffect, useRef } from 'react';
import type { TestedDevice } from '../../../src-shared/diagnostics/media-areas.ts';
import type { DeviceTest, OwnPicture } from '../../stores/device-test.ts';
import { useHost, useHostActions } from '../../ui/app-context.tsx';
import { Button } from '../../ui/button.tsx';
import { Card } from '../../ui/card.tsx';
import { IconTile } from '../../ui/icon-tile.tsx';
import { ProgressBar } from '../../ui/progress-bar.tsx';
import { useWords } from '../../words/i18n.ts';
import { SettingsPageButton } from './settings-page-button.tsx';

const icons: Readonly<Record<TestedDevice, LucideIcon>> = { microphone: Mic, camera: Video };

/** One device: what the test does, the test itself, and what came of it. One button begins it, and stops it. */
export function DeviceCard({ device }: { readonly device: TestedDevice }) {
  const { t } = useWords('host');
  const test = useHost(({ deviceTests }) => deviceTests[device]);
  const { testDevice, stopDeviceTest } = useHostActions();
  const on = test !== null && test.state !== 'done';
  const begin = () => testDevice(device);
  return (
    <Card className="host-device">
      <div className="host-device-head">
        <IconTile icon={icons[device]} tone="accent" />
        <h2 className="host-h2">{t(`devices.${device}.name`)}</h2>
      </div>
      {test?.state === 'running' ? (
        <Running device={device} test={test} />
      ) : (
        <Words device={device} test={test} />
      )}
      <div className="host-device-end">
        <Button size="card" onClick={on ? stopDeviceTest : begin}>
          {on ? t('devices.stop') : t(test === null ? `devices.${device}.check` : `devices.${device}.again`)}
        </Button>
      </div>
    </Card>
  );
}

interface WordsProps {
  readonly device: TestedDevice;
  readonly test: DeviceTest | null;
}

/** Before and after. The outcome is told politely, with an icon and words. */
function Words({ device, test }: WordsProps) {
  const { t } = useWords('host');
  const done = test?.state === 'done' ? test.verdict : null;
  const Icon = done === 'works' ? Check : TriangleAlert;
  return (
    <div className="host-device-words">
      <div role="status">
        {done === null ? (
          <p>{test === null ? t(`devices.${device}.before`) : t('devices.opening')}</p>
        ) : (
          <>
            <p className="host-device-verdict" data-good={done === 'works' || undefined}>
              <Icon size={22} aria-hidden="true" />
              {t(`devices.${device}.verdict.${done}`)}
            </p>
            <p>{t(`devices.${device}.next.${done}`)}</p>
          </>
        )}
      </div>
      {done === 'silent' ? <SettingsPageButton page="sound" /> : null}
      {done === 'blocked' ? <SettingsPageButton page={device} /> : null}
    </div>
  );
}

interface RunningProps {
  readonly device: TestedDevice;
  readonly test: Extract<DeviceTest, { state: 'running' }>;
}

function Running({ device, test }: RunningProps) {
  const { t } = useWords('host');
  return (
    <div className="host-device-words">
      <p role="status">{t(`devices.${device}.running`)}</p>
      {device === 'microphone' ? <Meter level={test.level} /> : <Picture picture={test.picture} />}
      <ProgressBar share={test.share} label={t('devices.left')} size="thin" />
    </div>
  );
}

function Meter({ level }: { readonly level: number }) {
  const { t } = useWords('host');
  const percent = Math.round(level * 100);
  return (
    <div
      className="host-meter"
      role="meter"
      aria-label={t('devices.microphone.meter')}
      aria-valuemin={0}
      aria-valuemax={100}
      aria-valuenow={percent}
    >
      <span style={{ width: `${percent}%` }} />
    </div>
  );
}

function Picture({ picture }: { readonly picture: OwnPicture | null }) {
  const { t } = useWords('host');
  const place = useRef<HTMLDivElement>(null);
  useEffect(() => (place.current === null ? undefined : picture?.mount(place.current)), [picture]);
  return <div className="host-own-picture" ref={place} role="img" aria-label={t('devices.camera.picture')} />;
}
