import { fireEvent, screen, waitFor, within } from '@testing-library/react';
import { beforeAll, describe, expect, test } from 'vitest';
import { apiError } from '../../../../src-shared/helpdesk/api/api-error.ts';
import { id, memoryStorage, NOW, ticket } from '../../helpdesk/fake-server.ts';
import { renderConsole, settle } from './harness.tsx';

/** They arrive with their first use; how long reading them takes is no part of any test. */
beforeAll(async () => {
  await import('../../../../src-renderer/features/console/knowledge/knowledge-area.tsx');
  await import('../../../../src-renderer/features/console/ticket/ticket-help.tsx');
  await import('../../../../src-renderer/helpdesk/article-folder-files.ts');
}, 60_000);

const content = {
  slug: 'prints-are-stuck',
  title: 'Prints are stuck',
  body: 'Turn it off and on.\n\n![the back](back.png)',
  audience: 'people',
  systems: ['windows'],
  language: 'en',
  tags: ['printer'],
  findingIds: ['PRN-02'],
  state: 'published',
  reviewOn: null,
  pictures: ['back.png'],
} as const;
const counts = { updatedAt: NOW, helped: 3, notHelped: 1 };
const page = (more: object = {}) => ({
  ...content,
  id: id('art'),
  version: 2,
  updatedBy: 'Grace Hall',
  ...counts,
  ...more,
});
const summary = (more: object = {}) => {
  const { body: _body, ...rest } = content;
  return { ...rest, id: id('art'), version: 2, ...counts, ...more };
};
const found = {
  kind: 'found',
  words: 'all',
  total: 1,
  hits: [
    {
      id: id('art'),
      slug: 'prints-are-stuck',
      title: [
        { text: 'Prints', hit: true },
        { text: ' are stuck', hit: false },
      ],
      excerpt: [{ text: 'Turn it off and on.', hit: false }],
      score: 1,
    },
  ],
};
const answers = {
  'knowledge.list': () => [
    summary(),
    summary({ id: id('net'), title: 'No network', systems: [], audience: 'technicians', state: 'draft' }),
  ],
  'knowledge.get': () => page(),
  'knowledge.versions': () => [
    { version: 2, at: NOW, by: 'Grace Hall', content },
    { version: 1, at: NOW, by: 'Ada', content: { ...content, body: 'The older text.' } },
  ],
  'knowledge.search': () => found,
};
const rows = () => screen.queryAllByRole('rowheader').map(({ textContent }) => textContent);

describe('the list of articles', () => {
  test('the filters of the address choose what is shown', async () => {
    await renderConsole({ hash: '#/knowledge?audience=technicians', answers });
    await screen.findByText('No network');
    expect(rows()).toEqual(['No network']);
  });

  test('typing finds articles and marks the words; the words stand in the address', async () => {
    const { server } = await renderConsole({ hash: '#/knowledge', answers });
    const box = await screen.findByRole('searchbox');
    fireEvent.change(box, { target: { value: 'prints' } });
    const mark = await screen.findByText('Prints', { selector: 'mark' });
    expect(mark.textContent).toBe('Prints');
    expect(location.hash).toBe('#/knowledge?text=prints');
    expect(server.of('knowledge.search').at(-1)?.path).toContain('text=prints');
  });

  test('an empty help desk and one that does not answer both say what to do', async () => {
    await renderConsole({ hash: '#/knowledge', answers: { ...answers, 'knowledge.list': () => [] } });
    expect(await screen.findByText('There are no articles yet.')).toBeDefined();
  });

  test('when the server fails, it says so and can be asked again', async () => {
    const failing = { ...answers, 'knowledge.list': () => apiError('SERVER_FAILED', 'No.') };
    const { server } = await renderConsole({ hash: '#/knowledge', answers: failing });
    fireEvent.click(await screen.findByRole('button', { name: 'Try again' }));
    await settle();
    expect(server.of('knowledge.list').length).toBeGreaterThan(1);
  });

  test('articles to read again say why', async () => {
    const review = [{ article: summary(), why: ['does-not-help'] }];
    await renderConsole({
      hash: '#/knowledge/review',
      answers: { ...answers, 'knowledge.review': () => review },
    });
    expect(await screen.findByText(/Less than half of the answers/)).toBeDefined();
  });
});

describe('an auditor', () => {
  test('reads articles, and is offered nothing that changes them', async () => {
    await renderConsole({ hash: '#/knowledge', role: 'auditor', answers });
    await screen.findByText('No network');
    expect(screen.queryByRole('button', { name: 'New article' })).toBeNull();
  });

  test('gets no editor at its address', async () => {
    await renderConsole({ hash: `#/knowledge/${id('art')}/edit`, role: 'auditor', answers });
    expect(await screen.findByText(/Your role reads articles/)).toBeDefined();
    expect(screen.queryByRole('form')).toBeNull();
  });
});

describe('an article', () => {
  test('an older version is shown as it was, and says so', async () => {
    await renderConsole({ hash: `#/knowledge/${id('art')}`, answers });
    fireEvent.click(await screen.findByRole('button', { name: /Version 1, by Ada/ }));
    expect(screen.getByText('The older text.')).toBeDefined();
    expect(screen.getByText('This is version 1 as it was.')).toBeDefined();
    expect(screen.queryByRole('group', { name: 'Did this help?' })).toBeNull();
  });

  test('its pictures come from this server, and an answer is counted there', async () => {
    const voted = { ...answers, 'knowledge.vote': () => ({ helped: 4, notHelped: 1 }) };
    const { server } = await renderConsole({ hash: `#/knowledge/${id('art')}`, answers: voted });
    const picture = await screen.findByRole('img', { name: 'the back' });
    expect(picture.getAttribute('src')).toBe(`/api/articles/${id('art')}/pictures/back.png`);
    fireEvent.click(screen.getByRole('button', { name: 'Yes' }));
    await settle();
    expect(server.of('knowledge.vote')[0]?.body).toEqual({ helped: true });
  });
});

const titleBox = () => screen.findByLabelText<HTMLInputElement>('Title');
const type = (input: HTMLElement, value: string) => fireEvent.change(input, { target: { value } });

describe('writing', () => {
  test('what is typed outlives the page, until it is thrown away', async () => {
    const storage = memoryStorage();
    const hash = `#/knowledge/${id('art')}/edit`;
    const first = await renderConsole({ hash, answers, storage });
    type(await titleBox(), 'Prints that wait');
    first.unmount();
    await renderConsole({ hash, answers, storage });
    expect((await titleBox()).value).toBe('Prints that wait');
    fireEvent.click(screen.getByRole('button', { name: 'Throw it away' }));
    expect((await titleBox()).value).toBe('Prints are stuck');
    expect(storage.length).toBe(0);
  });

  test('when somebody was quicker nothing is written before a choice, and "mine" goes upon theirs', async () => {
    let tries = 0;
    const theirs = page({ version: 5, title: 'Theirs', updatedBy: 'Grace Hall' });
    const conflict = { ...apiError('CONFLICT', 'Quicker.'), current: theirs };
    const { server } = await renderConsole({
      hash: `#/knowledge/${id('art')}/edit`,
      answers: {
        ...answers,
        'knowledge.change': () => ((tries += 1) === 1 ? conflict : page({ version: 6 })),
      },
    });
    type(await titleBox(), 'Mine');
    fireEvent.click(screen.getByRole('button', { name: 'Save' }));
    const card = await screen.findByRole('group', { name: /Somebody else changed/ });
    expect(within(card).getByText(/Grace Hall saved version 5/)).toBeDefined();
    expect(within(card).getByText('What differs: title')).toBeDefined();
    expect(server.of('knowledge.change')).toHaveLength(1);
    fireEvent.click(within(card).getByRole('button', { name: 'Save mine over it' }));
    await settle();
    expect(server.of('knowledge.change')[1]?.body).toMatchObject({ version: 5, content: { title: 'Mine' } });
    await waitFor(() => expect(location.hash).toBe(`#/knowledge/${id('art')}`));
  });

  test('"theirs" puts their text into the editor and drops mine', async () => {
    const conflict = { ...apiError('CONFLICT', 'Quicker.'), current: page({ version: 5, title: 'Theirs' }) };
    const storage = memoryStorage();
    await renderConsole({
      hash: `#/knowledge/${id('art')}/edit`,
      storage,
      answers: { ...answers, 'knowledge.change': () => conflict },
    });
    type(await titleBox(), 'Mine');
    fireEvent.click(screen.getByRole('button', { name: 'Save' }));
    fireEvent.click(await screen.findByRole('button', { name: 'Take theirs, drop mine' }));
    expect((await titleBox()).value).toBe('Theirs');
    expect(storage.length).toBe(0);
  });

  test('a picture is stored under a name that articles may use, and marked in the text', async () => {
    const { server, container } = await renderConsole({
      hash: `#/knowledge/${id('art')}/edit`,
      answers: { ...answers, 'knowledge.putPicture': () => ({ name: 'side-view.png', size: 3 }) },
    });
    await titleBox();
    const input = container.querySelector('[data-key="picture"]');
    if (input === null) throw new Error('no place for pictures');
    const file = new File([new Uint8Array([1, 2, 3])], 'Side view.PNG', { type: 'image/png' });
    fireEvent.change(input, { target: { files: [file] } });
    await settle();
    expect(server.of('knowledge.putPicture')[0]?.path).toBe(
      `/api/articles/${id('art')}/pictures/side-view.png`,
    );
    expect(screen.getByLabelText<HTMLTextAreaElement>(/^Text/).value).toContain('](side-view.png)');
  });
});

describe('a folder of files', () => {
  test('an import names each file by its place, and tells which were not taken and why', async () => {
    const outcome = {
      made: 1,
      changed: 0,
      same: 0,
      faults: [{ name: 'en/bad.md', say: 'It needs a head.' }],
    };
    const { server, container } = await renderConsole({
      hash: '#/knowledge/files',
      answers: { ...answers, 'knowledge.import': () => outcome },
    });
    await screen.findByRole('heading', { name: 'Import' });
    const input = container.querySelector('[data-key="import-folder"]');
    if (input === null) throw new Error('no place for a folder');
    const file = new File(['no head'], 'bad.md');
    Object.defineProperty(file, 'webkitRelativePath', { value: 'knowledge/en/bad.md' });
    fireEvent.change(input, {
      target: { files: [file, new File(['x'], 'README.md'), new File(['x'], 'a.txt')] },
    });
    expect(await screen.findByText('1 file was not taken')).toBeDefined();
    expect(screen.getByText('en/bad.md')).toBeDefined();
    expect(server.of('knowledge.import')[0]?.body).toEqual({
      files: [{ name: 'en/bad.md', text: 'no head' }],
      overwrite: false,
    });
  });
});

describe('beside a ticket', () => {
  const suggestion = {
    id: id('art'),
    slug: 'prints-are-stuck',
    title: 'Prints are stuck',
    reasons: [{ kind: 'finding', id: 'PRN-02' }],
    score: 1,
  };
  const beside = (article: object = {}) => ({
    ...answers,
    'tickets.get': () => ticket(7),
    'knowledge.suggestForTicket': () => [suggestion],
    'knowledge.get': () => page(article),
    'knowledge.vote': () => ({ helped: 4, notHelped: 1 }),
  });
  const hash = `#/tickets/${ticket(7).id}`;
  const composer = () => document.querySelector<HTMLTextAreaElement>('[data-key="composer"]');
  const openIt = async () =>
    fireEvent.click(await screen.findByRole('button', { name: /because PRN-02 was found/ }));

  test('an article says why it is offered, and goes into the reply without its pictures', async () => {
    await renderConsole({ hash, answers: beside() });
    await openIt();
    fireEvent.click(await screen.findByRole('button', { name: 'Insert into the reply' }));
    expect(composer()?.value).toBe('**Prints are stuck**\n\nTurn it off and on.\n\nPicture: the back\n');
  });

  test('what is for technicians goes into no reply', async () => {
    await renderConsole({ hash, answers: beside({ audience: 'technicians' }) });
    await openIt();
    fireEvent.click(await screen.findByRole('button', { name: 'Insert into the reply' }));
    expect(composer()?.value).toBe('');
    expect(screen.getByText(/It can go into an internal note only/)).toBeDefined();
  });

  test('"it helped" is counted once for this ticket', async () => {
    const { server } = await renderConsole({ hash, answers: beside() });
    await openIt();
    fireEvent.click(await screen.findByRole('button', { name: 'Yes' }));
    await settle();
    expect(server.of('knowledge.vote')[0]?.body).toEqual({ helped: true, ticketId: ticket(7).id });
  });

  test('an auditor reads it and inserts nothing', async () => {
    await renderConsole({ hash, role: 'auditor', answers: beside() });
    await openIt();
    await screen.findByText('Turn it off and on.');
    expect(screen.queryByRole('button', { name: 'Insert into the reply' })).toBeNull();
  });
});
