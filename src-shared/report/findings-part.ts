import type { Platform } from '../diagnostics/snapshot.ts';
import type { Finding, Judgement, Severity } from '../findings/finding.ts';
import { topFindings } from '../findings/judge.ts';
import { plural } from '../words/format.ts';
import { deskWords, personWords, severityWords } from '../words/finding-words.ts';
import { html, type Html } from './html.ts';
import { icon, ruleIcon } from './icons.ts';

/** The three figures at the top. */
export function tallyPart({ counts, findings }: Judgement): Html {
  // effects are shown under their cause and counted with it
  const worth = findings.filter(
    ({ severity, explainedBy }) => severity !== 'info' && explainedBy === null,
  ).length;
  return html`<ul class="tally">
    <li>
      ${icon('info')}<span><b>${worth}</b> ${plural(worth, 'thing', 'things')} worth a look</span>
    </li>
    <li>
      ${icon('check')}<span><b>${counts.ok}</b> ${plural(counts.ok, 'check is', 'checks are')} fine</span>
    </li>
    <li>
      ${icon('unknown')}<span><b>${counts.unknown}</b> could not be checked</span>
    </li>
  </ul>`;
}

/** Causes with their effects under them, worst first; what is only good to know comes after. */
export function findingsPart(judgement: Judgement, platform: Platform): Html {
  const all = topFindings(judgement, judgement.findings.length);
  const byId = new Map(judgement.findings.map((finding) => [finding.id, finding]));
  const card = (finding: Finding) => {
    const effects = finding.explains.flatMap((id) => byId.get(id) ?? []);
    return cardPart(finding, effects, platform);
  };
  const worth = all.filter(({ severity }) => severity !== 'info');
  const toKnow = all.filter(({ severity }) => severity === 'info');
  return html`<section aria-labelledby="found">
      <h2 id="found">What we found</h2>
      ${
        worth.length === 0
          ? html`<p>No problems found in ${judgement.counts.ok} checks.</p>`
          : html`<p class="note">The most urgent comes first. Each one says what you can try.</p>`
      }
      ${worth.map(card)}
    </section>
    ${
      toKnow.length > 0 &&
      html`<section aria-labelledby="to-know">
        <h2 id="to-know">Good to know</h2>
        <p class="note">These are not faults. They can help the person who helps you.</p>
        ${toKnow.map(card)}
      </section>`
    }`;
}

const look: Readonly<Record<Severity, string>> = {
  info: 'info',
  low: 'mild',
  medium: 'caution',
  high: 'caution',
  critical: 'critical',
};

function cardPart(finding: Finding, effects: readonly Finding[], platform: Platform): Html {
  const { title, meaning, tryThis } = personWords(finding, platform);
  return html`<article class="card ${look[finding.severity]}">
    <div class="tile">${icon(ruleIcon(finding.id))}</div>
    <div>
      <span class="level">${severityWords[finding.severity]}</span>
      <h3>${title}</h3>
      <p>${meaning}</p>
      <h4>What you can try</h4>
      <ol>
        ${tryThis.steps.map((step) => html`<li>${step}</li>`)}
      </ol>
      ${effects.length > 0 && effectsPart(effects, platform)} ${proofPart(finding)}
    </div>
  </article>`;
}

function effectsPart(effects: readonly Finding[], platform: Platform): Html {
  return html`<h4>This also explains</h4>
    <ul class="effects">
      ${effects.map((effect) => {
        const { title, meaning } = personWords(effect, platform);
        return html`<li><strong>${title}.</strong> ${meaning} ${proofPart(effect)}</li>`;
      })}
    </ul>`;
}

/** One line for the helper: value, limit, rule, source. */
function proofPart(finding: Finding): Html {
  const { value, limit, note } = deskWords(finding);
  const { more = [], source } = finding.evidence;
  const parts = [limit !== null && `limit ${limit}`, finding.id, source, note];
  return html`<p class="proof">
    <b>${value}</b> · ${parts.filter((part) => typeof part === 'string').join(' · ')}
    ${more.length > 0 && html`<br />Also: ${more.join('; ')}`}
  </p>`;
}
