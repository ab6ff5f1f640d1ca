import { parentPort, workerData } from 'node:worker_threads';
import { openReadOnly } from '../storage/open-database.ts';
import { collectReport } from './collect-report.ts';
import type { ReportJob } from './reports.ts';

/** A thread of its own for one report: reads, answers, ends. */
const { file, tenantId, asked } = workerData as ReportJob;
const query = openReadOnly(file);
parentPort?.postMessage(await collectReport({ query, tenantId, asked }));
await query.destroy();
