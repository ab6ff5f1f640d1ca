import type { FieldUnit } from './field-table.ts';

/** A value of a snapshot for people: "237 GB", "81 %", "38 d 2 h", "yes"; an em dash where nothing is known. */
export function formatValue(value: string | number | boolean | null, unit: FieldUnit): string {
  if (value === null) return '—';
  if (typeof value === 'boolean') return value ? 'yes' : 'no';
  if (typeof value === 'string') return value;
  return formatNumber(value, unit);
}

function formatNumber(value: number, unit: FieldUnit): string {
  switch (unit) {
    case 'bytes':
      return formatBytes(value);
    case 'percent':
      return `${rounded(value, 1)} %`;
    case 'celsius':
      return `${rounded(value, 0)} °C`;
    case 'ghz':
      return `${rounded(value, 2)} GHz`;
    case 'mhz':
      return `${rounded(value, 0)} MHz`;
    case 'mbit':
      return formatMegabits(value);
    case 'dbm':
      return `${value < 0 ? '−' : ''}${Math.abs(value)} dBm`;
    case 'px':
      return `${value} px`;
    case 'hz':
      return `${rounded(value, 1)} Hz`;
    case 'seconds':
      return formatDuration(value);
    case 'ms':
      return formatMilliseconds(value);
    case 'minutes':
      return formatZoneOffset(value);
    case 'hours':
      return `${value} h`;
    case 'time':
      return new Date(value).toISOString().slice(0, 10);
    case 'plain':
      return String(rounded(value, 2));
  }
}

/** Decimal places only where they tell something: 7.9 GB, 237 GB. Powers of 1024, as most systems show them. */
export function formatBytes(value: number): string {
  const units = ['B', 'KB', 'MB', 'GB', 'TB', 'PB'];
  let amount = value;
  let unit = 0;
  while (amount >= 1023.5 && unit < units.length - 1) {
    amount /= 1024;
    unit += 1;
  }
  return `${rounded(amount, unit === 0 || amount >= 99.95 ? 0 : 1)} ${units[unit] ?? ''}`;
}

/** "38 d 2 h", "6 h 12 min", "14 min", "8 s". */
export function formatDuration(seconds: number): string {
  const whole = Math.floor(seconds);
  const days = Math.floor(whole / 86_400);
  const hours = Math.floor((whole % 86_400) / 3600);
  const minutes = Math.floor((whole % 3600) / 60);
  if (days > 0) return hours > 0 ? `${days} d ${hours} h` : `${days} d`;
  if (hours > 0) return minutes > 0 ? `${hours} h ${minutes} min` : `${hours} h`;
  return minutes > 0 ? `${minutes} min` : `${whole} s`;
}

/** A value without needless digits. */
export function rounded(value: number, digits: number): number {
  const factor = 10 ** digits;
  return Math.round(value * factor) / factor;
}

function formatMilliseconds(value: number): string {
  const size = Math.abs(value);
  const sign = value < 0 ? '−' : '';
  return size < 1000 ? `${sign}${Math.round(size)} ms` : `${sign}${formatDuration(size / 1000)}`;
}

function formatMegabits(value: number): string {
  return value >= 1000 ? `${rounded(value / 1000, 1)} Gbit/s` : `${rounded(value, 1)} Mbit/s`;
}

function formatZoneOffset(minutes: number): string {
  const sign = minutes < 0 ? '−' : '+';
  const size = Math.abs(minutes);
  const rest = Math.round(size % 60);
  return `${sign}${Math.floor(size / 60)}${rest === 0 ? '' : `:${String(rest).padStart(2, '0')}`} h`;
}
