/**
 * Main's log: one JSON line an event on standard error. Ids, sizes and codes only; never a payload, a code's secret
 * half, a name or a path from the machine.
 */
export interface Log {
  info(event: string, fields?: Readonly<Record<string, unknown>>): void;
  warn(event: string, fields?: Readonly<Record<string, unknown>>): void;
  error(event: string, fields?: Readonly<Record<string, unknown>>): void;
}

export function createLog(write: (line: string) => void, now: () => number): Log {
  const line = (level: string) => (event: string, fields?: Readonly<Record<string, unknown>>) =>
    write(`${JSON.stringify({ time: now(), level, event, ...fields })}\n`);
  return { info: line('info'), warn: line('warn'), error: line('error') };
}
