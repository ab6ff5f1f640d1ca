import './desk.css';
import { memo, useState } from 'react';
import { useWords } from '../../../words/i18n.ts';
import { FindingsPanel } from '../findings/findings-panel.tsx';
import { ChecksDialog } from '../findings/checks-dialog.tsx';
import { DeskCompareDialog } from '../findings/desk-compare-dialog.tsx';
import { LowerPanel } from '../lower/lower-panel.tsx';
import { PicturePanel } from '../picture/picture-panel.tsx';
import { SettingsDialog } from '../settings-dialog.tsx';
import { ChatPanel } from '../side/chat-panel.tsx';
import { SidePanel } from '../side/side-panel.tsx';
import { VitalsPanel } from '../side/vitals-panel.tsx';
import { Announcements } from './announcements.tsx';
import { createDeskUi, DeskUiContext, useDeskUi, useDeskUiStore } from './desk-ui.ts';
import { EndDialog } from './end-dialog.tsx';
import { KeysDialog } from './keys-dialog.tsx';
import { SessionBar } from './session-bar.tsx';
import { useDeskKeys } from './use-desk-keys.ts';
import { useNarrow } from './use-narrow.ts';
import { WebNote } from './web-note.tsx';

interface Props {
  readonly web: boolean;
  /** Address of the help desk around this window. */
  readonly home: string | undefined;
}

/** The desk: findings, the picture, facts, vitals and chat of one session. */
export function DeskScreen({ web, home }: Props) {
  const [ui] = useState(createDeskUi);
  return (
    <DeskUiContext value={ui}>
      <Panels web={web} home={home} />
    </DeskUiContext>
  );
}

function Panels({ web, home }: Props) {
  const narrow = useNarrow();
  useDeskKeys(narrow);
  return (
    <div className="t-desk" data-narrow={narrow || undefined}>
      <SessionBar web={web} home={home} />
      {web ? <WebNote /> : <span />}
      <div className="t-desk-body">
        {narrow ? null : <FindingsPanel />}
        <Middle />
        {narrow ? <SidePanel /> : <WideSide />}
      </div>
      <Dialogs />
      <Announcements />
    </div>
  );
}

/** Apart and memoised: the picture's element is never made again because the panels beside it change. */
const Middle = memo(function Middle() {
  const { t } = useWords('desk');
  return (
    <main className="t-middle" aria-label={t('picture.region')}>
      <PicturePanel />
      <LowerPanel />
    </main>
  );
});

const WideSide = memo(function WideSide() {
  return (
    <div className="t-side">
      <VitalsPanel />
      <ChatPanel />
    </div>
  );
});

function Dialogs() {
  const store = useDeskUiStore();
  const dialog = useDeskUi((ui) => ui.dialog);
  const close = () => store.setState({ dialog: null });
  return (
    <>
      <EndDialog open={dialog === 'end'} onClose={close} />
      <KeysDialog open={dialog === 'keys'} onClose={close} />
      <ChecksDialog open={dialog === 'checks'} onClose={close} />
      <DeskCompareDialog open={dialog === 'compare'} onClose={close} />
      <SettingsDialog open={dialog === 'settings'} onClose={close} />
    </>
  );
}
