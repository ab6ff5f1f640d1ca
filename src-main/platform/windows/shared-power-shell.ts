import type { ChildProcess } from 'node:child_process';
import { createInterface } from 'node:readline';
import type { CommandOutcome, RunCommand, RunOptions } from '../run-command.ts';

/** Starts the shell that all share, its input and output as pipes. */
export type StartShell = (args: readonly string[]) => ChildProcess;

/** For this long after its last answer the shell waits for another question; then it ends. */
const IDLE_MS = 2000;
const USUAL_LIMIT_MS = 2500;
const LONGEST_ANSWER = 2 * 1_048_576;
const shellArgs = ['-NoLogo', '-NoProfile', '-NonInteractive', '-InputFormat', 'Text', '-Command', '-'];
const utf8 = '[Console]::OutputEncoding=[Text.Encoding]::UTF8;';

/**
 * One PowerShell for all that ask it, since starting it is what costs: about a second and 60 MB each time. Each script
 * runs in a runspace of its own, side by side, with its own limit; one that fails, hangs or floods costs the one who
 * asked. When the shell itself ends, those who still wait are asked alone, and everybody after them.
 */
export function sharePowerShell(run: RunCommand, start: StartShell): RunCommand {
  let shell: Shell | null = null;
  let works = true;
  return async (program, args, options = {}) => {
    const script = program === 'powershell.exe' ? scriptIn(args) : null;
    if (script === null || !works) return run(program, args, options);
    const began = performance.now();
    if (shell === null || !shell.open()) shell = openShell(start(shellArgs));
    const outcome = await shell.ask(script, options);
    if (outcome !== null) return outcome;
    works = false;
    const left = (options.limitMs ?? USUAL_LIMIT_MS) - (performance.now() - began);
    return run(program, args, { ...options, limitMs: Math.max(1, Math.round(left)) });
  };
}

/** The script of a plain call, when it can be said on one line; null for any other. */
function scriptIn(args: readonly string[]): string | null {
  const [profile, interactive, command, script = '', ...more] = args;
  const plain = profile === '-NoProfile' && interactive === '-NonInteractive' && command === '-Command';
  const whole = script.startsWith(utf8) ? script.slice(utf8.length) : script;
  return plain && more.length === 0 && /^[\x20-\x7e]+$/.test(whole) ? whole : null;
}

interface Shell {
  open(): boolean;
  /** Null when the shell ended first. */
  ask(script: string, options: RunOptions): Promise<CommandOutcome | null>;
}

function openShell(child: ChildProcess): Shell {
  const mark = `@@${child.pid ?? 0}:`;
  const waiting = new Map<number, (outcome: CommandOutcome | null) => void>();
  let asked = 0;
  let stuck = false;
  let ended = false;
  let idle: NodeJS.Timeout | undefined;
  const end = () => {
    if (ended) return;
    ended = true;
    clearTimeout(idle);
    child.kill('SIGKILL');
    for (const settle of waiting.values()) settle(null);
  };
  const settle = (id: number, outcome: CommandOutcome) => {
    waiting.get(id)?.(outcome);
    if (waiting.size > 0 || ended) return;
    // What hangs in there would go on for nobody.
    if (stuck) return end();
    idle = setTimeout(end, IDLE_MS);
    idle.unref();
  };
  child.on('error', end);
  child.on('exit', end);
  child.stdin?.on('error', end);
  child.stderr?.resume();
  readAnswers(child, mark, settle);
  endOfFlood(child, end);
  child.stdin?.write(`${prologue(mark)}\n`);
  return {
    open: () => !ended,
    ask(script, { limitMs = USUAL_LIMIT_MS, signal }) {
      if (ended) return Promise.resolve(null);
      clearTimeout(idle);
      const id = (asked += 1);
      return new Promise((resolve) => {
        const late = () => {
          stuck = true;
          settle(id, { status: 'timeout', reason: 'powershell.exe did not answer in time' });
        };
        const timer = setTimeout(late, limitMs);
        signal?.addEventListener('abort', late, { once: true });
        waiting.set(id, (outcome) => {
          waiting.delete(id);
          clearTimeout(timer);
          signal?.removeEventListener('abort', late);
          resolve(outcome);
        });
        child.stdin?.write(`Ask ${id} '${script.replaceAll("'", "''")}'\n`);
        if (signal?.aborted === true) late();
      });
    },
  };
}

/** One answer a line: mark, number, whether the script failed, what it printed. All other lines are the shell's own. */
function readAnswers(
  child: ChildProcess,
  mark: string,
  settle: (id: number, outcome: CommandOutcome) => void,
): void {
  if (!child.stdout) return;
  const tooMuch = { status: 'too-much', reason: 'powershell.exe printed too much' } as const;
  createInterface({ input: child.stdout, crlfDelay: Infinity }).on('line', (line) => {
    const at = line.indexOf(mark);
    const answer = at < 0 ? null : /^(\d+) ([01]) /.exec(line.slice(at + mark.length, at + mark.length + 20));
    if (!answer) return;
    const text = line.slice(at + mark.length + answer[0].length);
    const outcome = { status: 'ok', text, code: Number(answer[2]) } as const;
    settle(Number(answer[1]), text.length > LONGEST_ANSWER ? tooMuch : outcome);
  });
}

/** A line that never ends would fill the memory: then it is better to start anew. */
function endOfFlood(child: ChildProcess, end: () => void): void {
  let length = 0;
  child.stdout?.on('data', (piece: Buffer) => {
    const newline = piece.lastIndexOf(10);
    length = newline < 0 ? length + piece.length : piece.length - newline;
    if (length > 4 * LONGEST_ANSWER) end();
  });
}

/**
 * Told first, on one line: how a question is answered. Nothing that anybody else chose is ever part of what is sent.
 * Some scripts use objects that want a thread of the old kind (STA).
 */
function prologue(mark: string): string {
  return [
    "$ErrorActionPreference='SilentlyContinue'",
    "$ProgressPreference='SilentlyContinue'",
    '[Console]::OutputEncoding=[Text.Encoding]::UTF8',
    '$pool=[RunspaceFactory]::CreateRunspacePool(1,6)',
    "$pool.ApartmentState='STA'",
    '$pool.Open()',
    '$all=New-Object Collections.ArrayList',
    `$work='param($i,$c)$f=0;$o="";try{$o=@(&([ScriptBlock]::Create($c))|%{[string]$_}) -join " "}catch{$f=1};[Console]::Out.WriteLine("${mark}"+$i+" "+$f+" "+$o)'`,
    'function Ask($i,$c){$p=[PowerShell]::Create();$p.RunspacePool=$pool;[void]$p.AddScript($work).AddArgument($i).AddArgument($c);[void]$all.Add($p);[void]$p.BeginInvoke()}',
  ].join(';');
}
