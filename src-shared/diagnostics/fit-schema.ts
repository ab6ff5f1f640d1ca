import { z } from 'zod';

/**
 * The value as this version's schema wants it, when it was written by a version that knew less or more: what is
 * missing becomes null where nothing-known is allowed, what is not known here is dropped. A list that is missing stays
 * missing, since an empty list would claim that there was nothing: the schema then refuses the whole.
 */
export function fitSchema(schema: z.core.$ZodType, value: unknown): unknown {
  if (schema instanceof z.ZodOptional)
    return value === undefined ? undefined : fitSchema(schema.unwrap(), value);
  if (schema instanceof z.ZodNullable)
    return value === undefined || value === null ? null : fitSchema(schema.unwrap(), value);
  if (schema instanceof z.ZodArray)
    return Array.isArray(value) ? value.map((one) => fitSchema(schema.element, one)) : value;
  if (schema instanceof z.ZodObject) return isRecord(value) ? fitObject(schema.shape, value) : value;
  return value;
}

function fitObject(shape: z.core.$ZodShape, value: Readonly<Record<string, unknown>>): unknown {
  const fitted = Object.entries(shape).map(([key, schema]) => [
    key,
    fitSchema(schema, Object.hasOwn(value, key) ? value[key] : undefined),
  ]);
  return Object.fromEntries(fitted.filter(([, one]) => one !== undefined));
}

/** A plain object of JSON. */
export function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
