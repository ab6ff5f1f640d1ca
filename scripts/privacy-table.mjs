import { readFileSync, writeFileSync } from 'node:fs';
import { areaTitles } from '../src-shared/diagnostics/facts.ts';
import { fields } from '../src-shared/diagnostics/fields.ts';

/*
 * Writes the table of docs/privacy.md from the allow-list (src-shared/diagnostics/field-table.ts), so that the two
 * cannot drift: `node scripts/privacy-table.mjs`. A test compares them.
 */
const start = '<!-- table: made by scripts/privacy-table.mjs -->';
const end = '<!-- end of table -->';

const howHidden = {
  none: 'sent as it is: points to nobody',
  text: 'searched for names, numbers and addresses',
  user: '`user-…`',
  host: '`host-…`',
  domain: '`domain-…`',
  serial: '`sn-…`',
  uuid: '`uuid-…`',
  mac: '`mac-…`',
  ssid: '`ssid-…`',
  ip: 'public: `ip-…`; private: as it is',
  path: 'folder names hidden, `/home/user-…`',
  label: '`label-…` unless everybody has it',
  device: 'what people call it: `label-…`; words of makers and systems stay',
};

export function privacyTable() {
  const rows = fields.map(
    (field) =>
      `| ${areaTitles[field.area]} | ${field.label} | \`${field.path}\` | ${field.why} | ${howHidden[field.kind]} |`,
  );
  return ['| Area | What | Field | Why | How it is hidden |', '|---|---|---|---|---|', ...rows].join('\n');
}

export function withTable(document) {
  const from = document.indexOf(start);
  const to = document.indexOf(end);
  if (from < 0 || to < from) throw new Error('docs/privacy.md has lost the marks around its table');
  return `${document.slice(0, from + start.length)}\n\n${privacyTable()}\n\n${document.slice(to)}`;
}

if (import.meta.main) {
  const file = new URL('../docs/privacy.md', import.meta.url);
  writeFileSync(file, withTable(readFileSync(file, 'utf8')));
}
