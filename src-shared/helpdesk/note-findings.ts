import { ruleIdSchema, type RuleId } from '../findings/rule-ids.ts';

/** Most findings that become tags: a ticket is about its worst ones. */
const MOST = 10;

/**
 * The findings that a note speaks of under its heading, in its order: what the technician took out is not what the
 * ticket is about.
 */
export function findingsOfNote(text: string): readonly RuleId[] {
  const [, part = ''] = /^## Findings$([^]*?)(?=^#|(?![^]))/m.exec(text) ?? [];
  const named = part.replaceAll('\\', '').match(/\b[A-Z]{2,4}-\d{2}\b/g) ?? [];
  return [...new Set(named)].flatMap((text) => ruleIdSchema.safeParse(text).data ?? []).slice(0, MOST);
}
