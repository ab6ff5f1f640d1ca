import { describe, expect, test } from 'vitest';
import { createArticlePictures } from '../../../src-server/desk/article-pictures.ts';
import { createKnowledge, writeStarterArticles, type Knowledge } from '../../../src-server/desk/knowledge.ts';
import { createKnowledgeFinder } from '../../../src-server/desk/knowledge-finder.ts';
import type { Actor, Desk, DeskEvent } from '../../../src-server/desk/desk.ts';
import { createTickets } from '../../../src-server/desk/tickets.ts';
import { readStarterArticles } from '../../../src-server/starter-articles.ts';
import { ticketRoutes } from '../../../src-shared/helpdesk/api/ticket-routes.ts';
import { articleContentSchema, type ArticleContent } from '../../../src-shared/helpdesk/article.ts';
import { createListeners } from '../../../src-shared/listeners.ts';
import { startServer } from '../test-server.ts';
import { allRoutes } from '../../../src-shared/helpdesk/api/all-routes.ts';
import { browserAt, tokenIn } from './help-desk-client.ts';
import { onBothDatabases } from './both-databases.ts';
import { deskOn } from './desk-on.ts';

const content = (more: Partial<ArticleContent> = {}): ArticleContent =>
  articleContentSchema.parse({
    slug: 'printer-stuck',
    title: 'The printer is stuck',
    body: 'Turn it off.\n\n### Windows\n\nOpen the queue.',
    audience: 'people',
    systems: ['windows'],
    language: 'en',
    tags: ['printer'],
    findingIds: ['PRN-02'],
    state: 'published',
    reviewOn: null,
    pictures: [],
    ...more,
  });

/** The desk's events reach those who listen, as on a server. */
function listening(desk: Desk): Desk {
  const listeners = createListeners<DeskEvent>();
  return { ...desk, events: { tell: listeners.tell, on: listeners.on } };
}

async function made(knowledge: Knowledge, actor: Actor, more: Partial<ArticleContent> = {}) {
  const article = await knowledge.create(actor, content(more));
  if (!article.ok) throw new Error(article.error.message);
  return article.value;
}

onBothDatabases('knowledge', (place) => {
  test('HD-6: every version is kept; a change upon an older one is a conflict that shows what is there', async () => {
    const { desk, owner } = await deskOn(await place());
    const ada = await owner();
    const knowledge = createKnowledge(desk);
    const { id } = await made(knowledge, ada);
    const both = await Promise.all(
      ['One', 'Two'].map((title) => knowledge.change(ada, id, { version: 1, content: content({ title }) })),
    );
    expect(both.filter(({ ok }) => ok)).toHaveLength(1);
    const refused = both.find(({ ok }) => !ok);
    expect(refused).toMatchObject({ error: { error: 'CONFLICT', current: { version: 2 } } });
    const versions = await knowledge.versions(ada, id);
    expect(versions.ok && versions.value.map(({ version, by }) => [version, by])).toEqual([
      [2, 'Ada Ashworth'],
      [1, 'Ada Ashworth'],
    ]);
    expect(await knowledge.create(ada, content())).toMatchObject({ error: { fields: { slug: 'is taken' } } });
  });

  test('search and suggestions see a new article, a change and nothing of another organisation', async () => {
    const test = await deskOn(await place());
    const desk = listening(test.desk);
    const [ada, bo] = [await test.owner(), await test.owner('Elsewhere')];
    const [knowledge, finder] = [createKnowledge(desk), createKnowledgeFinder(desk)];
    const found = async (actor: Actor, text: string) => {
      const answer = await finder.search(actor.tenantId, text, { reader: 'technician' }, 10);
      return answer.kind === 'found' ? answer.hits.map(({ slug }) => slug) : [];
    };
    const { id } = await made(knowledge, ada);
    expect(await found(ada, 'pritner stuk')).toEqual(['printer-stuck']);
    expect(await found(bo, 'printer')).toEqual([]);
    await knowledge.change(ada, id, {
      version: 1,
      content: content({ title: 'Scanner says nothing', body: 'x', tags: [] }),
    });
    await expect.poll(() => found(ada, 'scanner')).toEqual(['printer-stuck']);
    const ticket = await createTickets(desk).create(
      ada,
      ticketRoutes.create.body.parse({ subject: 'It does not work', body: 'Help', tags: ['prn-02'] }),
    );
    const suggested = await finder.forTicket(ada, ticket.ok ? ticket.value.id : '');
    expect(suggested).toMatchObject({
      ok: true,
      value: [{ id, reasons: [{ kind: 'finding', id: 'PRN-02' }] }],
    });
    expect((await finder.forTicket(bo, ticket.ok ? ticket.value.id : '')).ok).toBe(false);
    finder.close();
  });

  test('one ticket has one voice; what does not help, or whose day has come, is listed for review', async () => {
    const { desk, owner } = await deskOn(await place());
    const ada = await owner();
    const [knowledge, tickets] = [createKnowledge(desk), createTickets(desk)];
    const { id } = await made(knowledge, ada);
    await made(knowledge, ada, { slug: 'due', reviewOn: '2026-11-01' });
    const ticket = await tickets.create(ada, ticketRoutes.create.body.parse({ subject: 'x', body: 'x' }));
    const ticketId = ticket.ok ? ticket.value.id : '';
    await knowledge.vote(ada, id, { helped: true, ticketId });
    expect(await knowledge.vote(ada, id, { helped: false, ticketId })).toEqual({
      ok: true,
      value: { helped: 0, notHelped: 1 },
    });
    for (let count = 0; count < 5; count += 1) await knowledge.vote(ada, id, { helped: false });
    expect((await knowledge.review(ada)).map(({ article, why }) => [article.slug, why])).toEqual(
      expect.arrayContaining([
        ['printer-stuck', ['does-not-help']],
        ['due', ['day-has-come']],
      ]),
    );
    await knowledge.change(ada, id, { version: 1, content: content({ title: 'Mended' }) });
    expect((await knowledge.review(ada)).map(({ article }) => article.slug)).toEqual(['due']);
  });

  test('a folder goes out and comes in the same; faults are named, and nothing of them is taken', async () => {
    const { desk, owner } = await deskOn(await place());
    const ada = await owner();
    const knowledge = createKnowledge(desk);
    const { id } = await made(knowledge, ada);
    const files = await knowledge.exportFiles(ada);
    expect(await knowledge.importFiles(ada, { files: [...files], overwrite: false })).toMatchObject({
      value: { made: 0, changed: 0, same: 1, faults: [] },
    });
    const [file] = files;
    const changed = {
      name: file?.name ?? '',
      text: (file?.text ?? '').replace('Turn it off.', 'Turn it off and on.'),
    };
    const broken = { name: 'en/broken.md', text: 'no head' };
    expect(await knowledge.importFiles(ada, { files: [changed, broken], overwrite: false })).toMatchObject({
      value: { made: 0, changed: 1, faults: [{ name: 'en/broken.md' }] },
    });
    expect(await knowledge.get(ada, id)).toMatchObject({
      value: { version: 2, body: expect.stringContaining('off and on') },
    });
  });

  test('pictures are pictures by their bytes, and of one organisation', async () => {
    const { desk, owner } = await deskOn(await place());
    const [ada, bo] = [await owner(), await owner('Elsewhere')];
    const [knowledge, pictures] = [createKnowledge(desk), createArticlePictures(desk)];
    const { id } = await made(knowledge, ada);
    const png = Uint8Array.from(
      Buffer.from('89504e470d0a1a0a0000000d49484452000000010000000108060000001f15c489', 'hex'),
    );
    expect(
      await pictures.put(ada, { id, name: 'a.png' }, Buffer.from('<svg onload="alert(1)"/>')),
    ).toMatchObject({ ok: false });
    expect(await pictures.put(bo, { id, name: 'a.png' }, png)).toMatchObject({
      error: { error: 'NOT_FOUND' },
    });
    expect(await pictures.put(ada, { id, name: 'a.png' }, png)).toMatchObject({ ok: true });
    expect(await pictures.read(ada, { id, name: 'a.png' })).toMatchObject({
      ok: true,
      value: { type: 'image/png' },
    });
    expect((await pictures.read(bo, { id, name: 'a.png' })).ok).toBe(false);
  });

  test('the articles that come with the server are all taken', async () => {
    const { desk, owner } = await deskOn(await place());
    const ada = await owner();
    const files = await readStarterArticles();
    await desk.db.transaction((tx) => writeStarterArticles(tx, desk, ada, files));
    const all = await createKnowledge(desk).list(ada, 'published');
    expect(all.length).toBe(files.filter(({ name }) => !name.endsWith('README.md')).length);
    expect(all.length).toBeGreaterThanOrEqual(30);
  });
});

describe('knowledge over HTTP', () => {
  test('a new help desk has its starter articles, finds them by what people type, and shows pictures as such', async () => {
    const server = await startServer();
    const owner = browserAt(server.url);
    const body = {
      organisation: 'Library',
      name: 'Ada',
      email: 'ada@example.org',
      password: 'a long enough one',
    };
    await owner.call(allRoutes.session.setUp, { body: { ...body, token: tokenIn(server.setUpLink) } });
    const { answer } = await owner.call(allRoutes.knowledge.search, { query: { text: 'disk ful' } });
    expect(answer).toMatchObject({ kind: 'found' });
    const made = await owner.call(allRoutes.knowledge.create, { body: content({ pictures: ['a.gif'] }) });
    const place = { id: made.answer.id, name: 'a.gif' };
    const gif = Uint8Array.from(Buffer.from('GIF89a\x01\x00\x01\x00\x00\x00\x00;', 'latin1'));
    expect((await owner.call(allRoutes.knowledge.putPicture, { params: place, body: gif })).status).toBe(200);
    const picture = await owner.raw('GET', `/api/articles/${place.id}/pictures/a.gif`);
    expect(picture.headers.get('content-type')).toBe('image/gif');
    expect(picture.headers.get('x-content-type-options')).toBe('nosniff');
  });
});
