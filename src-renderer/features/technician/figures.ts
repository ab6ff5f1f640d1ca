import { roundPercent, rounded } from '../../../src-shared/words/format.ts';
import { clockText, leftText } from '../../words/time.ts';

/** Figures that only the desk shows; sizes, shares and times come from the shared words. */
const clock = new Intl.DateTimeFormat('en-GB', { hour: '2-digit', minute: '2-digit', second: '2-digit' });
const MINUTE = 60_000;

/** "10:59:12", in this machine's zone. `at` is epoch ms. */
export function timeText(at: number): string {
  return clock.format(at);
}

/** Evidence is written to stand inside a line; at the start of one it takes a capital. */
export function sentence(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

/** Time left of a lease: "53 min", and "6:41" below ten minutes. */
export function leaseText(ms: number): string {
  return ms >= 10 * MINUTE ? leftText(ms) : clockText(ms);
}

/** One decimal below ten, none above: 3.4, 38. */
function short(value: number): string {
  return String(rounded(value, Math.abs(value) < 9.95 ? 1 : 0));
}

/** Bytes a second as bits a second, the unit in which lines are sold: "3.4 Mbit/s". */
export function rateText(bytesPerSecond: number): string {
  return kilobitsText((bytesPerSecond * 8) / 1000);
}

export function kilobitsText(kilobits: number): string {
  return kilobits >= 1000 ? `${short(kilobits / 1000)} Mbit/s` : `${Math.round(kilobits)} kbit/s`;
}

export function msText(ms: number): string {
  return `${short(ms)} ms`;
}

export { roundPercent as percentText };
