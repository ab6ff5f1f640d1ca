import type { JsonSchema } from './open-api.ts';

/** What names of fields and formats look like; a schema says only what is allowed. */
const byName: Readonly<Record<string, string>> = {
  subject: 'The printer prints nothing',
  body: 'It began on **Monday**.',
  name: 'Margaret Ellison',
  organisation: 'Riverside Library',
  device: 'HP ProBook 450 G8, Windows 11 Pro',
  password: 'a long enough one',
  message: 'Something sent is not as it should be.',
  timeZone: 'Europe/Berlin',
  url: 'https://example.org/hook',
  address: 'https://help.example.org',
};
const byFormat: Readonly<Record<string, string>> = {
  email: 'margaret@example.org',
  date: '2026-11-23',
  uri: 'https://example.org/',
};
/** The patterns that stand in our schemas; one that is not here makes a test fail. */
const byPattern: readonly (readonly [RegExp, string])[] = [
  [/^\^\[A-Za-z0-9_-\]\{22\}\$$/u, 'A1b2C3d4E5f6G7h8I9j0Kw'],
  [/^\^\[A-Za-z0-9_-\]\{43\}\$$/u, 'A1b2C3d4E5f6G7h8I9j0K1l2M3n4O5p6Q7r8S9t0U1v'],
  [/^\^\[0-9a-f\]\{64\}\$$/u, '0'.repeat(64)],
  [/^\^\[0-9a-f\]\{16\}\$$/u, '0'.repeat(16)],
  [/^\^\[\\w-\]\{43\}\$$/u, 'A'.repeat(43)],
  [/^\^\[\\w-\]\{86\}\$$/u, 'A'.repeat(86)],
  [/^\^\(\?:\[a-z0-9\]\(\?:/u, 'example.org'],
  [/^\^\[a-z\]\{2,3\}/u, 'en'],
  [/png\|jpg\|jpeg/u, 'settings-page.png'],
  [/^\^\[a-z0-9\]\+\(\?:-/u, 'printer-does-not-answer'],
  [/^\^\[a-z0-9\]\(\?:\[a-z0-9-\]\{0,61\}/u, 'riverside'],
  [/^\^\\d\{1,15\}\$$/u, '5'],
  [/^\^\[\\x21-\\x7e\]/u, 'a-token-0123456789'],
];
/** A moment in 2026, for what is named as a time. */
const SOME_TIME = 1_795_251_600_000;

/** A value that fits the schema, as it might be: for people who read it. */
export function exampleOf(schema: JsonSchema, name = ''): unknown {
  if ('const' in schema) return schema['const'];
  const { enum: choices, anyOf, oneOf, default: usual } = schema;
  if (Array.isArray(choices)) return choices[0];
  if (usual !== undefined && !Array.isArray(usual)) return usual;
  const [first] = [anyOf, oneOf].filter((list): list is JsonSchema[] => Array.isArray(list)).flat();
  if (first !== undefined) return exampleOf(first, name);
  return ofType(schema, name);
}

function ofType(schema: JsonSchema, name: string): unknown {
  switch (schema['type']) {
    case 'object':
      return objectExample(schema);
    case 'array':
      return isSchema(schema['items']) ? [exampleOf(schema['items'], name.replace(/s$/u, ''))] : [];
    case 'string':
      return stringExample(schema, name);
    case 'integer':
    case 'number':
      return numberExample(schema, name);
    case 'boolean':
      return true;
    default:
      return null;
  }
}

function objectExample({ properties, propertyNames, additionalProperties }: JsonSchema): unknown {
  if (isSchema(properties))
    return Object.fromEntries(
      Object.entries(properties).map(([key, value]) => [key, isSchema(value) ? exampleOf(value, key) : null]),
    );
  if (!isSchema(additionalProperties)) return {};
  const key = isSchema(propertyNames) ? exampleOf(propertyNames, 'field') : 'field';
  return { [String(key)]: exampleOf(additionalProperties, 'value') };
}

function stringExample({ format, pattern, minLength, maxLength }: JsonSchema, name: string): string {
  if (typeof format === 'string' && format in byFormat) return byFormat[format] ?? '';
  const known = byPattern.find(([one]) => typeof pattern === 'string' && one.test(pattern));
  if (known !== undefined) return known[1];
  const text = byName[name] ?? 'text';
  const long = typeof minLength === 'number' ? text.padEnd(minLength, '-x') : text;
  return typeof maxLength === 'number' ? long.slice(0, maxLength) : long;
}

function numberExample({ minimum = 0, maximum }: JsonSchema, name: string): number {
  if (/(?:^|[a-z])(?:At|From|To|Until)$|^(?:at|from|to)$/u.test(name)) return SOME_TIME;
  const low = Math.max(typeof minimum === 'number' ? minimum : 0, 1);
  return typeof maximum === 'number' ? Math.min(low, maximum) : low;
}

function isSchema(value: unknown): value is JsonSchema {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
