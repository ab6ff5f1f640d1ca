import { z } from 'zod';
import { areaIds, areaIdSchema, type AreaId } from './area.ts';
import { fieldsByPath, type Field } from './fields.ts';

/**
 * That something of an area was left out, never what: the names of the fields stay with the person. Of the fields a
 * check could rest on it is told how many hold figures (yes and no too) and how many words; the rest are names by which
 * one thing is told from another.
 */
export const withheldSchema = z.strictObject({
  area: areaIdSchema,
  fields: z.number().int().min(1).max(2000),
  figures: z.number().int().min(0).max(2000),
  words: z.number().int().min(0).max(2000),
});
export type Withheld = z.infer<typeof withheldSchema>;
type Weight = 'figures' | 'words' | 'names';

/** What stands in place of the data of an area that was left out as a whole. */
export const LEFT_OUT = 'left out by the person';

/** What may be told of the fields that were left out, in the order of the areas; paths that are none count for nothing. */
export function withheldOf(paths: Iterable<string>): Withheld[] {
  const left = [...new Set(paths)].flatMap((path) => fieldsByPath.get(path) ?? []);
  return areaIds.flatMap((area) => {
    const here = left.filter((field) => field.area === area);
    const count = (weight: Weight) => here.filter((field) => weightOf(field) === weight).length;
    if (here.length === 0) return [];
    return [{ area, fields: here.length, figures: count('figures'), words: count('words') }];
  });
}

/** Both together; what was told before is never told less. */
export function joinWithheld(one: readonly Withheld[], other: readonly Withheld[]): Withheld[] {
  return areaIds.flatMap((area) => {
    const found = [...one, ...other].filter((note) => note.area === area);
    if (found.length === 0) return [];
    const most = (of: 'fields' | 'figures' | 'words') => Math.max(...found.map((note) => note[of]));
    return [{ area, fields: most('fields'), figures: most('figures'), words: most('words') }];
  });
}

/** True when a field of this kind may be among those that were left out of its area. */
export function mayBeWithheld(withheld: readonly Withheld[], field: Field): boolean {
  const note = withheld.find(({ area }) => area === field.area);
  if (!note) return false;
  switch (weightOf(field)) {
    case 'figures':
      return note.figures > 0;
    case 'words':
      return note.words > 0;
    case 'names':
      return note.fields > note.figures + note.words;
  }
}

/** How many fields were left out, of one area or of all. */
export function countWithheld(withheld: readonly Withheld[], area?: AreaId): number {
  return withheld
    .filter((note) => area === undefined || note.area === area)
    .reduce((sum, { fields }) => sum + fields, 0);
}

const namingKinds: ReadonlySet<string> = new Set(['label', 'device', 'path', 'serial', 'uuid']);

/** Names by which a rule tells what a thing is. */
const decidingNames: ReadonlySet<string> = new Set(['thermal.fans.*.name']);

/** What a thing of a list is called; no rule goes by it. */
export function isNaming(field: Field): boolean {
  if (namingKinds.has(field.kind)) return true;
  return field.path.endsWith('.*.name') && !decidingNames.has(field.path);
}

function weightOf(field: Field): Weight {
  if (isNaming(field)) return 'names';
  return field.kind === 'none' ? 'figures' : 'words';
}
