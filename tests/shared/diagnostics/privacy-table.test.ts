import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { fields } from '../../../src-shared/diagnostics/fields.ts';

const document = readFileSync(new URL('../../../docs/privacy.md', import.meta.url), 'utf8');

it('PV-1: docs/privacy.md lists every field with its purpose (node scripts/privacy-table.mjs writes it)', () => {
  const rows = document.split('\n').filter((line) => /^\| .* \| `[a-zA-Z]+\./.test(line));
  const listed = rows.map((line) => line.split(' | ').slice(1, 4));
  expect(listed).toEqual(fields.map((field) => [field.label, `\`${field.path}\``, field.why]));
});
