import { formatDuration } from '../diagnostics/format-value.ts';
import type { VitalsSample } from '../diagnostics/vitals.ts';
import { html, raw, type Html } from './html.ts';
import { vitalsSeries, watchedSeconds, type VitalsSeries } from './vitals-series.ts';

const WIDTH = 280;
const HEIGHT = 64;

/** Live values as small charts, drawn into the page; nothing where nothing was watched. */
export function vitalsPart(samples: readonly VitalsSample[]): Html | false {
  const series = vitalsSeries(samples);
  if (series.length === 0) return false;
  return html`<section aria-labelledby="busy">
    <h2 id="busy">How busy it was</h2>
    <p class="note">Watched for ${formatDuration(watchedSeconds(samples))}.</p>
    <div class="charts">${series.map(chartPart)}</div>
  </section>`;
}

function chartPart(series: VitalsSeries): Html {
  return html`<figure class="box">
    <figcaption>${series.label}</figcaption>
    ${chart(series)}
    <p class="note">${series.text}</p>
  </figure>`;
}

/** Figures only: nothing that came from the machine as text gets in here. */
function chart({ points, top }: VitalsSeries): Html {
  const last = Math.max(points.at(-1)?.second ?? 0, 1);
  const x = (second: number) => ((second / last) * WIDTH).toFixed(1);
  const y = (value: number) => (HEIGHT - 1 - (Math.min(value, top) / top) * (HEIGHT - 2)).toFixed(1);
  const lines = stretches(points).map((stretch) => {
    const line = stretch.map(({ second, value }) => `${x(second)},${y(value)}`).join(' ');
    const area = `${x(stretch[0]?.second ?? 0)},${HEIGHT} ${line} ${x(stretch.at(-1)?.second ?? 0)},${HEIGHT}`;
    return `<polygon points="${area}"/><polyline points="${line}"/>`;
  });
  return raw(
    `<svg class="chart" viewBox="0 0 ${WIDTH} ${HEIGHT}" preserveAspectRatio="none" aria-hidden="true" focusable="false">` +
      `<line x1="0" y1="${HEIGHT / 2}" x2="${WIDTH}" y2="${HEIGHT / 2}"/>${lines.join('')}</svg>`,
  );
}

/** Runs of known values: a gap in what was known is a gap in the line. */
function stretches(points: VitalsSeries['points']): { second: number; value: number }[][] {
  const found: { second: number; value: number }[][] = [[]];
  for (const { second, value } of points) {
    if (value === null) found.push([]);
    else found.at(-1)?.push({ second, value });
  }
  return found.filter((stretch) => stretch.length > 0);
}
