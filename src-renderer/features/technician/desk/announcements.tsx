import { useEffect, useRef } from 'react';
import { useAnnounce } from '../../../ui/live-region.tsx';
import { useWords } from '../../../words/i18n.ts';
import { useDesk } from './use-desk.ts';

/** Says aloud what the eye sees by itself: loss and end at once, findings and the picture when it is quiet. */
export function Announcements() {
  const { t } = useWords('desk');
  const announce = useAnnounce();
  const link = useDesk((desk) => desk.link.state);
  const how = useDesk((desk) => desk.ended?.how ?? null);
  const paused = useDesk((desk) => desk.paused);
  const screen = useDesk((desk) => desk.screenOn);
  const complete = useDesk((desk) => desk.snapshotState === 'complete');
  const found = useDesk((desk) => desk.judgement?.counts.fired ?? 0);
  const before = useRef({ link, paused, screen });
  useEffect(() => {
    const last = before.current;
    before.current = { link, paused, screen };
    if (how !== null) return;
    if (last.link !== link && link === 'lost') announce(t('say.lost'), 'assertive');
    if (last.link === 'lost' && link === 'up') announce(t('say.back'), 'assertive');
    if (last.paused !== paused) announce(t(paused ? 'say.paused' : 'say.resumed'), 'polite');
    if (last.screen !== screen && link === 'up')
      announce(t(screen ? 'say.screenOn' : 'say.screenOff'), 'polite');
  }, [link, paused, screen, how, announce, t]);
  useEffect(() => {
    if (how !== null) announce(t(`stage.ended.${how}.title`), 'assertive');
  }, [how, announce, t]);
  useEffect(() => {
    if (complete) announce(t('say.findings', { count: found }), 'polite');
  }, [complete, found, announce, t]);
  return null;
}
