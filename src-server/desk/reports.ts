import { Worker } from 'node:worker_threads';
import { apiError, type ApiError } from '../../src-shared/helpdesk/api/api-error.ts';
import type { Id } from '../../src-shared/helpdesk/id.ts';
import { reportSchema, type Report, type ReportQuery } from '../../src-shared/helpdesk/report.ts';
import { err, ok, type Result } from '../../src-shared/result.ts';
import { isTimeZone } from '../domain/report-series.ts';
import { collectReport } from './collect-report.ts';
import type { Actor, Desk } from './desk.ts';

export interface Reports {
  make(actor: Pick<Actor, 'tenantId'>, asked: ReportQuery): Promise<Result<Report, ApiError>>;
  /** What stands over a report. */
  organisation(actor: Pick<Actor, 'tenantId'>): Promise<string>;
}

/** What the thread is told. */
export interface ReportJob {
  readonly file: string;
  readonly tenantId: Id;
  readonly asked: ReportQuery;
}

/** Reports that may wait for their turn; each takes a second or two of one processor. */
const MOST_WAITING = 8;
/** A report that takes longer is given up, in ms. */
const LONGEST_MS = 60_000;

/**
 * Reports, one at a time. SQLite answers in the thread that asks: from a file they are made in another thread with a
 * connection that can only read, so that nobody's session or ticket waits for them.
 */
export function createReports(desk: Desk): Reports {
  let waiting = 0;
  let turn: Promise<unknown> = Promise.resolve();
  return {
    async make({ tenantId }, asked) {
      if (!isTimeZone(asked.timeZone))
        return err(
          apiError('INVALID', 'There is no such time zone.', { fields: { timeZone: 'is unknown' } }),
        );
      if (waiting >= MOST_WAITING)
        return err(
          apiError('TOO_MANY', 'Other reports are being made. Try again soon.', { retryAfterS: 10 }),
        );
      waiting += 1;
      const { file, query } = desk.db;
      const made = turn.then(() =>
        file === null ? collectReport({ query, tenantId, asked }) : inThread({ file, tenantId, asked }),
      );
      turn = made.catch(() => undefined).finally(() => (waiting -= 1));
      return ok(await made);
    },

    async organisation({ tenantId }) {
      const row = await desk.db.query
        .selectFrom('organisation')
        .select('name')
        .where('id', '=', tenantId)
        .executeTakeFirstOrThrow();
      return row.name;
    },
  };
}

function inThread(job: ReportJob): Promise<Report> {
  const worker = new Worker(new URL('report-thread.ts', import.meta.url), { workerData: job });
  const limit = setTimeout(() => void worker.terminate(), LONGEST_MS);
  return new Promise<Report>((resolve, reject) => {
    worker.once('message', (message) => resolve(reportSchema.parse(message)));
    worker.once('error', reject);
    worker.once('exit', () => reject(new Error('the report was not finished'))); // after a message it says nothing
  }).finally(() => clearTimeout(limit));
}
