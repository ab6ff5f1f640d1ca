import { areaIds } from '../diagnostics/area.ts';
import { fields } from '../diagnostics/fields.ts';
import type { Snapshot } from '../diagnostics/snapshot.ts';
import { areaTitles } from '../diagnostics/facts.ts';
import type { Judgement } from '../findings/finding.ts';
import { topicWords } from '../words/finding-words.ts';
import { html, type Html } from './html.ts';
import { icon } from './icons.ts';

/** What is not in this report, or stands in it under another name. */
export function hiddenPart(snapshot: Snapshot, { results }: Judgement): Html {
  const leftOut = snapshot.withheld.map(({ area, fields: count }) => `${areaTitles[area]} (${count})`);
  // Fields that were left out are in the list as well: one that is missing from it would be named by that.
  const kinds = fields.filter(({ area, kind }) => {
    const answered = areaIds.includes(area) && snapshot.areas[area]?.status === 'ok';
    return answered && kind !== 'none' && kind !== 'text';
  });
  const labels = [...new Set(kinds.map(({ label }) => label))];
  const open = results.filter((result) => result.result === 'unknown' && result.cause === 'withheld');
  return html`<section aria-labelledby="hidden">
    <h2 id="hidden">What is hidden</h2>
    <div class="box wide">
      <p>
        Names and numbers that point to you are hidden. Where one is needed to tell two things apart, a
        made-up word stands in its place. The same word always means the same thing.
      </p>
      ${labels.length > 0 && html`<p class="note hidden-list">${icon('hidden')} <span>We looked for them in: ${labels.join(', ')}.</span></p>`}
      ${leftOut.length > 0 && html`<p class="left-out"><strong>Left out by you, and how many:</strong> ${leftOut.join(', ')}</p>`}
      ${open.length > 0 && html`<p><strong>Not checked because of it:</strong> ${open.map(({ id }) => topicWords(id)).join(', ')}</p>`}
    </div>
  </section>`;
}
