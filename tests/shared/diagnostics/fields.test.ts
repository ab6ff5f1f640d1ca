import { z } from 'zod';
import { describe, expect, it } from 'vitest';
import { areaSchemas } from '../../../src-shared/diagnostics/area-schemas.ts';
import { areaIds } from '../../../src-shared/diagnostics/area.ts';
import { fields, fieldsByPath } from '../../../src-shared/diagnostics/fields.ts';
import { schemaLeaves, unwrapped } from './schema-leaves.ts';

const leaves = areaIds.flatMap((area) => schemaLeaves(areaSchemas[area], area));

describe('the allow-list of fields', () => {
  it('has one entry for every leaf of the schemas, and none for anything else', () => {
    expect(fields.map((field) => field.path).toSorted()).toEqual(leaves.map((leaf) => leaf.path).toSorted());
  });

  it('names each path once', () => {
    expect(fieldsByPath.size).toBe(fields.length);
  });

  it('treats as harmless only numbers, yes/no and fixed words', () => {
    for (const { path, schema } of leaves) {
      const isText = unwrapped(schema) instanceof z.ZodString;
      expect({ path, harmless: fieldsByPath.get(path)?.kind === 'none' }).toEqual({
        path,
        harmless: !isText,
      });
    }
  });

  it('lets every leaf be null, so that a person can leave any field out', () => {
    for (const { path, schema } of leaves) {
      expect({ path, accepted: schema.safeParse(null).success }).toEqual({ path, accepted: true });
    }
  });

  it('bounds every text, number and list', () => {
    for (const { path, schema } of leaves) {
      const bare = unwrapped(schema);
      const refused =
        bare instanceof z.ZodString
          ? !schema.safeParse('x'.repeat(301)).success
          : bare instanceof z.ZodNumber
            ? !schema.safeParse(1e300).success && !schema.safeParse(NaN).success
            : true;
      expect({ path, refused }).toEqual({ path, refused: true });
    }
  });

  it('refuses control characters and direction overrides in every text', () => {
    for (const { path, schema } of leaves) {
      if (!(unwrapped(schema) instanceof z.ZodString)) continue;
      for (const bad of ['a\nb', 'a\u001b[31m', 'a\u202Eb', 'a\u0000']) {
        expect({ path, ok: schema.safeParse(bad).success }).toEqual({ path, ok: false });
      }
    }
  });

  it('puts whatever points to a person into the tab “You and names”', () => {
    const harmless = new Set(['none', 'text', 'device']);
    const pointing = fields.filter((field) => !harmless.has(field.kind));
    expect(pointing.filter((field) => field.group !== 'you').map((field) => field.path)).toEqual([]);
  });
});
