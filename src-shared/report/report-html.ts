import { areaData, type Snapshot } from '../diagnostics/snapshot.ts';
import type { VitalsSample } from '../diagnostics/vitals.ts';
import type { Judgement } from '../findings/finding.ts';
import { date, shortDuration } from '../words/format.ts';
import { allChecksPart, finePart, unknownPart } from './checks-part.ts';
import { factsPart } from './facts-part.ts';
import { findingsPart, tallyPart } from './findings-part.ts';
import { hiddenPart } from './hidden-part.ts';
import { html, raw, type Html } from './html.ts';
import { reportStyle } from './report-style.ts';
import { vitalsPart } from './vitals-part.ts';

export interface ReportInput {
  /** The redacted snapshot: a report is kept, printed and sent on. */
  readonly snapshot: Snapshot;
  readonly judgement: Judgement;
  /** Epoch ms. */
  readonly generatedAt: number;
  /** Live values where some were watched, oldest first. */
  readonly vitals?: readonly VitalsSample[];
}

/** One file that a person can read, print and send: no script, nothing loaded from anywhere, both themes. */
export function reportHtml({ snapshot, judgement, generatedAt, vitals = [] }: ReportInput): string {
  const { app, platform, tookMs } = snapshot;
  const page = html`<div class="page">
    <header>
      <a class="skip" href="#main">Go to what we found</a>
      <p class="brand">${logo} Alongside</p>
      <h1>How this computer is doing</h1>
      <p>Looked at on ${localTime(snapshot)}. Names and numbers that point to you are hidden.</p>
      ${tallyPart(judgement)}
    </header>
    <main id="main">
      ${findingsPart(judgement, platform)} ${unknownPart(snapshot, judgement)} ${finePart(judgement)}
      ${vitalsPart(vitals)} ${hiddenPart(snapshot, judgement)} ${factsPart(snapshot)}
      ${allChecksPart(judgement)}
    </main>
    <footer>
      <p>
        Made by Alongside ${app.version} (${app.runtime}) on ${date(generatedAt)}. The look took
        ${shortDuration(tookMs)}. This page holds everything it shows and loads nothing from the internet.
      </p>
    </footer>
  </div>`;
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'">
<meta name="referrer" content="no-referrer">
<title>How this computer is doing, ${date(snapshot.takenAt)}</title>
<style>${reportStyle}</style>
</head>
<body>
${page.markup}
</body>
</html>
`;
}

const logo: Html = raw(
  '<svg viewBox="0 0 20 22" aria-hidden="true" focusable="false"><rect x="0.5" y="0.5" width="8" height="21" rx="3" ' +
    'fill="var(--accent)" stroke="none"/><rect x="12.25" y="6.75" width="6" height="13.5" rx="3" stroke="var(--accent)" ' +
    'stroke-width="2.5"/></svg>',
);

/** "24 November 2026, 11:46" on the clock of the computer, or in UTC where its zone is not known. */
function localTime(snapshot: Snapshot): string {
  const zone = areaData(snapshot, 'time')?.zoneOffsetMinutes ?? null;
  const at = snapshot.takenAt + (zone ?? 0) * 60_000;
  return `${date(at)}, ${new Date(at).toISOString().slice(11, 16)}${zone === null ? ' (UTC)' : ''}`;
}
