import { describeFacts, type FactGroup } from '../diagnostics/facts.ts';
import type { Snapshot } from '../diagnostics/snapshot.ts';
import { pseudonymPattern } from '../redaction/pseudonym.ts';
import { duration } from '../words/format.ts';
import { html, type Html } from './html.ts';

/** Every area that answered, as a table of its own. */
export function factsPart(snapshot: Snapshot): Html {
  const groups = describeFacts(snapshot).filter(({ facts }) => facts.length > 0);
  return html`<section aria-labelledby="facts" class="new-page">
    <h2 id="facts">About this computer</h2>
    <p class="note">
      What the checks rest on. Values marked <span class="hidden-value">like-this</span> stand for names and
      numbers that are hidden.
    </p>
    <div class="areas">${groups.map(areaPart)}</div>
  </section>`;
}

function areaPart({ title, source, earlierMs, facts }: FactGroup): Html {
  return html`<div class="box">
    <table class="facts">
      <caption>
        ${title}
        <small>${source}${earlierMs === null ? '' : `, ${keptWords(earlierMs)}`}</small>
      </caption>
      <tbody>
        ${facts.map(
          ({ label, value }) =>
            html`<tr>
              <th scope="row">${marked(label)}</th>
              <td>${marked(value)}</td>
            </tr>`,
        )}
      </tbody>
    </table>
  </div>`;
}

/** "asked 3 hours before": of an answer that was kept from an earlier look. */
export function keptWords(earlierMs: number): string {
  return `asked ${duration(earlierMs)} before`;
}

/** Text in which pseudonyms are marked as such. */
export function marked(text: string): readonly (Html | string)[] {
  const pieces = text.split(new RegExp(`(${pseudonymPattern})`));
  return pieces.map((piece, i) => (i % 2 === 1 ? html`<span class="hidden-value">${piece}</span>` : piece));
}
