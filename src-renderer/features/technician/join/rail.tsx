import { ArrowLeftRight, KeyRound, LogIn, Settings as SettingsIcon, UserRoundX } from 'lucide-react';
import { useState } from 'react';
import { Badge } from '../../../ui/badge.tsx';
import { Logo } from '../../../ui/logo.tsx';
import { useTechnician } from '../../../ui/app-context.tsx';
import { useWords } from '../../../words/i18n.ts';
import { CompareDialog } from '../findings/compare-dialog.tsx';
import { SettingsDialog } from '../settings-dialog.tsx';
import { initialsOf } from './initials.ts';

/** The narrow column at the left: where you are, how it looks, who you are. */
export function Rail({ signIn }: { readonly signIn: string | undefined }) {
  const { t } = useWords('desk');
  return (
    <header className="t-rail">
      <p className="t-brand">
        <Logo size={22} /> {t('title')}
      </p>
      <TestBuild />
      <nav aria-label={t('rail.label')}>
        <span className="t-rail-item" aria-current="page">
          <KeyRound size={18} aria-hidden="true" /> {t('rail.join')}
        </span>
        <Tools className="t-rail-item" />
        {signIn === undefined ? null : (
          <a className="t-rail-item" href={signIn}>
            <LogIn size={18} aria-hidden="true" /> {t('signIn')}
          </a>
        )}
      </nav>
      <Identity />
    </header>
  );
}

/** Where the rail is the console's: what its own would offer, above the code. */
export function RailTools() {
  return (
    <div className="t-rail-tools">
      <Tools className="t-link-button" />
    </div>
  );
}

function Tools({ className }: { readonly className: string }) {
  const { t } = useWords('desk');
  const [open, setOpen] = useState(false);
  const [comparing, setComparing] = useState(false);
  return (
    <>
      <button type="button" className={className} onClick={() => setComparing(true)}>
        <ArrowLeftRight size={18} aria-hidden="true" /> {t('compare.rail')}
      </button>
      <button type="button" className={className} onClick={() => setOpen(true)}>
        <SettingsIcon size={18} aria-hidden="true" /> {t('rail.settings')}
      </button>
      <SettingsDialog open={open} onClose={() => setOpen(false)} />
      <CompareDialog open={comparing} onClose={() => setComparing(false)} looks={[]} />
    </>
  );
}

function TestBuild() {
  const { t } = useWords('desk');
  const runtime = useTechnician((state) => (state.info?.testBuild === true ? state.info.runtime : null));
  if (runtime === null) return null;
  return (
    <p className="t-test-build">
      <Badge tone="amber" size="desk">
        {t('rail.testBuild')}
      </Badge>
      <span>{t('rail.testBuildWhy', { runtime })}</span>
    </p>
  );
}

function Identity() {
  const { t } = useWords('desk');
  const name = useTechnician((state) => state.settings.technicianName);
  return (
    <div className="t-identity">
      <span className="t-avatar" data-size="small" aria-hidden="true">
        {name === '' ? <UserRoundX size={16} /> : initialsOf(name)}
      </span>
      <span>
        <b>{name === '' ? t('rail.noName') : name}</b>
        <small>{t('rail.notVerified')}</small>
      </span>
    </div>
  );
}
