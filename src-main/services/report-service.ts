import type { ReportFormat } from '../../src-shared/bridge/contract.ts';
import { appError } from '../../src-shared/errors.ts';
import { reportHtml, type ReportInput } from '../../src-shared/report/report-html.ts';
import { reportJson } from '../../src-shared/report/report-json.ts';
import { reportMarkdown } from '../../src-shared/report/report-markdown.ts';
import { err, ok, type Result } from '../../src-shared/result.ts';
import type { Comparison } from '../../src-shared/findings/comparison.ts';
import type { HostSession } from '../../src-shared/session/host-session.ts';
import { receiptText } from './receipt.ts';
import { saveFile, type AskPath } from './save-file.ts';

/** What the person can keep: the report of the checks, and the receipt of a session. Written only where they say. */
export interface ReportService {
  saveReport(format: ReportFormat): Promise<Result<{ path: string | null }>>;
  saveReceipt(): Promise<Result<{ path: string | null }>>;
}

export interface ReportPorts {
  readonly ask: AskPath;
  readonly session: () => HostSession;
  /** What a report is made of: the redacted snapshot, as it stands now. */
  readonly report: () => ReportInput;
  /** Prints a page that loads nothing. */
  readonly printPdf: (html: string) => Promise<Uint8Array>;
  /** Before and after, where the checks have run again. */
  readonly comparison: () => Comparison | null;
  readonly formatTime: (at: number) => string;
  /** "2026-11-22", for file names. */
  readonly today: () => string;
}

export function createReportService(ports: ReportPorts): ReportService {
  return {
    async saveReport(format) {
      const content = await contentOf(format, ports);
      return content.ok
        ? saveFile(ports.ask, `alongside-report-${ports.today()}.${format}`, content.value)
        : content;
    },
    saveReceipt: () =>
      saveFile(
        ports.ask,
        `alongside-receipt-${ports.today()}.txt`,
        receiptText(ports.session(), ports.formatTime, ports.comparison()),
      ),
  };
}

async function contentOf(
  format: ReportFormat,
  { report, printPdf }: ReportPorts,
): Promise<Result<string | Uint8Array>> {
  const input = report();
  switch (format) {
    case 'html':
      return ok(reportHtml(input));
    case 'md':
      return ok(reportMarkdown(input));
    case 'json':
      return ok(`${JSON.stringify(reportJson(input), null, 2)}\n`);
    case 'pdf':
      try {
        return ok(await printPdf(reportHtml(input)));
      } catch (error) {
        return err(appError('FILE_NOT_SAVED', error instanceof Error ? error.message : String(error)));
      }
  }
}
