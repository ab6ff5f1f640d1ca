import axe from 'axe-core';
import { cleanup, fireEvent, screen } from '@testing-library/react';
import { afterEach, describe, expect, test } from 'vitest';
import { hostStates, type HostStateName } from '../../../gallery/host-states.ts';
import { called, show } from './show.ts';

const names = Object.keys(hostStates) as HostStateName[];
/** Calls that let somebody see something, or end what the person wants to keep. */
const dangerous = ['letIn', 'grantFindings', 'grantScreen', 'openInvite', 'renew', 'stop', 'answerClose'];

afterEach(cleanup);

describe.each(names)('%s', (name) => {
  test('has one h1, which takes the focus on arrival, and Enter there does nothing dangerous', () => {
    const host = show(name);
    const headings = screen.getAllByRole('heading', { level: 1, hidden: true });
    expect(headings).toHaveLength(1);
    // a question takes the focus from the screen behind it
    if (screen.queryByRole('dialog') === null) expect(document.activeElement).toBe(headings[0]);
    const focused = document.activeElement ?? document.body;
    fireEvent.keyDown(focused, { key: 'Enter' });
    fireEvent.keyUp(focused, { key: 'Enter' });
    expect(called(host).filter((call) => dangerous.includes(call))).toEqual([]);
  });

  test('has no serious accessibility violation that can be told without a picture', async () => {
    show(name);
    const rules = { 'color-contrast': { enabled: false } };
    const runOnly = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'];
    const { violations } = await axe.run(document.body, { rules, runOnly, resultTypes: ['violations'] });
    const serious = violations.filter(({ impact }) => impact === 'serious' || impact === 'critical');
    expect(serious.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`)).toEqual([]);
  });
});

describe('while something is allowed', () => {
  const on = names.filter((name) => show(name).store.getState().session?.phase === 'live');
  cleanup();

  test.each(on)('%s has a way to stop everything at once', (name) => {
    const host = show(name);
    const stop = screen.getAllByRole('button', { name: /^(stop everything|no, end now)$/i, hidden: true })[0];
    if (stop === undefined) throw new Error('no stop');
    fireEvent.click(stop);
    expect(called(host)).toContain('stop');
  });
});
