import './card.css';
import './consent.css';
import { Check, Hand, ListChecks, Lock, MousePointer2, Monitor, Pause } from 'lucide-react';
import type { ReactNode } from 'react';
import type { Capability, CapabilityState } from '../../../src-shared/session/capability.ts';
import { useHost, useHostActions } from '../../ui/app-context.tsx';
import { Badge } from '../../ui/badge.tsx';
import { Button } from '../../ui/button.tsx';
import { Card } from '../../ui/card.tsx';
import { leftText } from '../../words/time.ts';
import { useWords } from '../../words/i18n.ts';
import type { Go } from './choose-screen.ts';
import { worthFixing } from './finding-order.ts';
import { HostFrame } from './frame.tsx';
import { leftOf } from './lease.ts';
import { LinkBanner } from './link-banner.tsx';
import { TechnicianLine } from './technician-line.tsx';
import { useTechnicianName } from './use-technician.ts';

/** One thing at a time: what we found, then the screen. Each can be taken back here too. */
export function ConsentScreen({ go }: { readonly go: Go }) {
  const { t } = useWords('host');
  const name = useTechnicianName();
  return (
    <HostFrame step={4} ownStop title={t('consent.title', { name })} footer={<Footer go={go} />}>
      <Card tone="amber" className="host-who">
        <TechnicianLine />
      </Card>
      <LinkBanner />
      <div className="host-consent-head">
        <h2 className="host-h2">{t('consent.what', { name })}</h2>
        <p>{t('consent.note')}</p>
      </div>
      <Card className="host-consent">
        <ul>
          <FindingsRow go={go} />
          <ScreenRow go={go} />
          <li>
            <MousePointer2 size={26} aria-hidden="true" data-off />
            <div>
              <h3 className="host-soft">{t('consent.rest')}</h3>
              <p>{t('consent.restText')}</p>
            </div>
            <span className="host-off">
              <Lock size={18} aria-hidden="true" />
              {t('consent.off')}
            </span>
          </li>
        </ul>
      </Card>
    </HostFrame>
  );
}

function Footer({ go }: { readonly go: Go }) {
  const { t } = useWords('host');
  const live = useHost((state) => state.session?.phase === 'live');
  const { refuse, stop } = useHostActions();
  return (
    <>
      <Button onClick={live ? stop : refuse}>{t('consent.end')}</Button>
      <span className="host-footer-end">
        <span className="host-footer-note">{t('consent.nobody')}</span>
        {live ? <Button onClick={() => go({ wentOn: true })}>{t('consent.goOn')}</Button> : null}
      </span>
    </>
  );
}

function FindingsRow({ go }: { readonly go: Go }) {
  const { t } = useWords('host');
  const state = useHost(({ session }) => session?.capabilities.findings);
  const count = useHost(({ diagnosis }) => worthFixing(diagnosis.judgement?.findings ?? []));
  const { grantFindings, takeBack } = useHostActions();
  const on = state !== undefined && state.state !== 'off';
  return (
    <li>
      <ListChecks size={26} aria-hidden="true" />
      <div>
        <h3>
          {t('consent.findings')}
          {state === undefined ? null : <Allowed state={state} />}
          <Asked capability="findings" />
        </h3>
        <p>
          {count === 0 ? t('consent.findingsTextNone') : t('consent.findingsText', { count })}{' '}
          <button type="button" className="host-link" onClick={() => go({ panel: 'preview' })}>
            {t('consent.exactly')}
          </button>
        </p>
      </div>
      {on ? (
        <Button
          size="card"
          aria-label={t('consent.takeBackLabel', { what: t('consent.findings') })}
          onClick={() => takeBack('findings')}
        >
          {t('consent.takeBack')}
        </Button>
      ) : (
        <Button look="primary" size="card" aria-label={t('consent.allowLabel')} onClick={grantFindings}>
          {t('consent.allow')}
        </Button>
      )}
    </li>
  );
}

function ScreenRow({ go }: { readonly go: Go }) {
  const { t } = useWords('host');
  const findingsOn = useHost(({ session }) => session?.capabilities.findings.state !== 'off');
  return (
    <li>
      <Monitor size={26} aria-hidden="true" />
      <div>
        <h3>
          {t('consent.screen')}
          <Asked capability="screen" />
        </h3>
        <p>{t('consent.screenText')}</p>
      </div>
      <Button
        look={findingsOn ? 'primary' : 'secondary'}
        size="card"
        aria-label={t('consent.chooseLabel')}
        onClick={() => go({ panel: 'screens' })}
      >
        {t('consent.choose')}
      </Button>
    </li>
  );
}

/** The technician asked for it; the person decides all the same. */
function Asked({ capability }: { readonly capability: Capability }): ReactNode {
  const { t } = useWords('host');
  const name = useTechnicianName();
  const asked = useHost((state) => state.asked.includes(capability));
  if (!asked) return null;
  return (
    <Badge tone="amber" icon={<Hand size={16} aria-hidden="true" />}>
      {t('live.asked', { name })}
    </Badge>
  );
}

function Allowed({ state }: { readonly state: CapabilityState }): ReactNode {
  const { t } = useWords('host');
  const left = useHost(({ now }) => leftText(leftOf(state, now)));
  if (state.state === 'off') return null;
  return state.state === 'held' ? (
    <Badge icon={<Pause size={16} aria-hidden="true" />}>{t('consent.held', { left })}</Badge>
  ) : (
    <Badge tone="accent" icon={<Check size={18} aria-hidden="true" />}>
      {t('consent.allowed', { left })}
    </Badge>
  );
}
