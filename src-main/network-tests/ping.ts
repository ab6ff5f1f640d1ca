import { isIP } from 'node:net';
import type { RunCommand } from '../platform/run-command.ts';
import type { Platform } from '../../src-shared/diagnostics/snapshot.ts';
import { jitter, median } from './answer-times.ts';

/** What the system's ping said. */
export interface PingOutcome {
  readonly sent: number;
  readonly lost: number;
  readonly rttMs: number | null;
  readonly jitterMs: number | null;
}

export interface PingOptions {
  /** An address; a name never reaches the program. */
  readonly address: string;
  readonly count: number;
  /** Seconds between two; 0.2 is the least that a plain user may ask for. Windows always waits a second. */
  readonly everyS: number;
  readonly platform: Platform;
  readonly run: RunCommand;
  readonly signal: AbortSignal;
  /** Bytes of data, with "do not fragment". */
  readonly size?: number;
}

/** Asks by ICMP; null where this computer has no ping, or it may not send. */
export async function ping(options: PingOptions): Promise<PingOutcome | null> {
  const { address, count, everyS, platform, run, signal } = options;
  if (isIP(address) === 0) return null;
  const { program, args } = pingCommand(options);
  const limitMs = Math.round(count * Math.max(everyS, platform === 'win32' ? 1 : 0) * 1000 + 2500);
  const outcome = await run(program, args, { limitMs, signal });
  if (outcome.status !== 'ok') return null;
  const times = parsePing(outcome.text).slice(0, count);
  // "socket: Operation not permitted": it asked nobody, which is not the same as no answer.
  if (times.length === 0 && !/\d+ (?:packets|%)|\(\d+%|\d+% /.test(outcome.text)) return null;
  return {
    sent: count,
    lost: Math.max(0, count - times.length),
    rttMs: median(times),
    jitterMs: jitter(times),
  };
}

function pingCommand({ address, count, everyS, platform, size }: PingOptions): {
  program: string;
  args: readonly string[];
} {
  const v6 = isIP(address) === 6;
  const n = String(count);
  switch (platform) {
    case 'win32':
      return {
        program: 'ping.exe',
        args: ['-n', n, '-w', '1000', ...(size ? ['-f', '-l', String(size)] : []), address],
      };
    case 'darwin':
      return {
        program: v6 ? '/sbin/ping6' : '/sbin/ping',
        args: [
          '-n',
          '-c',
          n,
          '-i',
          String(everyS),
          ...(v6 ? [] : ['-W', '1000']),
          ...(size && !v6 ? ['-D', '-s', String(size)] : []),
          address,
        ],
      };
    case 'linux':
    case 'other':
      return {
        program: 'ping',
        args: [
          v6 ? '-6' : '-4',
          '-n',
          '-c',
          n,
          '-i',
          String(everyS),
          '-W',
          '1',
          ...(size ? ['-M', 'do', '-s', String(size)] : []),
          address,
        ],
      };
  }
}

/**
 * Times of the answers in ms. Windows speaks the person's language, so only "word=12ms" or "word<1ms" beside a "TTL="
 * counts there; Linux and macOS write "time=12.3 ms". IPv6 answers of Windows have no TTL and end in the time.
 */
export function parsePing(text: string): readonly number[] {
  const times: number[] = [];
  for (const line of text.slice(0, 100_000).split('\n')) {
    const match =
      /\btime[=<]\s?(\d{1,6}(?:\.\d{1,6})?)\s?ms/.exec(line) ??
      (/TTL=/i.test(line) ? /[=<]\s?(\d{1,6}) ?ms\b/.exec(line) : null) ??
      /^[^:]{1,60}:[0-9a-f:%]{2,60}: \S{1,20}[=<](\d{1,6}) ?ms\s*$/i.exec(line);
    if (match?.[1] !== undefined) times.push(Number(match[1]));
  }
  return times;
}
