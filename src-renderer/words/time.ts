import { words } from './i18n.ts';

/** Times and durations as words. All take ms. */
const SECOND = 1000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;

/** "0:21", "6:41", "1:02:09": counts down to 0:00, so a started second still shows. */
export function clockText(ms: number): string {
  const all = Math.ceil(Math.max(0, ms) / SECOND);
  const hours = Math.floor(all / 3600);
  const minutes = Math.floor((all % 3600) / 60);
  const seconds = String(all % 60).padStart(2, '0');
  return hours > 0 ? `${hours}:${String(minutes).padStart(2, '0')}:${seconds}` : `${minutes}:${seconds}`;
}

/** "53 min", and below ten minutes with seconds: "6 min 41 s", "41 s". */
export function leftText(ms: number): string {
  const left = Math.max(0, ms);
  if (left >= 10 * MINUTE) return words.t('common:time.min', { count: Math.ceil(left / MINUTE) });
  const all = Math.ceil(left / SECOND);
  if (all < 60) return words.t('common:time.s', { count: all });
  return words.t('common:time.minS', { minutes: Math.floor(all / 60), seconds: all % 60 });
}

/** How long something took: "less than a minute", "22 minutes", "1 hour 5 minutes". */
export function spanText(ms: number): string {
  const minutes = Math.round(ms / MINUTE);
  if (minutes < 1) return words.t('common:time.underMinute');
  if (minutes < 60) return words.t('common:time.minutes', { count: minutes });
  const hours = words.t('common:time.hours', { count: Math.floor(minutes / 60) });
  return ms % HOUR < MINUTE ? hours : `${hours} ${words.t('common:time.minutes', { count: minutes % 60 })}`;
}

const clock = new Intl.DateTimeFormat('en-GB', { hour: '2-digit', minute: '2-digit' });

/** Time of day, "10:46", in the machine's own zone. `at` is epoch ms. */
export function dayTime(at: number): string {
  return clock.format(at);
}

const day = new Intl.DateTimeFormat('en-GB', {
  day: 'numeric',
  month: 'short',
  year: 'numeric',
  hour: '2-digit',
  minute: '2-digit',
});

/** Day and time, "22 Nov 2026, 10:46", in the machine's own zone. `at` is epoch ms. */
export function dayAndTime(at: number): string {
  return day.format(at);
}

const dayWithZone = new Intl.DateTimeFormat('en-GB', {
  day: 'numeric',
  month: 'short',
  year: 'numeric',
  hour: '2-digit',
  minute: '2-digit',
  timeZoneName: 'short',
});

/** "22 Nov 2026, 10:46 CET": for what is read elsewhere, later. `at` is epoch ms. */
export function dayAndTimeWithZone(at: number): string {
  return dayWithZone.format(at);
}
