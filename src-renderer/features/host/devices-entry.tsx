import './devices.css';
import { Mic } from 'lucide-react';
import { Button } from '../../ui/button.tsx';
import { Card } from '../../ui/card.tsx';
import { IconTile } from '../../ui/icon-tile.tsx';
import { useWords } from '../../words/i18n.ts';
import type { Go } from './choose-screen.ts';

/** The way to the test of microphone and camera, which no check begins by itself. */
export function DevicesEntry({ go }: { readonly go: Go }) {
  const { t } = useWords('host');
  return (
    <Card className="host-devices-entry">
      <IconTile icon={Mic} />
      <div>
        <h2 className="host-h2">{t('devices.entry')}</h2>
        <p>{t('devices.entryText')}</p>
      </div>
      <Button size="card" onClick={() => go({ step: 'devices' })}>
        {t('devices.entryButton')}
      </Button>
    </Card>
  );
}
