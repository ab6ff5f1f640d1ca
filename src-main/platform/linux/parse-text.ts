import { figureOf } from '../clean.ts';

/** KEY=value lines, quotes removed, as in os-release, uevent files and `timedatectl show`. */
export function keyValues(text: string): ReadonlyMap<string, string> {
  const values = new Map<string, string>();
  for (const line of text.split('\n')) {
    const match = /^\s*([A-Za-z0-9_.-]+)=(.*)$/.exec(line);
    if (match?.[1] !== undefined)
      values.set(match[1], (match[2] ?? '').trim().replace(/^(["'])(.*)\1$/, '$2'));
  }
  return values;
}

/** "Key: value" lines, as in /proc/meminfo; the first of equal keys counts. */
export function colonValues(text: string): ReadonlyMap<string, string> {
  const values = new Map<string, string>();
  for (const line of text.split('\n')) {
    const at = line.indexOf(':');
    const key = line.slice(0, at).trim();
    if (at > 0 && !values.has(key)) values.set(key, line.slice(at + 1).trim());
  }
  return values;
}

/** /proc/mounts writes space, tab, line break and backslash as three octal digits. */
export function unescapeOctal(text: string): string {
  return text.replace(/\\([0-7]{3})/g, (_, code: string) => String.fromCharCode(Number.parseInt(code, 8)));
}

export function words(text: string): readonly string[] {
  return text.trim().split(/\s+/);
}

/** Epoch ms of a time as systemd prints it: microseconds since 1970, 0 or null for never. */
export function fromMicroseconds(value: number | string | null | undefined): number | null {
  const ms = Math.floor(Number(value ?? 0) / 1000);
  return ms > 0 && ms <= 8.64e15 ? ms : null;
}

/** Degrees, to a tenth, of what a sensor of the kernel gives in thousandths; 0 and nonsense: nothing is connected. */
export function degreesOf(text: string | null): number | null {
  const value = figureOf(text, 1000, 250_000);
  return value === null ? null : Math.round(value / 100) / 10;
}
