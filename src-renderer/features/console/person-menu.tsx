import { ChevronsUpDown, KeyRound, LogOut, MonitorOff, Moon, Sun, SunMoon } from 'lucide-react';
import { useState } from 'react';
import type { Settings } from '../../../src-shared/bridge/contract.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { useAnnounce } from '../../ui/live-region.tsx';
import { Menu } from '../../ui/menu.tsx';
import { useWords } from '../../words/i18n.ts';
import { Avatar } from './avatar.tsx';
import { useHelpDesk, useIdentity } from './console-context.tsx';
import { problemWords } from './problem-words.ts';
import { go, goInstead } from './use-route.ts';

type Choice = 'account' | 'system' | 'light' | 'dark' | 'out' | 'everywhere';

/** Who is signed in, how this window looks, and the ways out. */
export function PersonMenu({ onTheme }: { readonly onTheme: (theme: Settings['theme']) => void }) {
  const { t } = useWords('console');
  const { t: desk } = useWords('desk');
  const { member } = useIdentity();
  const { ask, dialog } = useSignOut();
  const choose = (id: Choice) => {
    if (id === 'out' || id === 'everywhere') ask(id === 'everywhere');
    else if (id === 'account') go({ page: 'account' });
    else onTheme(id);
  };
  return (
    <div className="c-person">
      <Menu<Choice>
        size="desk"
        align="start"
        trigger={
          <button type="button" className="c-person-button">
            <Avatar name={member.name} />
            <span>
              <b>{member.name}</b>
              <small>{t(`person.role.${member.role}`)}</small>
              <span className="visually-hidden">{t('person.menu')}</span>
            </span>
            <ChevronsUpDown size={16} aria-hidden="true" />
          </button>
        }
        items={[
          { id: 'account', label: t('account.title'), icon: <KeyRound size={16} aria-hidden="true" /> },
          {
            id: 'system',
            label: desk('settings.themes.system'),
            icon: <SunMoon size={16} aria-hidden="true" />,
          },
          { id: 'light', label: desk('settings.themes.light'), icon: <Sun size={16} aria-hidden="true" /> },
          { id: 'dark', label: desk('settings.themes.dark'), icon: <Moon size={16} aria-hidden="true" /> },
          { id: 'out', label: t('person.signOut'), icon: <LogOut size={16} aria-hidden="true" /> },
          {
            id: 'everywhere',
            label: t('person.everywhere'),
            icon: <MonitorOff size={16} aria-hidden="true" />,
          },
        ]}
        onChoose={choose}
      />
      {dialog}
    </div>
  );
}

/** Signing out takes unsent drafts away with it, so it asks first where there are any. */
function useSignOut() {
  const { t } = useWords('console');
  const { session, drafts, articleDrafts } = useHelpDesk();
  const announce = useAnnounce();
  const [asking, setAsking] = useState<{ readonly everywhere: boolean; readonly count: number } | null>(null);
  const out = async (everywhere: boolean) => {
    setAsking(null);
    const mine = [drafts(), articleDrafts()];
    const answer = await session.actions.signOut(everywhere);
    if (!answer.ok && answer.error.error !== 'SIGN_IN')
      return announce(t('person.notOut', { why: problemWords(answer.error) }), 'assertive');
    for (const kept of mine) kept.clear();
    goInstead({ page: 'sign-in' });
  };
  const ask = (everywhere: boolean) => {
    const count = drafts().list().length + articleDrafts().list().length;
    if (count === 0) void out(everywhere);
    else setAsking({ everywhere, count });
  };
  const dialog = (
    <Dialog
      open={asking !== null}
      onNo={() => setAsking(null)}
      size="desk"
      title={t('person.draftsTitle', { count: asking?.count ?? 0 })}
      text={t('person.draftsText')}
      actions={
        <>
          <Button size="desk" look="primary" onClick={() => setAsking(null)}>
            {t('person.stay')}
          </Button>
          <Button size="desk" onClick={() => void out(asking?.everywhere ?? false)}>
            {t('person.removeAndGo')}
          </Button>
        </>
      }
    />
  );
  return { ask, dialog };
}
