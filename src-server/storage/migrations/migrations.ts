import type { Migration } from 'kysely/migration';
import type { DatabasePlace } from '../open-database.ts';
import { people } from './m0001-people.ts';
import { tickets } from './m0002-tickets.ts';
import { ticketWork } from './m0010-ticket-work.ts';
import { waiting } from './m0011-waiting.ts';
import { sla } from './m0012-sla.ts';
import { macros } from './m0013-macros.ts';
import { tokens } from './m0020-tokens.ts';
import { waysIn } from './m0021-ways-in.ts';
import { auditHeads } from './m0022-audit-heads.ts';
import { connectors } from './m0030-connectors.ts';
import { satisfaction } from './m0030-satisfaction.ts';
import { webhooks } from './m0031-webhooks.ts';
import { retention } from './m0032-retention.ts';
import { weeklyReport } from './m0033-weekly-report.ts';
import { knowledge } from './m0040-knowledge.ts';
import { mail } from './m0050-mail.ts';

/** Forward only, in the order of their names. A migration that has shipped is never changed. */
export function migrations(kind: DatabasePlace['kind']): Readonly<Record<string, Migration>> {
  return {
    '0001-people': people(),
    '0002-tickets': tickets(kind),
    '0010-ticket-work': ticketWork(),
    '0011-waiting': waiting(),
    '0012-sla': sla(),
    '0013-macros': macros(),
    '0020-tokens': tokens(),
    '0021-ways-in': waysIn(),
    '0022-audit-heads': auditHeads(),
    '0030-connectors': connectors(),
    '0030-satisfaction': satisfaction(),
    '0031-webhooks': webhooks(),
    '0032-retention': retention(),
    '0033-weekly-report': weeklyReport(),
    '0040-knowledge': knowledge(kind),
    '0050-mail': mail(),
  };
}
