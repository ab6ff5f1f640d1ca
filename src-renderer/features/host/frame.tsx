import './frame.css';
import { ALargeSmall, ArrowLeft, CircleQuestionMark, OctagonX } from 'lucide-react';
import { useState, type ReactNode } from 'react';
import { useHost, useHostActions } from '../../ui/app-context.tsx';
import { ArrivalHeading } from '../../ui/arrival.tsx';
import { Button } from '../../ui/button.tsx';
import { Logo } from '../../ui/logo.tsx';
import { Menu } from '../../ui/menu.tsx';
import { useWords } from '../../words/i18n.ts';
import { HelpDialog } from './help-dialog.tsx';

const STEPS = 4;

interface HostFrameProps {
  /** The screen's one h1, which takes the focus on arrival. */
  readonly title: ReactNode;
  readonly titleIcon?: ReactNode;
  readonly lede?: ReactNode;
  readonly step?: 1 | 2 | 3 | 4 | undefined;
  /** Stands in the middle of the header, where other screens have their step. */
  readonly mark?: ReactNode;
  /** The screen has a way to stop of its own. */
  readonly ownStop?: boolean | undefined;
  readonly children: ReactNode;
  /** The way out at the left, the one primary action at the right; null for a page without a footer. */
  readonly footer: ReactNode;
  /** For messages: a card in the middle of the page instead of a column. */
  readonly middle?: boolean | undefined;
}

/** Header, a body that scrolls, footer. Larger text scrolls the body; header, footer and Stop stay. */
export function HostFrame(props: HostFrameProps) {
  const { title, titleIcon, lede, step, mark, ownStop = false, children, footer, middle = false } = props;
  return (
    <div className="host-frame">
      <HostHeader step={step} mark={mark} ownStop={ownStop} />
      <main className="host-body" data-middle={middle || undefined}>
        <div className="host-column">
          {middle ? (
            children
          ) : (
            <>
              <div className="host-title-row">
                {titleIcon}
                <ArrivalHeading className="host-title">{title}</ArrivalHeading>
              </div>
              {lede === undefined ? null : <p className="host-lede">{lede}</p>}
              {children}
            </>
          )}
        </div>
      </main>
      {footer === null ? null : (
        <footer className="host-footer">
          <div className="host-column host-footer-row">{footer}</div>
        </footer>
      )}
    </div>
  );
}

type HostHeaderProps = Pick<HostFrameProps, 'step' | 'mark' | 'ownStop'>;

function HostHeader({ step, mark, ownStop }: HostHeaderProps) {
  const { t } = useWords('host');
  const { t: common } = useWords('common');
  const [helpOpen, setHelpOpen] = useState(false);
  return (
    <header className="host-header">
      <div className="host-column host-header-row">
        <span className="host-brand">
          <Logo />
          {common('app')}
        </span>
        {step === undefined ? mark : <Steps step={step} />}
        <span className="host-header-tools">
          {ownStop === true ? null : <StopWhileOn />}
          <TextSizeMenu />
          <Button
            look="quiet"
            size="card"
            className="host-tool"
            icon={<CircleQuestionMark size={20} aria-hidden="true" />}
            onClick={() => setHelpOpen(true)}
          >
            {t('frame.help')}
          </Button>
        </span>
      </div>
      <HelpDialog open={helpOpen} onClose={() => setHelpOpen(false)} />
    </header>
  );
}

function Steps({ step }: { readonly step: number }) {
  const { t } = useWords('host');
  return (
    <div className="host-steps">
      {Array.from({ length: STEPS }, (_, i) => (
        <i key={i} data-done={i < step || undefined} aria-hidden="true" />
      ))}
      <span>{t('frame.step', { step, steps: STEPS })}</span>
    </div>
  );
}

/** Nobody may have to leave a page to stop what is already allowed. */
function StopWhileOn() {
  const { t } = useWords('host');
  const on = useHost(({ session }) => session?.phase === 'live');
  const { stop } = useHostActions();
  if (!on) return null;
  return (
    <Button
      look="danger"
      size="card"
      className="host-stop-tool"
      icon={<OctagonX size={20} aria-hidden="true" />}
      onClick={stop}
    >
      {t('frame.stop')}
    </Button>
  );
}

export function TextSizeMenu() {
  const { t } = useWords('host');
  const size = useHost((state) => state.settings.textSize);
  const { setSettings } = useHostActions();
  return (
    <Menu
      trigger={
        <Button
          look="quiet"
          size="card"
          className="host-tool"
          icon={<ALargeSmall size={22} aria-hidden="true" />}
          aria-label={t('frame.textSizeNow', { size })}
        >
          {t('frame.textSize')}
        </Button>
      }
      items={[
        { id: '100', label: t('frame.size100') },
        { id: '125', label: t('frame.size125') },
        { id: '150', label: t('frame.size150') },
      ]}
      chosen={String(size)}
      onChoose={(id) => setSettings({ textSize: id === '150' ? 150 : id === '125' ? 125 : 100 })}
    />
  );
}

/** The way out at the bottom left. */
export function BackButton({ onClick }: { readonly onClick: () => void }) {
  const { t } = useWords('host');
  return (
    <Button look="quiet" edge="start" icon={<ArrowLeft size={20} aria-hidden="true" />} onClick={onClick}>
      {t('frame.back')}
    </Button>
  );
}
