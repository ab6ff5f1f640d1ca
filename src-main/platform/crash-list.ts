import type { AreaDataOf } from '../../src-shared/diagnostics/area-schemas.ts';

/** One crash, or one time that a program hung. */
export interface Crash {
  readonly name: string;
  /** Epoch ms; null where the source does not say. */
  readonly at: number | null;
  readonly hang: boolean;
}

type Program = AreaDataOf['crashes']['programs'][number];

const MOST = 20;
/** The kernel keeps so many letters of a name. */
const SHORT = 15;

/**
 * Crashes by program, the most frequent first. Several sources see the same crash, so of their counts the highest is
 * taken, not the sum. What is older than `from` is left out.
 */
export function programsFrom(
  lists: readonly (readonly Crash[])[],
  from: number,
): { readonly total: number; readonly programs: readonly Program[] } {
  const merged = new Map<string, Program>();
  for (const list of lists) {
    for (const [key, program] of counted(list.filter(({ at }) => at === null || at >= from))) {
      const other = merged.get(key);
      merged.set(key, other ? larger(other, program) : program);
    }
  }
  const programs = [...merged.values()].sort((a, b) => times(b) - times(a));
  return {
    total: programs.reduce((sum, program) => sum + times(program), 0),
    programs: programs.slice(0, MOST),
  };
}

function counted(list: readonly Crash[]): ReadonlyMap<string, Program> {
  const byName = new Map<string, Program>();
  for (const { name, at, hang } of list) {
    const key = name.slice(0, SHORT);
    const before = byName.get(key);
    byName.set(key, {
      name: longer(before?.name ?? null, name),
      crashes: (before?.crashes ?? 0) + (hang ? 0 : 1),
      hangs: (before?.hangs ?? 0) + (hang ? 1 : 0),
      newestAt: later(before?.newestAt ?? null, at),
    });
  }
  return byName;
}

function larger(a: Program, b: Program): Program {
  return {
    name: longer(a.name, b.name),
    crashes: Math.max(a.crashes ?? 0, b.crashes ?? 0),
    hangs: Math.max(a.hangs ?? 0, b.hangs ?? 0),
    newestAt: later(a.newestAt, b.newestAt),
  };
}

const times = ({ crashes, hangs }: Program) => (crashes ?? 0) + (hangs ?? 0);

function longer(a: string | null, b: string | null): string | null {
  return (a?.length ?? 0) >= (b?.length ?? 0) ? a : b;
}

function later(a: number | null, b: number | null): number | null {
  return a === null ? b : b === null ? a : Math.max(a, b);
}
