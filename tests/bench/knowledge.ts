import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { createKnowledgeIndex, type KnowledgeIndex } from '../../src-shared/helpdesk/knowledge-index.ts';
import { searchKnowledge } from '../../src-shared/helpdesk/knowledge-search.ts';
import { suggestArticles } from '../../src-shared/helpdesk/suggest-articles.ts';
import { starterArticles } from '../shared/helpdesk/starter.ts';
import { cases } from '../shared/helpdesk/suggestion-cases.ts';
import { madeArticles } from './knowledge/made-articles.ts';
import { quantile, type Bench, type Row } from './row.ts';

const ARTICLES = 10_000;
const ROUNDS = 5;

/** What somebody types letter by letter, right and wrong. */
const queries = [
  'printer offline',
  'wifi week',
  'vpn does not conect',
  'blue scren',
  'disk full',
  'kodamo error',
];

/** Suggestions and search over 10,000 articles: the time of one answer, of making the index, and its memory. */
export const bench: Bench = { name: 'knowledge', run };

async function run(): Promise<Row[]> {
  const real = starterArticles();
  const articles = [...real, ...madeArticles(real, ARTICLES - real.length)];
  const before = memory();
  const startedAt = performance.now();
  const index = createKnowledgeIndex(articles);
  const indexed = performance.now() - startedAt;
  const heap = memory() - before;
  const scene = `${index.size} articles`;
  const suggested = timed(
    cases.map(
      ({ known }) =>
        () =>
          suggestArticles(index, known),
    ),
  );
  const searched = timed(
    queries.flatMap((query) =>
      Array.from(
        query,
        (_, at) => () => searchKnowledge(index, query.slice(0, at + 1), { reader: 'technician' }),
      ),
    ),
  );
  return [
    ...rows(scene, 'suggestion', suggested),
    ...rows(scene, 'search, each letter', searched),
    { scene, metric: 'making the index', value: indexed, unit: 'ms' },
    { scene, metric: 'memory of the index', value: heap / 1_000_000, unit: 'MB' },
    ...quality(createKnowledgeIndex(real), `${real.length} starter articles`),
  ];
}

function rows(scene: string, metric: string, { wall, own }: Times): readonly Row[] {
  const unit = 'ms';
  return [
    { scene, metric: `${metric} p50`, value: quantile(wall, 0.5), unit },
    { scene, metric: `${metric} p95`, value: quantile(wall, 0.95), unit },
    { scene, metric: `${metric} p95, own work`, value: quantile(own, 0.95), unit },
  ];
}

/** Labelled tickets: how often the right article stands first, or among the first three. */
function quality(index: KnowledgeIndex, scene: string): readonly Row[] {
  const places = cases.map(({ known, right }) =>
    suggestArticles(index, known, 3).findIndex(({ slug }) => right.includes(slug)),
  );
  const unit = `of ${cases.length}`;
  return [
    { scene, metric: 'right one first', value: places.filter((place) => place === 0).length, unit },
    {
      scene,
      metric: 'right one in the first three',
      value: places.filter((place) => place >= 0).length,
      unit,
    },
  ];
}

interface Times {
  /** ms by the clock on the wall, and of this process's own work: on a busy machine the two differ. */
  readonly wall: readonly number[];
  readonly own: readonly number[];
}

/** The first round warms up and is not counted. */
function timed(calls: readonly (() => unknown)[]): Times {
  const [wall, own]: [number[], number[]] = [[], []];
  for (let round = 0; round <= ROUNDS; round += 1)
    for (const call of calls) {
      const [startedAt, used] = [performance.now(), process.cpuUsage()];
      call();
      const { user, system } = process.cpuUsage(used);
      if (round === 0) continue;
      wall.push(performance.now() - startedAt);
      own.push((user + system) / 1000);
    }
  return { wall, own };
}

function memory(): number {
  setFlagsFromString('--expose_gc');
  const collect: unknown = runInNewContext('gc');
  if (typeof collect === 'function') collect();
  return process.memoryUsage().heapUsed;
}
