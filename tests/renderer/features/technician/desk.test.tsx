import { act, fireEvent, screen, waitFor, within } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import { judge } from '../../../../src-shared/findings/judge.ts';
import { areaIds } from '../../../../src-shared/diagnostics/area.ts';
import { fakeSnapshot } from '../../../gallery-desk/fake-machine.ts';
import { states } from '../../../gallery-desk/states.ts';
import { NOW, renderTechnician } from './harness.tsx';

const key = (name: string, more: KeyboardEventInit = {}) =>
  fireEvent.keyDown(document.activeElement ?? document.body, { key: name, ...more });
const rows = () =>
  [...document.querySelectorAll<HTMLElement>('[data-finding]')].map((row) => row.dataset['finding']);

describe('Every state of the gallery', () => {
  it.each(Object.keys(states))('%s draws one h1 and no empty button', (name) => {
    renderTechnician(name);
    expect(document.querySelectorAll('h1')).toHaveLength(1);
    for (const button of document.querySelectorAll('button')) {
      expect(button.textContent !== '' || button.hasAttribute('aria-label')).toBe(true);
    }
  });
});

describe('Capability chips', () => {
  it('count down while granted, turn amber in the last minute', () => {
    const { set } = renderTechnician('desk');
    expect(screen.getByRole('img', { name: 'Screen, allowed, 55 min left' })).toBeTruthy();
    set({ now: NOW + 50 * 60_000 });
    expect(screen.getByRole('img', { name: 'Screen, allowed, 5:00 left' })).toBeTruthy();
    set({ now: NOW + 54 * 60_000 + 30_000 });
    expect(screen.getByRole('img', { name: 'Screen, allowed, 0:30 left' }).dataset['state']).toBe(
      'last-minute',
    );
  });

  it('are held while the link is lost, and stand still', () => {
    const { set } = renderTechnician('desk-lost');
    expect(screen.getByRole('img', { name: 'Findings, held' })).toBeTruthy();
    set({ now: NOW + 60_000 });
    expect(screen.getByRole('img', { name: 'Findings, held' })).toBeTruthy();
  });

  it('never show more than was given, though the clock of the screens is a moment old', () => {
    const { set } = renderTechnician('desk');
    set({ now: NOW - 600_000 });
    expect(screen.getByRole('img', { name: 'Screen, allowed, 55 min left' })).toBeTruthy();
  });

  it('ask, once, and say so', () => {
    const { actions } = renderTechnician('desk-nothing-allowed');
    fireEvent.click(screen.getByRole('button', { name: 'Findings Ask' }));
    expect(actions.askFor).toHaveBeenCalledExactlyOnceWith('findings');
    fireEvent.click(screen.getByRole('button', { name: 'Findings Asked' }));
    expect(actions.askFor).toHaveBeenCalledTimes(1);
  });

  it('cannot ask before the person has let the technician in', () => {
    const { actions } = renderTechnician('desk-waiting');
    fireEvent.click(screen.getByRole('button', { name: 'Screen not yet' }));
    expect(actions.askFor).not.toHaveBeenCalled();
  });
});

describe('Findings', () => {
  it('keep their order while parts arrive, and take their rank when all are in', () => {
    const { setDesk } = renderTechnician('desk-arriving');
    const before = rows();
    expect(before.length).toBeGreaterThan(1);
    const snapshot = fakeSnapshot(NOW, areaIds);
    const judgement = judge(snapshot, { now: NOW });
    setDesk({ snapshot, judgement });
    expect(rows().slice(0, before.length)).toEqual(before);
    setDesk({ snapshotState: 'complete' });
    expect(rows()[0]).toBe('DISK-01');
    expect(rows()).toHaveLength(judgement.findings.length);
  });

  it('do not move under a moving pointer; one that only lies there holds nothing', () => {
    const { setDesk } = renderTechnician('desk-arriving');
    const before = rows();
    const list = screen.getByRole('list', { name: 'Findings, worst first' });
    const snapshot = fakeSnapshot(NOW, areaIds);
    fireEvent.pointerMove(list, { movementX: 3, movementY: 0 });
    setDesk({ snapshot, judgement: judge(snapshot, { now: NOW }), snapshotState: 'complete' });
    expect(rows().slice(0, before.length)).toEqual(before);
    fireEvent.pointerLeave(list.parentElement ?? list);
    expect(rows()[0]).toBe('DISK-01');
    fireEvent.pointerMove(list, { movementX: 0, movementY: 0 });
    const worse = fakeSnapshot(NOW, ['os', 'memory']);
    setDesk({ snapshot: worse, judgement: judge(worse, { now: NOW }) });
    setDesk({ snapshot, judgement: judge(snapshot, { now: NOW }) });
    expect(rows()[0]).toBe('DISK-01');
  });

  it('J and K go through them, Enter opens one with its evidence', () => {
    renderTechnician('desk');
    key('j');
    expect(document.activeElement?.getAttribute('data-finding')).toBe('DISK-01');
    key('j');
    key('k');
    const row = document.activeElement;
    expect(row?.getAttribute('data-finding')).toBe('DISK-01');
    fireEvent.click(row ?? document.body); // what Enter does to a button
    expect(row?.getAttribute('aria-expanded')).toBe('true');
    expect(screen.getByText('94.1 % used, 14.1 of 237 GB free', { selector: 'b' })).toBeTruthy();
    expect(screen.getByText('90 %, clears under 80 %')).toBeTruthy();
    expect(screen.getByText(/^DISK-01, from probe of volumes at/)).toBeTruthy();
  });

  it('put their advice into the chat field without sending it', async () => {
    const { actions } = renderTechnician('desk');
    key('j');
    fireEvent.click(document.activeElement ?? document.body);
    fireEvent.click(screen.getByRole('button', { name: 'Suggest in the chat' }));
    const field = screen.getByLabelText<HTMLTextAreaElement>('Write to the person');
    expect(field.value).toContain('Recycle Bin');
    expect(actions.say).not.toHaveBeenCalled();
    await waitFor(() => expect(document.activeElement).toBe(field));
  });

  it('count what is fine and what is not known, and tell why', () => {
    renderTechnician('desk');
    expect(screen.getByText(/^[1-9]\d* not known$/)).toBeTruthy();
    fireEvent.click(screen.getByRole('button', { name: 'See why' }));
    const dialog = screen.getByRole('dialog', { name: 'What was checked' });
    expect(within(dialog).getAllByText(/needs administrator rights/).length).toBeGreaterThan(0);
  });
});

describe('Facts', () => {
  it('say how old an answer is that was kept from an earlier look', () => {
    const { store, setDesk } = renderTechnician('desk');
    const facts = () => screen.getByRole('region', { name: 'Computer' }).textContent;
    expect(facts()).not.toContain('before this look');
    const snapshot = store.getState().desk?.snapshot;
    const system = snapshot?.areas.system;
    if (!snapshot || !system) throw new Error('no facts in this state');
    const at = snapshot.takenAt - 3 * 3_600_000;
    setDesk({ snapshot: { ...snapshot, areas: { ...snapshot.areas, system: { ...system, at } } } });
    expect(facts()).toContain('Asked 3 hours before this look.');
  });
});

describe('Keys of the desk', () => {
  it('1 to 4 choose the tab below, / searches the facts', async () => {
    renderTechnician('desk');
    key('2');
    expect(screen.getByRole('tab', { name: 'Programs' }).getAttribute('aria-selected')).toBe('true');
    key('/');
    const search = await waitFor(() => screen.getByLabelText('Search the facts'));
    await waitFor(() => expect(document.activeElement).toBe(search));
    fireEvent.change(search, { target: { value: 'battery' } });
    expect(screen.getByRole('heading', { name: 'Battery' })).toBeTruthy();
    expect(screen.queryByRole('heading', { name: 'Memory' })).toBeNull();
  });

  it('letters typed into the chat are text', () => {
    renderTechnician('desk');
    key('c');
    expect(document.activeElement).toBe(screen.getByLabelText('Write to the person'));
    key('2');
    expect(screen.getByRole('tab', { name: 'Facts' }).getAttribute('aria-selected')).toBe('true');
  });

  it('F6 goes from panel to panel, and back', () => {
    renderTechnician('desk');
    key('F6');
    const first = document.activeElement?.getAttribute('data-panel');
    key('F6');
    expect(document.activeElement?.getAttribute('data-panel')).not.toBe(first);
    key('F6', { shiftKey: true });
    expect(document.activeElement?.getAttribute('data-panel')).toBe(first);
  });

  it('? lists them', () => {
    renderTechnician('desk');
    key('?');
    expect(screen.getByRole('dialog', { name: 'Keys' })).toBeTruthy();
  });
});

describe('Ending', () => {
  it('asks first, and staying ends nothing', () => {
    const { actions } = renderTechnician('desk');
    fireEvent.click(screen.getByRole('button', { name: 'End' }));
    const dialog = screen.getByRole('dialog', { name: 'End this session?' });
    fireEvent.click(within(dialog).getByRole('button', { name: 'Keep going' }));
    expect(actions.end).not.toHaveBeenCalled();
  });

  it('by key asks too; then it ends', () => {
    const { actions } = renderTechnician('desk');
    key('E', { ctrlKey: true, shiftKey: true });
    fireEvent.click(screen.getByRole('button', { name: 'End the session' }));
    expect(actions.end).toHaveBeenCalledTimes(1);
  });

  it.each([
    ['desk-ended-by-me', 'You ended the session'],
    ['desk-ended-by-person', 'The person ended the session'],
    ['desk-ended-refused', 'The person said no'],
    ['desk-ended-link-lost', 'The connection did not come back'],
    ['desk-ended-failed', 'The session could not go on'],
  ])('%s says who and offers the way back', (state, words) => {
    const { actions } = renderTechnician(state);
    expect(screen.getByRole('heading', { name: words })).toBeTruthy();
    fireEvent.click(screen.getByRole('button', { name: 'Back to the start' }));
    expect(actions.closeDesk).toHaveBeenCalled();
  });
});

describe('Chat', () => {
  it('sends with Enter, not with Shift and Enter, and never an empty line', () => {
    const { actions } = renderTechnician('desk');
    const field = screen.getByLabelText('Write to the person');
    fireEvent.keyDown(field, { key: 'Enter' });
    fireEvent.change(field, { target: { value: ' Hello ' } });
    fireEvent.keyDown(field, { key: 'Enter', shiftKey: true });
    expect(actions.say).not.toHaveBeenCalled();
    fireEvent.keyDown(field, { key: 'Enter' });
    expect(actions.say).toHaveBeenCalledExactlyOnceWith('Hello');
  });

  it('marks what is unread until the technician turns to it', () => {
    const { actions } = renderTechnician('desk-last-minute');
    expect(screen.getByText('2 new')).toBeTruthy();
    act(() => screen.getByLabelText('Write to the person').focus());
    expect(actions.readChat).toHaveBeenCalled();
  });

  it('says that messages wait while the link is lost', () => {
    renderTechnician('desk-lost');
    expect(screen.getByText('Messages wait here and go out once you are back.')).toBeTruthy();
    expect(screen.getByText('waiting')).toBeTruthy();
  });
});

describe('In a narrow window', () => {
  it('findings, vitals and chat share one panel; C opens the chat, which counts as reading it', async () => {
    const { actions } = renderTechnician('desk-last-minute', { width: 1024 });
    expect(screen.queryByLabelText('Write to the person')).toBeNull();
    key('c');
    await waitFor(() => expect(document.activeElement).toBe(screen.getByLabelText('Write to the person')));
    expect(actions.readChat).toHaveBeenCalled();
    key('j');
    expect(screen.queryAllByRole('region', { name: 'Vitals' })).toEqual([]);
  });
});

describe('The link log', () => {
  it('says in words what the session writes down as codes, newest first', () => {
    renderTechnician('desk-lost');
    key('3');
    const lines = screen.getAllByRole('row').map((row) => row.textContent);
    expect(lines[1]).toContain('Connection lost');
    expect(lines.at(-1)).toContain('Code proven');
  });
});

describe('Vitals', () => {
  it('are said as now, lowest, highest and limit', () => {
    renderTechnician('desk');
    expect(
      screen.getByRole('img', {
        name: /^Processor: now 34 %, lowest \d+ %, highest \d+ %, limit 85 %, load 1.3, 61 °C$/,
      }),
    ).toBeTruthy();
    expect(screen.getByRole('img', { name: /^Network: .*up 3.4 Mbit\/s, down / })).toBeTruthy();
  });

  it('name the busiest programs, and the battery where there is one', () => {
    renderTechnician('desk');
    expect(screen.getByText('OneDrive.exe')).toBeTruthy();
    expect(screen.getByText('61 % of a core')).toBeTruthy();
    expect(screen.getByText('Battery 83 %, not plugged in')).toBeTruthy();
  });

  it('show the last minute, or the last 15 minutes', () => {
    renderTechnician('desk');
    const button = screen.getByRole('button', { name: /how much to show/ });
    expect(button.textContent).toBe('1 min');
    fireEvent.click(button);
    expect(button.textContent).toBe('15 min');
  });

  it('stop at their source when the technician pauses them, and go on', () => {
    const { actions, setDesk } = renderTechnician('desk');
    fireEvent.click(screen.getByRole('button', { name: 'Stop measuring' }));
    expect(actions.watchVitals).toHaveBeenLastCalledWith(false);
    setDesk({ vitalsPaused: true });
    expect(screen.getByText('stopped by you')).toBeTruthy();
    fireEvent.click(screen.getByRole('button', { name: 'Go on measuring' }));
    expect(actions.watchVitals).toHaveBeenLastCalledWith(true);
  });

  it('say when they stopped', () => {
    renderTechnician('desk-lost');
    expect(screen.getByText('stopped at 10:59:12')).toBeTruthy();
  });

  it('are late when none has come for five seconds', () => {
    const { set } = renderTechnician('desk');
    set({ now: NOW + 6000 });
    expect(screen.getByText('stopped at 10:59:29')).toBeTruthy();
  });
});
