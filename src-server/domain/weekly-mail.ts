import { DateTime } from 'luxon';
import type { Report, ReportNumbers } from '../../src-shared/helpdesk/report.ts';
import type { WeeklyMail } from '../../src-shared/helpdesk/weekly-report.ts';
import { durationText } from './duration-text.ts';
import { html, type Html } from './html.ts';

export interface WeeklyMailParts {
  readonly organisation: string;
  readonly week: Report;
  /** The one before, to compare with. */
  readonly before: Report;
}

interface Line {
  readonly what: string;
  readonly now: string;
  readonly earlier: string;
}

const MOST_FINDINGS = 5;

/** Last week's numbers as a mail: the same in text and in HTML, without pictures, scripts or anybody's words. */
export function weeklyMail({ organisation, week, before }: WeeklyMailParts): WeeklyMail {
  const day = (at: number) => DateTime.fromMillis(at, { zone: week.timeZone }).toFormat('d LLLL');
  const period = `${day(week.from)} to ${day(week.to - 1)}`;
  const lines = linesOf(week.total, before.total);
  const findings = week.findings.slice(0, MOST_FINDINGS);
  const text = [
    `${organisation}: the help desk from ${period}`,
    '',
    ...lines.map(({ what, now, earlier }) => `${what}: ${now} (the week before: ${earlier})`),
    ...(findings.length === 0 ? [] : ['', 'What was found most:']),
    ...findings.map((one) => `- ${findingText(one)}`),
    '',
    'An owner or administrator can turn this mail off in the settings.',
  ].join('\n');
  return {
    subject: `Help desk, ${period}: ${week.total.created} made, ${week.total.solved} solved`,
    text: `${text}\n`,
    html: page(`${organisation}: the help desk from ${period}`, lines, findings.map(findingText)).text,
  };
}

function linesOf(now: ReportNumbers, then: ReportNumbers): readonly Line[] {
  const line = (what: string, show: (numbers: ReportNumbers) => string): Line => ({
    what,
    now: show(now),
    earlier: show(then),
  });
  return [
    line('Tickets made', ({ created }) => String(created)),
    line('Tickets solved', ({ solved }) => String(solved)),
    line('Came back', ({ reopened }) => String(reopened)),
    line('First answer, median', ({ firstAnswer }) => spanText(firstAnswer?.medianMs)),
    line('Until solved, median', ({ resolution }) => spanText(resolution?.medianMs)),
    line('Said it was good', ({ satisfaction }) =>
      satisfaction === null ? 'too few answers' : `${satisfaction.good} of ${satisfaction.answered}`,
    ),
  ];
}

function spanText(ms: number | undefined): string {
  return ms === undefined ? 'none' : durationText(ms);
}

function findingText({ finding, tickets, fixedBy: [first] }: Report['findings'][number]): string {
  const fixed = first === undefined ? '' : `, fixed most by ${first.what}`;
  return `${finding}: ${tickets} ${tickets === 1 ? 'ticket' : 'tickets'}${fixed}`;
}

/** Plain markup that every mail program shows; they know no style sheets. */
function page(title: string, lines: readonly Line[], findings: readonly string[]): Html {
  return html`<!doctype html>
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <title>${title}</title>
      </head>
      <body>
        <h1>${title}</h1>
        <table border="1" cellpadding="6" cellspacing="0">
          <tr>
            <th scope="col" align="left">Number</th>
            <th scope="col" align="right">Last week</th>
            <th scope="col" align="right">The week before</th>
          </tr>
          ${lines.map(
            ({ what, now, earlier }) =>
              html`<tr>
                <th scope="row" align="left">${what}</th>
                <td align="right">${now}</td>
                <td align="right">${earlier}</td>
              </tr> `,
          )}
        </table>
        ${
          findings.length === 0
            ? ''
            : html`<h2>What was found most</h2>
                <ul>
                  ${findings.map((one) => html`<li>${one}</li>`)}
                </ul>`
        }
        <p>An owner or administrator can turn this mail off in the settings.</p>
      </body>
    </html> `;
}
