import { z } from 'zod';
import { err, ok, type Result } from '../result.ts';

/** How one ticket stands to another: "A duplicate-of B". */
export const linkKinds = [
  'related',
  'duplicate-of',
  'has-duplicate',
  'part-of',
  'has-part',
  'follows',
  'followed-by',
] as const;
export const linkKindSchema = z.enum(linkKinds);
export type LinkKind = z.infer<typeof linkKindSchema>;

const inverse: Readonly<Record<LinkKind, LinkKind>> = {
  related: 'related',
  'duplicate-of': 'has-duplicate',
  'has-duplicate': 'duplicate-of',
  'part-of': 'has-part',
  'has-part': 'part-of',
  follows: 'followed-by',
  'followed-by': 'follows',
};

export function inverseOf(kind: LinkKind): LinkKind {
  return inverse[kind];
}

/** The kinds that are stored; each other one is stored as its inverse from the other end. */
export type StoredLinkKind = 'related' | 'duplicate-of' | 'part-of' | 'follows';

export interface TicketLink {
  readonly from: string;
  readonly kind: StoredLinkKind;
  readonly to: string;
}

export type LinkTrouble =
  | 'self'
  | 'already-linked'
  /** A ticket is a duplicate of one other, and a part of one other. */
  | 'has-one-already'
  | 'cycle';

/** A link in the one form it is stored in: two people linking from both ends make the same. */
export function storedLink(from: string, kind: LinkKind, to: string): TicketLink {
  switch (kind) {
    case 'related':
      return from < to ? { from, kind, to } : { from: to, kind, to: from };
    case 'duplicate-of':
    case 'part-of':
    case 'follows':
      return { from, kind, to };
    case 'has-duplicate':
      return { from: to, kind: 'duplicate-of', to: from };
    case 'has-part':
      return { from: to, kind: 'part-of', to: from };
    case 'followed-by':
      return { from: to, kind: 'follows', to: from };
  }
}

/** Adds a link, or says why it can't be. `links` are all that hang together with the two tickets. */
export function addLink(
  links: readonly TicketLink[],
  from: string,
  kind: LinkKind,
  to: string,
): Result<readonly TicketLink[], LinkTrouble> {
  if (from === to) return err('self');
  const link = storedLink(from, kind, to);
  if (links.some((one) => one.from === link.from && one.to === link.to && one.kind === link.kind))
    return err('already-linked');
  if (link.kind === 'related') return ok([...links, link]);
  const single = link.kind !== 'follows';
  if (single && links.some((one) => one.kind === link.kind && one.from === link.from))
    return err('has-one-already');
  if (reaches(links, link.kind, link.to, link.from)) return err('cycle');
  return ok([...links, link]);
}

/** The links of one ticket as it sees them. */
export function linksOf(
  links: readonly TicketLink[],
  ticket: string,
): readonly { readonly kind: LinkKind; readonly to: string }[] {
  return links.flatMap(({ from, kind, to }) => {
    if (from === ticket) return [{ kind, to }];
    return to === ticket ? [{ kind: inverseOf(kind), to: from }] : [];
  });
}

function reaches(links: readonly TicketLink[], kind: StoredLinkKind, from: string, target: string): boolean {
  const seen = new Set<string>();
  const open = [from];
  for (let here = open.pop(); here !== undefined; here = open.pop()) {
    if (here === target) return true;
    if (seen.has(here)) continue;
    seen.add(here);
    for (const link of links) if (link.kind === kind && link.from === here) open.push(link.to);
  }
  return false;
}
