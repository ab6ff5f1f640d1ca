import { useEffect, useRef } from 'react';
import { useHost } from '../../ui/app-context.tsx';
import { useAnnounce } from '../../ui/live-region.tsx';
import { useWords } from '../../words/i18n.ts';

/** Says what happens to the session to screen readers, on whatever screen the person is. */
export function useSessionNews(): void {
  const { t } = useWords('host');
  const announce = useAnnounce();
  const link = useHost((state) => state.session?.link ?? 'none');
  const paused = useHost((state) => state.session?.paused ?? false);
  const name = useHost((state) => state.session?.technician?.name ?? '');
  const last = useHost((state) => state.chat.at(-1));
  const asked = useHost((state) => state.asked);
  const before = useRef({ link, paused, lineId: last?.id, asked });
  useEffect(() => {
    const old = before.current;
    before.current = { link, paused, lineId: last?.id, asked };
    if (link !== old.link && link === 'lost') announce(t('live.lostText', { name }), 'assertive');
    if (link === 'up' && old.link === 'lost') announce(t('live.backAgain'), 'assertive');
    if (paused && !old.paused) announce(t('live.pausedText', { name }), 'assertive');
    for (const capability of asked.filter((one) => !old.asked.includes(one))) {
      announce(t(capability === 'screen' ? 'live.asksScreen' : 'live.asksFindings', { name }), 'assertive');
    }
    if (last !== undefined && last.id !== old.lineId && last.from === 'peer') {
      announce(t('chat.said', { name, text: last.text }));
    }
  }, [link, paused, name, last, asked, announce, t]);
}
