import { writeFileSync } from 'node:fs';
import { publishedSchema } from '../src-shared/report/report-json.ts';

/*
 * Writes docs/report.schema.json, the JSON Schema of report.json, from the schemas the app itself decodes with:
 * `node scripts/report-schema.mjs`. A test compares them.
 */
const file = new URL('../docs/report.schema.json', import.meta.url);
writeFileSync(file, `${JSON.stringify(publishedSchema(), null, 2)}\n`);
