import {
  deviceParts,
  SMALLEST_GROUP,
  type ReportGroup,
  type ReportNumbers,
  type Span,
} from '../../src-shared/helpdesk/report.ts';

/** What a report asks of a ticket to know where it belongs. */
export interface Dimensions {
  readonly queueId: string;
  readonly assigneeId: string | null;
  readonly device: string | null;
  readonly priority: string;
}

/** Counts of one group while they grow. Times in ms. */
export interface Tally {
  created: number;
  solved: number;
  reopened: number;
  breached: number;
  answered: number;
  good: number;
  readonly firstAnswers: number[];
  readonly resolutions: number[];
}

export function emptyTally(): Tally {
  return {
    created: 0,
    solved: 0,
    reopened: 0,
    breached: 0,
    answered: 0,
    good: 0,
    firstAnswers: [],
    resolutions: [],
  };
}

/** To which group of this dimension a ticket belongs; empty when it has none. */
export function groupKey(by: ReportGroup, at: Dimensions): string {
  switch (by) {
    case 'none':
      return '';
    case 'queue':
      return at.queueId;
    case 'technician':
      return at.assigneeId ?? '';
    case 'device':
      return deviceParts(at.device).model;
    case 'system':
      return deviceParts(at.device).system;
    case 'priority':
      return at.priority;
  }
}

/**
 * Numbers of all groups. Satisfaction of few people is left out; when what is left out could be told by taking the rest
 * from the total, the next smallest group is left out too. // HD-20
 */
export function numbersOf(
  total: Tally,
  groups: ReadonlyMap<string, Tally>,
): { readonly total: ReportNumbers; readonly groups: readonly (readonly [string, ReportNumbers])[] } {
  const hidden = hiddenGroups(groups);
  return {
    total: toNumbers(total, total.answered < SMALLEST_GROUP),
    groups: [...groups]
      .toSorted(([a, one], [b, other]) => weight(other) - weight(one) || (a < b ? -1 : 1))
      .map(([key, tally]) => [key, toNumbers(tally, hidden.has(key))]),
  };
}

function weight({ created, solved }: Tally): number {
  return created + solved;
}

function hiddenGroups(groups: ReadonlyMap<string, Tally>): ReadonlySet<string> {
  const bySize = [...groups].filter(([, { answered }]) => answered > 0);
  bySize.sort(([, a], [, b]) => a.answered - b.answered);
  const hidden = new Set<string>([...groups].filter(([, one]) => one.answered === 0).map(([key]) => key));
  let people = 0;
  for (const [key, { answered }] of bySize) {
    if (answered >= SMALLEST_GROUP && (people === 0 || people >= SMALLEST_GROUP)) break;
    hidden.add(key);
    people += answered;
  }
  return hidden;
}

function toNumbers(tally: Tally, hide: boolean): ReportNumbers {
  const { created, solved, reopened, breached, answered, good } = tally;
  return {
    created,
    solved,
    reopened,
    breached,
    firstAnswer: spanOf(tally.firstAnswers),
    resolution: spanOf(tally.resolutions),
    satisfaction: hide ? null : { answered, good },
  };
}

/** Median and 90th percentile by nearest rank: a time that one of the tickets really had. */
export function spanOf(times: readonly number[]): Span | null {
  if (times.length === 0) return null;
  const sorted = Float64Array.from(times).sort();
  const at = (share: number) => sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)] ?? 0;
  return { count: sorted.length, medianMs: at(0.5), p90Ms: at(0.9) };
}
