import { DateTime } from 'luxon';
import type { Report, ReportNumbers, Span } from '../../src-shared/helpdesk/report.ts';
import { durationText } from '../domain/duration-text.ts';
import { API_STYLE_PATH } from './api-style.ts';
import { html, type Html } from '../domain/html.ts';

/** A report to print, or to save as PDF from the browser's print window: no scripts, charts as drawings. */
export function reportPage(report: Report, organisation: string): string {
  const { from, to, timeZone, total, groups, by } = report;
  const day = (at: number) => DateTime.fromMillis(at, { zone: timeZone }).toFormat('d LLLL yyyy');
  const period = `${day(from)} to ${day(to - 1)}`;
  return html`<!doctype html>
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        <title>Report of ${organisation}, ${period}</title>
        <link rel="stylesheet" href="${API_STYLE_PATH}" />
      </head>
      <body>
        <main>
          <h1>Report of ${organisation}</h1>
          <p>${period}, ${timeZone}</p>
          <section>
            <h2>Tickets</h2>
            ${chart(report, day)}${numbersTable('All', [['All tickets', total]])}
          </section>
          ${
            groups.length === 0
              ? ''
              : html`<section>
                  <h2>By ${by}</h2>
                  ${numbersTable(
                    by,
                    groups.map((one) => [one.label || 'none', one.numbers]),
                  )}
                </section>`
          }
          <section>
            <h2>Who did what</h2>
            ${workloadTable(report)}
          </section>
          <section>
            <h2>What was found, and what fixed it</h2>
            ${findingsTable(report)}
          </section>
        </main>
      </body>
    </html> `.text;
}

function numbersTable(first: string, rows: readonly (readonly [string, ReportNumbers])[]): Html {
  const head = ['Made', 'Solved', 'Came back', 'Too late', 'First answer', 'Resolution', 'Satisfied'];
  return html`<div class="wide" tabindex="0" role="region" aria-label="Numbers: ${first}">
      <table>
        <thead>
          <tr>
            <th scope="col">${first}</th>
            ${head.map((one) => html`<th scope="col" class="number">${one}</th>`)}
          </tr>
        </thead>
        <tbody>
          ${rows.map(
            ([label, numbers]) =>
              html`<tr>
                <th scope="row">${label}</th>
                ${cells(numbers).map((one) => html`<td class="number">${one}</td>`)}
              </tr>`,
          )}
        </tbody>
      </table>
    </div>
    <p class="needs">
      Times are the median, and in brackets what nine of ten stay under. Satisfaction of fewer than five
      people is not shown.
    </p>`;
}

function cells({
  created,
  solved,
  reopened,
  breached,
  firstAnswer,
  resolution,
  satisfaction,
}: ReportNumbers): readonly string[] {
  const good =
    satisfaction === null || satisfaction.answered === 0
      ? '–'
      : `${Math.round((100 * satisfaction.good) / satisfaction.answered)} % of ${satisfaction.answered}`;
  return [
    String(created),
    String(solved),
    String(reopened),
    String(breached),
    spanText(firstAnswer),
    spanText(resolution),
    good,
  ];
}

function spanText(span: Span | null): string {
  return span === null ? '–' : `${durationText(span.medianMs)} (${durationText(span.p90Ms)})`;
}

const WIDTH = 720;
const HEIGHT = 160;

/** Two bars a point: tickets made and solved. The table below says the same in numbers. */
function chart({ series: { points, step } }: Report, day: (at: number) => string): Html {
  const most = Math.max(1, ...points.flatMap(({ created, solved }) => [created, solved]));
  const wide = WIDTH / Math.max(1, points.length);
  const bar = (value: number, left: number, name: string) => {
    const high = (HEIGHT * value) / most;
    return html`<rect
      class="${name}"
      x="${left.toFixed(1)}"
      y="${(HEIGHT - high).toFixed(1)}"
      width="${(wide * 0.4).toFixed(1)}"
      height="${high.toFixed(1)}"
    ></rect>`;
  };
  return html`<figure>
    <svg
      viewBox="0 0 ${WIDTH} ${HEIGHT}"
      role="img"
      aria-label="Tickets made and solved by ${step}, at most ${most}"
    >
      ${points.map(
        ({ at, created, solved }, index) =>
          html`<g
            ><title>${day(at)}: ${created} made, ${solved} solved</title
            >${bar(created, index * wide, 'made')}${bar(solved, index * wide + wide * 0.42, 'solved')}</g
          >`,
      )}
    </svg>
    <figcaption>
      <span class="made">■</span> made, <span class="solved">■</span> solved, by ${step}; the highest is
      ${most}
    </figcaption>
  </figure>`;
}

function workloadTable({ workload }: Report): Html {
  if (workload.length === 0) return html`<p>Nobody answered or solved anything.</p>`;
  return html`<div class="wide" tabindex="0" role="region" aria-label="Workload">
    <table>
      <thead>
        <tr>
          <th scope="col">Member</th>
          <th scope="col" class="number">Replies</th>
          <th scope="col" class="number">Solved</th>
          <th scope="col" class="number">Open now</th>
        </tr>
      </thead>
      <tbody>
        ${workload.map(
          ({ name, replies, solved, openNow }) =>
            html`<tr>
              <th scope="row">${name}</th>
              <td class="number">${replies}</td>
              <td class="number">${solved}</td>
              <td class="number">${openNow}</td>
            </tr>`,
        )}
      </tbody>
    </table>
  </div>`;
}

function findingsTable({ findings }: Report): Html {
  if (findings.length === 0) return html`<p>No findings on these tickets.</p>`;
  return html`<div class="wide" tabindex="0" role="region" aria-label="Findings">
    <table>
      <thead>
        <tr>
          <th scope="col">Finding</th>
          <th scope="col" class="number">Tickets</th>
          <th scope="col" class="number">Solved</th>
          <th scope="col">What fixed it</th>
        </tr>
      </thead>
      <tbody>
        ${findings.map(
          ({ finding, tickets, solved, fixedBy }) =>
            html`<tr>
              <th scope="row">${finding}</th>
              <td class="number">${tickets}</td>
              <td class="number">${solved}</td>
              <td>${fixedBy.map((one) => `${one.what} (${one.tickets})`).join(', ')}</td>
            </tr>`,
        )}
      </tbody>
    </table>
  </div>`;
}
