import { useState } from 'react';
import type { Finding } from '../../../src-shared/findings/finding.ts';
import { topFindings } from '../../../src-shared/findings/judge.ts';

/**
 * Findings in the order in which they came, so that nothing moves under the pointer: new ones go below (the worst of
 * them first, as they are judged), gone ones leave their place, and nothing ever changes places.
 */
export function arrivalOrder(shown: readonly string[], findings: readonly Finding[]): readonly string[] {
  const ids = findings.map(({ id }) => id);
  const kept = shown.filter((id) => ids.some((other) => other === id));
  const fresh = ids.filter((id) => !kept.includes(id));
  return fresh.length === 0 && kept.length === shown.length ? shown : [...kept, ...fresh];
}

/**
 * The findings to draw on their own: those that another finding explains stand under it. While `held` (checks still
 * run, or somebody points at the list) they stand as they came; then worst first.
 */
export function useFindingOrder(findings: readonly Finding[], held: boolean): readonly Finding[] {
  const [order, setOrder] = useState<readonly string[]>(() => arrivalOrder([], topLevel(findings)));
  const next = held ? arrivalOrder(order, topLevel(findings)) : worstFirst(order, findings);
  if (next !== order) setOrder(next);
  return next.flatMap((id) => findings.find((finding) => finding.id === id) ?? []);
}

function worstFirst(shown: readonly string[], findings: readonly Finding[]): readonly string[] {
  const ranked: readonly string[] = topFindings({ findings }, findings.length).map(({ id }) => id);
  const own: readonly string[] = topLevel(findings).map(({ id }) => id);
  const wanted = [...ranked, ...own.filter((id) => !ranked.includes(id))];
  return wanted.length === shown.length && wanted.every((id, i) => id === shown[i]) ? shown : wanted;
}

/** How many things are worth fixing: not what another one explains, and not what is only good to know. */
export function worthFixing(findings: readonly Finding[]): number {
  return topLevel(findings).filter(({ severity }) => severity !== 'info').length;
}

function topLevel(findings: readonly Finding[]): readonly Finding[] {
  const here = new Set(findings.map(({ id }) => id));
  return findings.filter(({ explainedBy }) => explainedBy === null || !here.has(explainedBy));
}

/** What is only good to know comes last, and only when nothing can come after it any more. */
export function goodToKnowLast(findings: readonly Finding[], running: boolean): readonly Finding[] {
  const worth = findings.filter(({ severity }) => severity !== 'info');
  return running ? worth : [...worth, ...findings.filter(({ severity }) => severity === 'info')];
}
