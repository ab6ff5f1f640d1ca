import { readFile } from 'node:fs/promises';
import { auditExportSchema, type AuditExport } from '../src-shared/helpdesk/api/audit-routes.ts';
import { CommandRefused, type CommandIo } from './command-refused.ts';
import { isSigned, knownAuditKey, toHead } from './desk/audit-heads.ts';
import { auditFaults } from './desk/audit-proof.ts';
import type { Database } from './storage/open-database.ts';

/** `verify-audit FILE [EARLIER]`: an exported chain, held against itself and an export that was kept elsewhere. */
export async function verifyAudit(
  file: string,
  earlierFile: string | undefined,
  io: CommandIo,
): Promise<void> {
  const whole = await exported(file);
  const earlier = earlierFile === undefined ? null : await exported(earlierFile);
  const faults = auditFaults(whole, earlier);
  if (faults.length > 0) throw new CommandRefused(faults.join('\n'));
  io.say(`Verified: ${whole.entries.length} entries and ${whole.heads.length} signed heads fit each other.`);
  if (earlier === null)
    io.say('Nothing was compared with an earlier export: an end that was cut off would not be seen.');
}

async function exported(file: string): Promise<AuditExport> {
  const text = await readFile(file, 'utf8').catch(() => {
    throw new CommandRefused(`${file} cannot be read.`);
  });
  const read = auditExportSchema.loose().safeParse(parsed(text));
  if (!read.success) throw new CommandRefused(`${file} is no exported audit chain.`);
  return read.data;
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

/** Each organisation's last head, to be written down elsewhere, and what is wrong with any of them. */
export async function readHeads(
  db: Database,
): Promise<{ readonly lines: readonly string[]; readonly faults: readonly string[] }> {
  const lines: string[] = [];
  const faults: string[] = [];
  const key = await knownAuditKey(db.query);
  for (const { id, name } of await db.query.selectFrom('organisation').select(['id', 'name']).execute()) {
    const rows = await db.query
      .selectFrom('audit_head')
      .leftJoin('audit', (join) =>
        join.onRef('audit.tenant_id', '=', 'audit_head.tenant_id').onRef('audit.seq', '=', 'audit_head.seq'),
      )
      .selectAll('audit_head')
      .select('audit.hash as there')
      .where('audit_head.tenant_id', '=', id)
      .orderBy('audit_head.seq')
      .execute();
    for (const row of rows)
      if (!isSigned(id, toHead(row), key === null ? [] : [key]) || row.there !== row.hash)
        faults.push(`The signed head of entry ${row.seq} of ${JSON.stringify(name)} does not fit.`);
    const last = rows.at(-1);
    if (last !== undefined)
      lines.push(
        `Head of ${JSON.stringify(name)}: entry ${last.seq}, ${last.hash}, signed with key ${last.key_id}.`,
      );
  }
  return { lines, faults };
}
