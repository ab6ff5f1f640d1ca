import { Command } from 'lucide-react';
import type { Settings } from '../../../src-shared/bridge/contract.ts';
import { Logo } from '../../ui/logo.tsx';
import { useWords } from '../../words/i18n.ts';
import { areasFor, type Area } from './areas.ts';
import { useIdentity, useNames } from './console-context.tsx';
import { PersonMenu } from './person-menu.tsx';
import { hashOf, type Route } from './route.ts';

interface Props {
  readonly route: Route;
  readonly inSession: boolean;
  readonly onTheme: (theme: Settings['theme']) => void;
  readonly onPalette: () => void;
}

/** Where you are, where you can go, and who you are. */
export function Rail({ route, inSession, onTheme, onPalette }: Props) {
  const { t } = useWords('console');
  const { t: app } = useWords('common');
  const { permissions } = useIdentity();
  return (
    <header className="c-rail">
      <a className="c-brand" href={hashOf({ page: 'home' })}>
        <Logo size={22} /> {app('app')}
      </a>
      <nav aria-label={t('areas.label')}>
        {areasFor(permissions).map((area) => (
          <AreaLink
            key={area.name}
            area={area}
            isHere={area.pages.includes(route.page)}
            inSession={inSession}
          />
        ))}
        <button type="button" className="c-rail-item" aria-keyshortcuts="Control+K" onClick={onPalette}>
          <Command size={18} aria-hidden="true" />
          <span>{t('palette.open')}</span>
          <kbd>Ctrl K</kbd>
        </button>
      </nav>
      <PersonMenu onTheme={onTheme} />
    </header>
  );
}

interface LinkProps {
  readonly area: Area;
  readonly isHere: boolean;
  readonly inSession: boolean;
}

function AreaLink({ area: { name, icon: Icon, route }, isHere, inSession }: LinkProps) {
  const { t } = useWords('console');
  const { queues } = useNames();
  const waiting = queues.reduce((sum, queue) => sum + queue.waiting, 0);
  const live = name === 'desk' && inSession;
  return (
    <a className="c-rail-item" href={hashOf(route)} aria-current={isHere ? 'page' : undefined}>
      <Icon size={18} aria-hidden="true" />
      <span>{t(live ? 'areas.deskLive' : `areas.${name}`)}</span>
      {live ? <small>{t('areas.live')}</small> : null}
      {name === 'tickets' && waiting > 0 ? (
        <small title={t('home.queuesText')}>{waiting.toLocaleString('en-GB')}</small>
      ) : null}
    </a>
  );
}
