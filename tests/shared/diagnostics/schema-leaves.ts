import { z } from 'zod';

/** A leaf of a zod schema: its path with `*` for list members, and the schema there. */
export interface Leaf {
  readonly path: string;
  readonly schema: z.ZodType;
}

/** Every leaf of a schema made of strict objects, lists, nullables and optionals. */
export function schemaLeaves(schema: z.ZodType, path: string): readonly Leaf[] {
  const bare = unwrapped(schema);
  if (bare instanceof z.ZodObject) {
    return Object.entries(bare.shape).flatMap(([key, child]) => schemaLeaves(typed(child), `${path}.${key}`));
  }
  if (bare instanceof z.ZodArray) return schemaLeaves(typed(bare.element), `${path}.*`);
  return [{ path, schema }];
}

/** A value of the schema with the given text wherever text may stand, and the first choice elsewhere. */
export function sampleOf(schema: z.ZodType, text: (path: string) => string, path = ''): unknown {
  const bare = unwrapped(schema);
  if (bare instanceof z.ZodObject) {
    const entries = Object.entries(bare.shape);
    return Object.fromEntries(
      entries.map(([key, child]) => [
        key,
        sampleOf(typed(child), text, path === '' ? key : `${path}.${key}`),
      ]),
    );
  }
  if (bare instanceof z.ZodArray) return [sampleOf(typed(bare.element), text, `${path}.*`)];
  if (bare instanceof z.ZodString) return text(path);
  if (bare instanceof z.ZodNumber) return [1, 50, -1].find((value) => bare.safeParse(value).success);
  if (bare instanceof z.ZodBoolean) return true;
  if (bare instanceof z.ZodEnum) return bare.options[0];
  throw new Error(`no sample for ${path}: ${bare.def.type}`);
}

/** The schema without the layers that only allow nothing. */
export function unwrapped(schema: z.ZodType): z.ZodType {
  if (schema instanceof z.ZodNullable || schema instanceof z.ZodOptional)
    return unwrapped(typed(schema.unwrap()));
  return schema;
}

// zod types the inside of a wrapper by its core type; everything here is built by the classic API.
function typed(schema: unknown): z.ZodType {
  if (schema instanceof z.ZodType) return schema;
  throw new Error('not a zod schema');
}
