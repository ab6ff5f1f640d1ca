import { readFileSync, writeFileSync } from 'node:fs';
import { cpus, release, totalmem } from 'node:os';
import { join } from 'node:path';
import { root } from '../../../scripts/lib/paths.mjs';
import { markdown, notes, programCells, promiseCells, questionCells, type Result } from './table.ts';

const begin = '<!-- bench diagnostics: begin (--write-doc) -->';
const end = '<!-- bench diagnostics: end -->';

/** Puts the tables between their markers in docs/performance.md; adds them at its end when there are none. */
export async function writeDocument(result: Result): Promise<void> {
  const file = join(root, 'docs/performance.md');
  const before = readFileSync(file, 'utf8');
  const machine = `${cpus().length} cores of ${cpus()[0]?.model.trim() ?? 'an unknown processor'}, ${(totalmem() / 2 ** 30).toFixed(0)} GiB of memory, Linux ${release()}, a virtual machine; Node ${process.versions.node}`;
  const text = [
    `Measured on ${new Date().toISOString().slice(0, 10)}: ${machine}. Repeat with \`npm run bench -- diagnostics\`.`,
    markdown(programCells(result)),
    markdown(promiseCells(result)),
    notes(result)
      .map((line) => `- ${line}`)
      .join('\n'),
    markdown(questionCells(result)),
  ].join('\n\n');
  writeFileSync(file, between(before, `${begin}\n\n${text}\n\n${end}`));
}

function between(document: string, block: string): string {
  const [from, to] = [document.indexOf(begin), document.indexOf(end)];
  if (from === -1 || to < from) return `${document.trimEnd()}\n\n## The diagnosis\n\n${block}\n`;
  return `${document.slice(0, from)}${block}${document.slice(to + end.length)}`;
}
