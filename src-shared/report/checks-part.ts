import type { FactGroup } from '../diagnostics/fact.ts';
import { describeFacts } from '../diagnostics/facts.ts';
import type { Snapshot } from '../diagnostics/snapshot.ts';
import type { Judgement, RuleResult, Unknown } from '../findings/finding.ts';
import { deskWords, severityWords, topicWords, unknownWords } from '../words/finding-words.ts';
import { signed } from '../words/format.ts';
import { html, type Html } from './html.ts';
import { icon } from './icons.ts';

/** What is fine: a list of topics, short enough to be read. */
export function finePart({ results }: Judgement): Html | false {
  const fine = results.filter(({ result }) => result === 'ok');
  if (fine.length === 0) return false;
  return html`<section aria-labelledby="fine">
    <h2 id="fine">What is fine</h2>
    <ul class="fine">
      ${fine.map(({ id }) => html`<li>${icon('check')}<span>${topicWords(id)}</span></li>`)}
    </ul>
  </section>`;
}

/** What could not be checked, and why; areas that gave nothing although no rule needs them are named too. */
export function unknownPart(snapshot: Snapshot, { results }: Judgement): Html {
  const unknown = results.filter((result): result is Unknown => result.result === 'unknown');
  const open = unknown.filter(({ cause }) => cause !== 'notRelevant');
  const skipped = unknown.filter(({ cause }) => cause === 'notRelevant');
  const silent = describeFacts(snapshot).filter(
    ({ area, status }) => status !== 'ok' && !unknown.some((one) => one.area === area),
  );
  return html`<section aria-labelledby="unknown">
    <h2 id="unknown">What could not be checked</h2>
    ${
      open.length + silent.length === 0
        ? html`<p>Everything that matters here could be checked.</p>`
        : html`<div class="box wide">
            <table>
              <caption>
                Checks without an answer. They are not counted as fine.
              </caption>
              <thead>
                <tr>
                  <th scope="col">Check</th>
                  <th scope="col">Why</th>
                </tr>
              </thead>
              <tbody>
                ${open.map((one) => rowPart(topicWords(one.id), unknownWords(one)))} ${silent.map(silentPart)}
              </tbody>
            </table>
          </div>`
    }
    ${skipped.length > 0 && skippedPart(skipped)}
  </section>`;
}

function rowPart(what: string, why: string): Html {
  return html`<tr>
    <th scope="row">${what}</th>
    <td>${why}</td>
  </tr>`;
}

const silentPart = ({ title, reason = 'not known' }: FactGroup) => rowPart(title, `Not known: ${reason}`);

/** One line a reason: "this is a virtual computer: Health of your disks, Heat of your disks". */
function skippedPart(skipped: readonly Unknown[]): Html {
  const byReason = new Map<string, string[]>();
  for (const { id, reason } of skipped)
    byReason.set(reason, [...(byReason.get(reason) ?? []), topicWords(id)]);
  return html`<p class="note">Not needed here:</p>
    <ul class="note">
      ${[...byReason].map(([reason, topics]) => html`<li>${topics.join(', ')} (${reason})</li>`)}
    </ul>`;
}

/** Every rule in one table, for the person who helps. */
export function allChecksPart({ results }: Judgement): Html {
  return html`<section aria-labelledby="checks" class="new-page">
    <h2 id="checks">For the person who helps you</h2>
    <div class="box wide">
      <table class="checks">
        <caption>
          All ${results.length} checks with value, limit and source
        </caption>
        <thead>
          <tr>
            <th scope="col">Rule</th>
            <th scope="col">Check</th>
            <th scope="col">Result</th>
            <th scope="col">Value</th>
            <th scope="col">Limit</th>
            <th scope="col">Source</th>
          </tr>
        </thead>
        <tbody>
          ${results.map(checkPart)}
        </tbody>
      </table>
    </div>
  </section>`;
}

function checkPart(result: RuleResult): Html {
  const cells = cellsOf(result);
  return html`<tr class="${result.result}">
    <th scope="row">${result.id}</th>
    <td>${topicWords(result.id)}</td>
    ${cells.map((cell) => html`<td>${cell}</td>`)}
  </tr>`;
}

function cellsOf(result: RuleResult): readonly string[] {
  switch (result.result) {
    case 'fired':
      return [
        severityWords[result.severity],
        result.evidence.text,
        deskWords(result).limit ?? '',
        result.evidence.source,
      ];
    case 'ok': {
      const { limit, unit, text, source } = result.evidence;
      return ['Fine', text, typeof limit === 'number' ? `${signed(limit)} ${unit}` : '', source];
    }
    case 'unknown':
      return [result.cause === 'notRelevant' ? 'Not needed' : 'Not known', result.reason, '', ''];
  }
}
