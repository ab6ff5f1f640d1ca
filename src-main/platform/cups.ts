import type { AreaDataOf } from '../../src-shared/diagnostics/area-schemas.ts';
import { facts, notAnswered, unavailable, type Answer } from './answer.ts';
import { nameOf } from './clean.ts';
import type { SourceTools } from './sources.ts';

type Printer = AreaDataOf['printers']['printers'][number];

const source = 'lpstat -r -d -p -o';
const MOST_MODELS = 6;

/** CUPS, on Linux and macOS alike. */
export async function cupsPrinters(tools: SourceTools): Promise<Answer<AreaDataOf['printers']>> {
  const { run, signal, now } = tools;
  const outcome = await run('lpstat', ['-r', '-d', '-p', '-o'], { limitMs: 2500, signal });
  if (outcome.status === 'missing') return unavailable(source, 'this computer has no print system');
  if (outcome.status !== 'ok') return notAnswered(source, outcome);
  const parsed = parseLpstat(outcome.text, now());
  if (parsed.serviceRunning === null && parsed.printers.length === 0)
    return unavailable(source, 'the print system did not say anything');
  const printers = await Promise.all(
    parsed.printers.slice(0, 64).map(async (printer, index) => ({
      ...printer,
      model: index < MOST_MODELS ? await modelOf(tools, printer.name) : null,
    })),
  );
  return facts(source, { ...parsed, printers });
}

/** Output of `lpstat -r -d -p -o` in the C locale. Queue names hold no white space; titles of jobs are not shown. */
export function parseLpstat(text: string, now: number): AreaDataOf['printers'] {
  const running = /^scheduler is running/m.test(text)
    ? true
    : /^scheduler is not running/m.test(text)
      ? false
      : null;
  const usual = /^system default destination: (\S+)/m.exec(text)?.[1] ?? null;
  const blocks = [...text.matchAll(/^printer (\S+) (.*)\n((?:[ \t].*\n?)*)/gm)];
  const jobs = jobsByPrinter(text, now);
  const printers = blocks.map(([, name = '', state = '', more = '']): Printer => {
    const own = jobs.get(name);
    return {
      name: nameOf(name),
      model: null,
      isDefault: name === usual,
      status: statusOf(state, more),
      jobs: own?.count ?? 0,
      oldestJobSeconds: own?.oldestSeconds ?? null,
    };
  });
  return { serviceRunning: running, printers };
}

interface Jobs {
  readonly count: number;
  readonly oldestSeconds: number | null;
}

// "Office-12   anna   1024   Mon Nov 23 10:01:22 2026": the queue is what stands before the last dash.
function jobsByPrinter(text: string, now: number): ReadonlyMap<string, Jobs> {
  const queues = new Map<string, Jobs>();
  for (const line of text.split('\n')) {
    const [, printer, when = ''] = /^(\S+)-\d+[ \t]+\S+[ \t]+\d+[ \t]+(\S.*)$/.exec(line) ?? [];
    if (printer === undefined) continue;
    const { count, oldestSeconds } = queues.get(printer) ?? { count: 0, oldestSeconds: null };
    const at = Date.parse(when);
    const age = Number.isNaN(at) ? 0 : Math.max(0, Math.round((now - at) / 1000));
    const known = oldestSeconds !== null || !Number.isNaN(at);
    queues.set(printer, {
      count: count + 1,
      oldestSeconds: known ? Math.max(oldestSeconds ?? 0, age) : null,
    });
  }
  return queues;
}

function statusOf(state: string, more: string): Printer['status'] {
  const all = `${state} ${more}`.toLowerCase();
  if (/offline|not connected|unreachable|unable to (?:connect|locate)|cannot be found/.test(all))
    return 'offline';
  if (/media-empty|media-jam|cover-open|toner-empty|error|door-open/.test(all)) return 'error';
  if (/^disabled|\bpaused\b/.test(state)) return 'stopped';
  return /now printing/.test(state) ? 'printing' : /idle/.test(state) ? 'idle' : null;
}

async function modelOf({ run, signal }: SourceTools, printer: string | null): Promise<string | null> {
  // A queue's name comes from the system; still nothing that looks like an option is passed on.
  if (printer === null || !/^[\p{L}\p{N}_.][\p{L}\p{N}_.@-]{0,126}$/u.test(printer)) return null;
  const outcome = await run('lpoptions', ['-p', printer], { limitMs: 1000, signal });
  if (outcome.status !== 'ok') return null;
  const match = /printer-make-and-model=(?:'([^']*)'|(\S+))/.exec(outcome.text);
  return nameOf(match?.[1] ?? match?.[2]);
}
