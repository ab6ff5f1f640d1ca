import type { Result } from '../../src-shared/result.ts';
import type { Comparison } from '../../src-shared/findings/comparison.ts';
import type { HostSession } from '../../src-shared/session/host-session.ts';
import { receiptText } from './receipt.ts';
import { saveFile, type AskPath } from './save-file.ts';

/** What the person can keep: the report of the checks, and the receipt of a session. Written only where they say. */
export interface ReportService {
  saveReport(): Promise<Result<{ path: string | null }>>;
  saveReceipt(): Promise<Result<{ path: string | null }>>;
}

export interface ReportPorts {
  readonly ask: AskPath;
  readonly session: () => HostSession;
  /** The report as HTML, from the redacted snapshot. */
  readonly html: () => string;
  /** Before and after, where the checks have run again. */
  readonly comparison: () => Comparison | null;
  readonly formatTime: (at: number) => string;
  /** "2026-11-22", for file names. */
  readonly today: () => string;
}

export function createReportService(ports: ReportPorts): ReportService {
  return {
    saveReport: () => saveFile(ports.ask, `alongside-report-${ports.today()}.html`, ports.html()),
    saveReceipt: () =>
      saveFile(
        ports.ask,
        `alongside-receipt-${ports.today()}.txt`,
        receiptText(ports.session(), ports.formatTime, ports.comparison()),
      ),
  };
}
