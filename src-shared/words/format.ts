/**
 * Numbers as people read them, in English. Sizes count in 1024s and say "GB", as Windows and most desktops show
 * them: the figure on our screen must be the one the person sees in their own settings.
 */
const KB = 1024;
const units = ['bytes', 'KB', 'MB', 'GB', 'TB', 'PB'] as const;
type SizeUnit = (typeof units)[number];

/** No longer digits than `digits` after the point; -0 becomes 0. */
export function rounded(value: number, digits: number): number {
  const factor = 10 ** digits;
  return Math.round(value * factor) / factor + 0;
}

/** Under 100 one decimal where it says something ("14.1", "6.4", "14"), from 100 none ("237"). */
function short(value: number): string {
  const figure = rounded(value, Math.abs(value) < 99.95 ? 1 : 0);
  return String(figure);
}

function unitOf(bytes: number): SizeUnit {
  // the next unit from 1000 on, so that "1,012 MB" is never shown
  let i = 0;
  while (i < units.length - 1 && Math.abs(bytes) / KB ** i >= 999.5) i += 1;
  return units[i] ?? 'bytes';
}

function inUnit(bytes: number, unit: SizeUnit): string {
  const value = bytes / KB ** units.indexOf(unit);
  return unit === 'bytes' ? String(Math.round(value)) : short(value);
}

/** "14.1 GB", "512 MB", "900 bytes". */
export function size(bytes: number): string {
  const unit = unitOf(bytes);
  return `${inUnit(bytes, unit)} ${unit}`;
}

/** For the person: whole numbers from 10 on. "14 GB", "3.2 GB". */
export function roundSize(bytes: number): string {
  const unit = unitOf(bytes);
  const value = bytes / KB ** units.indexOf(unit);
  return `${rounded(value, value < 9.95 && unit !== 'bytes' ? 1 : 0)} ${unit}`;
}

/** "14.1 of 237 GB": one unit for both unless the part would vanish in it. */
export function sizeOf(part: number, whole: number): string {
  const unit = unitOf(whole);
  const same = inUnit(part, unit);
  // "0.1 of 1 TB" says little: 99 GB does
  return part > 0 && Number(same) < 0.5 ? `${size(part)} of ${size(whole)}` : `${same} of ${size(whole)}`;
}

/** "94.1 %" for the desk. */
export function percent(value: number): string {
  return `${rounded(value, 1)} %`;
}

/** "94 %" for the person and for titles. Never says 100 % of what is not yet full, nor 0 % of what is there. */
export function roundPercent(value: number): string {
  const whole = Math.round(value);
  if (whole === 100 && value < 100) return '99 %';
  if (whole === 0 && value > 0) return '1 %';
  return `${whole} %`;
}

const SECOND = 1000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
export const DAY = 24 * HOUR;

export function plural(count: number, one: string, other: string): string {
  return count === 1 ? one : other;
}

const counted = (count: number, unit: string) => `${count} ${plural(count, unit, `${unit}s`)}`;

/** For the person, in the one unit that fits: "38 days", "52 minutes", "3 seconds". Rounded down, as people count. */
export function duration(ms: number): string {
  if (ms >= 2 * DAY) return counted(Math.floor(ms / DAY), 'day');
  if (ms >= 2 * HOUR) return counted(Math.floor(ms / HOUR), 'hour');
  if (ms >= MINUTE) return counted(Math.floor(ms / MINUTE), 'minute');
  return counted(Math.floor(Math.max(0, ms) / SECOND), 'second');
}

/** For the desk, in two units: "38 d 2 h", "52 min", "3 s". */
export function shortDuration(ms: number): string {
  const two = (big: number, bigUnit: string, small: number, smallUnit: string) =>
    `${Math.floor(ms / big)} ${bigUnit}${ms % big >= small ? ` ${Math.floor((ms % big) / small)} ${smallUnit}` : ''}`;
  if (ms >= DAY) return two(DAY, 'd', HOUR, 'h');
  if (ms >= HOUR) return two(HOUR, 'h', MINUTE, 'min');
  if (ms >= MINUTE) return `${Math.floor(ms / MINUTE)} min`;
  return ms >= SECOND ? `${rounded(ms / SECOND, 1)} s` : `${Math.max(0, Math.round(ms))} ms`;
}

const months = [
  'January',
  'February',
  'March',
  'April',
  'May',
  'June',
  'July',
  'August',
  'September',
  'October',
  'November',
  'December',
] as const;

/** "14 October 2026", in UTC: pure code knows no time zone. */
export function date(at: number): string {
  const day = new Date(at);
  return `${day.getUTCDate()} ${months[day.getUTCMonth()] ?? ''} ${day.getUTCFullYear()}`;
}

/** "−71 dBm": with a real minus sign, which lines up and does not break at the end of a line. */
export function signed(value: number): string {
  return value < 0 ? `−${Math.abs(rounded(value, 2))}` : String(rounded(value, 2));
}
