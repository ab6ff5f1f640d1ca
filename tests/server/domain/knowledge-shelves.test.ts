import { describe, expect, it } from 'vitest';
import { createKnowledgeShelves } from '../../../src-server/domain/knowledge-shelves.ts';
import { idSchema, type Id } from '../../../src-shared/helpdesk/id.ts';
import type { IndexedArticle } from '../../../src-shared/helpdesk/knowledge-index.ts';

const id = (name: string): Id => idSchema.parse(name.padEnd(22, '-'));
const [ours, theirs] = [id('ours'), id('theirs')];
const technician = { reader: 'technician' } as const;
const article = (name: string, title: string): IndexedArticle => ({
  id: id(name),
  slug: name,
  title,
  body: 'Text',
  audience: 'both',
  systems: [],
  language: 'en',
  tags: [],
  findingIds: ['DISK-01'],
  state: 'published',
});

/** A store in memory that counts how often it was read, and may be told to wait or to fail. */
function stage(most?: number) {
  const store = new Map<Id, IndexedArticle[]>([
    [ours, [article('one', 'Zebra'), article('two', 'Lion')]],
    [theirs, [article('three', 'Zebra of theirs')]],
  ]);
  const reads: Id[] = [];
  const at = { fails: false, gate: Promise.resolve() };
  const shelves = createKnowledgeShelves({
    source: {
      async *pages(tenantId) {
        reads.push(tenantId);
        for (const one of store.get(tenantId) ?? []) yield [one];
        await at.gate;
        if (at.fails) throw new Error('no store');
      },
    },
    pause: () => Promise.resolve(),
    ...(most !== undefined && { most }),
  });
  const found = async (tenantId: Id, query: string) => {
    const answer = await shelves.search(tenantId, query, technician);
    return answer.kind === 'found' ? answer.hits.map(({ slug }) => slug) : [];
  };
  return { shelves, store, reads, at, found };
}

describe('the knowledge of each organisation', () => {
  it('is searched and suggested from on its own', async () => {
    const { shelves, found } = stage();
    expect(await Promise.all([found(ours, 'zebra'), found(theirs, 'zebra')])).toEqual([['one'], ['three']]);
    const known = { ...technician, findings: [{ id: 'DISK-01', severity: 'high' }] } as const;
    expect((await shelves.suggest(theirs, known)).map(({ slug }) => slug)).toEqual(['three']);
    expect(await found(id('nobody'), 'zebra')).toEqual([]);
  });

  it('is read once, however many ask at once', async () => {
    const { reads, found } = stage();
    await Promise.all([found(ours, 'zebra'), found(ours, 'lion'), found(ours, 'text')]);
    expect(reads).toEqual([ours]);
  });

  it('follows every change, those too that come while it is read', async () => {
    const { shelves, at, found } = stage();
    let go = (): void => undefined;
    at.gate = new Promise((done) => (go = done));
    const early = found(ours, 'tiger');
    shelves.changed(ours, article('one', 'Tiger'));
    shelves.removed(ours, id('two'));
    go();
    expect(await early).toEqual(['one']);
    expect(await found(ours, 'lion')).toEqual([]);
    shelves.changed(ours, article('four', 'Lion again'));
    expect(await found(ours, 'lion')).toEqual(['four']);
    shelves.changed(theirs, article('five', 'Lion of theirs'));
    expect(await found(ours, 'lion')).toEqual(['four']);
  });

  it('tells whoever asked that the store failed, and is read anew for the next', async () => {
    const { at, reads, found } = stage();
    at.fails = true;
    await expect(found(ours, 'zebra')).rejects.toThrow('no store');
    at.fails = false;
    expect(await found(ours, 'zebra')).toEqual(['one']);
    expect(reads).toEqual([ours, ours]);
  });

  it('is read anew after it was forgotten', async () => {
    const { shelves, store, found } = stage();
    await found(ours, 'zebra');
    store.set(ours, [article('six', 'Zebra after an import')]);
    shelves.forget(ours);
    expect(await found(ours, 'zebra')).toEqual(['six']);
  });

  it('is held for so many organisations only: the one asked longest ago goes', async () => {
    const { reads, found } = stage(2);
    for (const one of [ours, theirs, ours, id('third'), ours, theirs]) await found(one, 'zebra');
    expect(reads).toEqual([ours, theirs, id('third'), theirs]);
  });
});
