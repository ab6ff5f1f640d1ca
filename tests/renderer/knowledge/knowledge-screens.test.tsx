import axe from 'axe-core';
import { cleanup, fireEvent, render, screen, within } from '@testing-library/react';
import { afterEach, describe, expect, test } from 'vitest';
import { slugOf } from '../../../src-renderer/knowledge/article-form.ts';
import { UiRoot } from '../../../src-renderer/ui/ui-root.tsx';
import { articleContentSchema } from '../../../src-shared/helpdesk/article.ts';
import { sample, states } from '../../gallery-knowledge/states.tsx';

afterEach(cleanup);

/** A state of the gallery; what it called, call by call. */
function show(name: string): unknown[][] {
  const calls: unknown[][] = [];
  render(
    <UiRoot settings={{ theme: 'light', textSize: 100 }}>
      <main>
        <h1>{name}</h1>
        {states[name]?.((...values) => calls.push(values))}
      </main>
    </UiRoot>,
  );
  return calls;
}

const field = (name: string | RegExp) => screen.getByLabelText<HTMLInputElement>(name);
const type = (input: HTMLElement, value: string) => fireEvent.change(input, { target: { value } });

describe.each(Object.keys(states))('%s', (name) => {
  test('has no serious accessibility violation that can be told without a picture', async () => {
    show(name);
    const rules = { 'color-contrast': { enabled: false } };
    const { violations } = await axe.run(document.body, { rules, resultTypes: ['violations'] });
    const serious = violations.filter(({ impact }) => impact === 'serious' || impact === 'critical');
    expect(serious.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`)).toEqual([]);
  });

  test('skips no level of headings', () => {
    show(name);
    const levels = screen.getAllByRole('heading').map(({ tagName }) => Number(tagName.slice(1)));
    levels.forEach((level, at) => expect(level - (levels[at - 1] ?? 0)).toBeLessThanOrEqual(1));
  });
});

describe('an article', () => {
  test('shows the steps of the reader’s system first, and the others on their tabs', () => {
    show('article-host');
    expect(screen.getByRole('tab', { selected: true }).textContent).toBe('macOS');
    expect(screen.getByRole('tabpanel').textContent).toContain('click the Trash in the Dock');
    fireEvent.click(screen.getByRole('tab', { name: 'Linux' }));
    expect(screen.getByRole('tabpanel').textContent).toContain('Disk Usage Analyzer');
  });

  test('asks once whether it helped, and says thank you', () => {
    const calls = show('article-host');
    fireEvent.click(within(screen.getByRole('group', { name: 'Did this help?' })).getByText('No'));
    expect(calls).toEqual([['helped', false]]);
    expect(screen.getAllByText(/A person can help you further/).length).toBeGreaterThan(0);
    expect(screen.queryByRole('group', { name: 'Did this help?' })).toBeNull();
  });

  test('draws no HTML of others, no foreign picture and no link that is not of the web or mail', () => {
    show('article-hostile');
    const article = screen.getByRole('article');
    expect(article.querySelectorAll('script, iframe, b, [onerror]').length).toBe(0);
    expect([...article.querySelectorAll('a')].map((link) => link.getAttribute('href'))).toEqual([
      'https://example.org/help',
      'mailto:help@example.org',
    ]);
    const shown = [...article.querySelectorAll('img')].map(({ alt, src }) => [alt, src.slice(0, 19)]);
    expect(shown).toEqual([['the back of the printer', 'data:image/svg+xml,']]);
    expect(article.textContent).toContain('Picture: from elsewhere');
    expect(screen.getByRole('heading', { name: '<b>Title</b>' })).toBeTruthy();
  });
});

describe('the search box', () => {
  test('marks what was found, tells how many, and opens one', () => {
    const calls = show('search-host');
    expect(screen.getByText(/^\d+ articles? found$/)).toBeTruthy();
    const [hit] = within(screen.getByRole('list', { name: 'Articles found' })).getAllByRole('button');
    if (hit === undefined) throw new Error('nothing found');
    expect(hit.querySelector('mark')?.textContent).toBe('printer');
    fireEvent.click(hit);
    expect(calls).toEqual([['open', sample('printer-does-not-answer').id]]);
  });

  test('is moved through by arrows, and Esc clears and goes back to it', () => {
    show('search-desk-some');
    const input = screen.getByRole('searchbox');
    input.focus();
    fireEvent.keyDown(input, { key: 'ArrowDown' });
    expect(document.activeElement?.className).toBe('k-hit');
    fireEvent.keyDown(document.activeElement ?? input, { key: 'ArrowUp' });
    expect(document.activeElement).toBe(input);
    fireEvent.keyDown(input, { key: 'Escape' });
    expect([(input as HTMLInputElement).value, document.activeElement === input]).toEqual(['', true]);
  });

  test('says that it found only some of the words, or nothing', () => {
    show('search-desk-some');
    expect(screen.getByText(/No article holds all of these words/)).toBeTruthy();
    cleanup();
    show('search-nothing');
    expect(screen.getAllByText('Nothing found for “qqqzzzxxx”').length).toBeGreaterThan(0);
  });
});

describe('suggestions', () => {
  test('say why: ids for technicians, topics for people', () => {
    show('suggestions-desk');
    expect(screen.getByText(/because DISK-02 was found/)).toBeTruthy();
    expect(screen.getByText(/because of the code 0x800f0922/)).toBeTruthy();
    cleanup();
    show('suggestions-host');
    expect(screen.queryByText(/DISK-02/)).toBeNull();
    expect(screen.getByText(/because of what we found: Room to save your work/)).toBeTruthy();
  });
});

describe('the editor', () => {
  test('shows beside the text how it will look, and saves what was typed', async () => {
    const calls = show('editor');
    type(field('Text (Markdown)'), 'New **lead**.\n\n## Part');
    expect(
      await within(screen.getByRole('region', { name: 'Preview' })).findByRole('heading', { name: 'Part' }),
    ).toBeTruthy();
    type(field('Tags'), 'Printer, spooler,  , printer');
    type(field(/^Findings/), 'prn-02');
    fireEvent.keyDown(field('Title'), { key: 's', ctrlKey: true });
    const [[name, saved] = []] = calls;
    expect(name).toBe('save');
    expect(articleContentSchema.parse(saved)).toMatchObject({
      body: 'New **lead**.\n\n## Part',
      tags: ['printer', 'spooler'],
      findingIds: ['PRN-02'],
    });
  });

  test('names a new article after its title, until somebody names it', () => {
    show('editor-new');
    type(field('Title'), 'Der Drucker ist für Übermut zu müde!');
    expect(field('Name in addresses').value).toBe('der-drucker-ist-fur-ubermut-zu-mude');
    type(field('Name in addresses'), 'own');
    type(field('Title'), 'Other');
    expect(field('Name in addresses').value).toBe('own');
  });

  test('saves nothing that is not right, and says at the field what to change', () => {
    const calls = show('editor-conflict');
    const alerts = screen.getAllByRole('alert').map(({ textContent }) => textContent);
    expect(alerts.join(' ')).toContain('The article was not saved');
    type(field(/^Findings/), 'DISK-99');
    fireEvent.click(screen.getByRole('button', { name: 'Save' }));
    expect(calls).toEqual([]);
    expect(field('Name in addresses').getAttribute('aria-invalid')).toBe('true');
    expect(screen.getByText(/Use small letters, digits and single hyphens/)).toBeTruthy();
    expect(screen.getByText(/Write a list of at most 30 ids of findings/)).toBeTruthy();
    type(field('Name in addresses'), 'a-slug');
    type(field(/^Findings/), '');
    fireEvent.click(screen.getByRole('button', { name: 'Save' }));
    expect(calls[0]?.[0]).toBe('save');
  });

  test.each([
    ['The printer is off!', 'the-printer-is-off'],
    ['  --  ', ''],
    ['x'.repeat(200), 'x'.repeat(80)],
  ])('makes of %j the name %j', (title, slug) => {
    expect(slugOf(title)).toBe(slug);
  });
});
