import { useEffect, useRef, useState } from 'react';
import { useWords } from '../words/i18n.ts';
import { useAnnounce, type Urgency } from './live-region.tsx';

/** Milliseconds left until `until` (epoch ms), never below 0, by a clock of its own: for waits that no store counts. */
export function useTimeLeft(until: number | null): number {
  const [now, setNow] = useState(() => Date.now());
  const running = until !== null && now < until;
  useEffect(() => {
    if (!running) return undefined;
    const timer = setInterval(() => setNow(Date.now()), 250);
    return () => clearInterval(timer);
  }, [running]);
  return until === null ? 0 : Math.max(0, until - now);
}

const MARKS = [5 * 60_000, 60_000, 10_000];

/**
 * Timers are text that changes silently; they speak at 5 minutes, 1 minute and 10 seconds only. `label` names what is
 * running out. A wait that starts below a mark does not say that mark.
 */
export function useSpokenTime(leftMs: number | null, label: string, urgency: Urgency = 'polite'): void {
  const { t } = useWords('common');
  const announce = useAnnounce();
  const before = useRef<number | null>(null);
  useEffect(() => {
    const last = before.current;
    before.current = leftMs;
    if (leftMs === null || last === null) return;
    const mark = MARKS.find((at) => last > at && leftMs <= at);
    if (mark === undefined) return;
    const left =
      mark >= 60_000
        ? t('time.minutes', { count: mark / 60_000 })
        : t('time.seconds', { count: mark / 1000 });
    announce(t('time.spokenLeft', { label, left }), urgency);
  }, [leftMs, label, urgency, announce, t]);
}
