import { readFileSync } from 'node:fs';
import type { CommandOutcome, RunCommand } from '../../../src-main/platform/run-command.ts';
import type { SourceTools } from '../../../src-main/platform/sources.ts';
import type { SystemFiles } from '../../../src-main/platform/system-files.ts';

/** Text of tests/fixtures/<system>/<name>. */
export function fixture(path: string): string {
  return readFileSync(new URL(`../../fixtures/${path}`, import.meta.url), 'utf8');
}

/** A file system of a few files; folders are what their paths say. */
export function fakeFiles(content: Readonly<Record<string, string | Uint8Array>>): SystemFiles {
  const paths = Object.keys(content);
  const text = (path: string) => content[path];
  return {
    text: async (path) => {
      const found = text(path);
      return typeof found === 'string' ? found : null;
    },
    bytes: async (path) => {
      const found = text(path);
      return found instanceof Uint8Array ? found : null;
    },
    list: async (path) => {
      const below = paths.filter((other) => other.startsWith(`${path}/`));
      return [...new Set(below.map((other) => other.slice(path.length + 1).split('/')[0] ?? ''))];
    },
    exists: async (path) => paths.some((other) => other === path || other.startsWith(`${path}/`)),
    linkName: async (path) => {
      const found = text(`${path}->`);
      return typeof found === 'string' ? found : null;
    },
    changedAt: async (path) => {
      const found = text(`${path}@`);
      if (typeof found !== 'string') return null;
      return /^\d+$/.test(found) ? Number(found) : Date.parse(found);
    },
    space: async () => ({
      totalBytes: 1000,
      freeBytes: 400,
      availableBytes: 350,
      inodesTotal: 100,
      inodesFree: 90,
    }),
  };
}

/** Programs that print what the test says; all others are not installed. */
export function fakeRun(outputs: Readonly<Record<string, string | CommandOutcome>>): RunCommand {
  return async (program, args) => {
    const found = outputs[[program, ...args].join(' ')] ?? outputs[program];
    if (found === undefined) return { status: 'missing', reason: `${program} is not installed` };
    return typeof found === 'string' ? { status: 'ok', text: found, code: 0 } : found;
  };
}

export function fakeTools(
  content: Readonly<Record<string, string | Uint8Array>> = {},
  outputs: Readonly<Record<string, string | CommandOutcome>> = {},
  env: Readonly<Record<string, string>> = {},
): SourceTools {
  return {
    files: fakeFiles(content),
    run: fakeRun(outputs),
    env,
    now: () => Date.parse('2026-11-23T10:30:00'),
    signal: new AbortController().signal,
  };
}
