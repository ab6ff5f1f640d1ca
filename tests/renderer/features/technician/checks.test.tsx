import { fireEvent, screen, waitFor, within } from '@testing-library/react';
import { describe, expect, it, vi } from 'vitest';
import { areaIds } from '../../../../src-shared/diagnostics/area.ts';
import { fakeSnapshot } from '../../../gallery-desk/fake-machine.ts';
import { NOW, renderTechnician } from './harness.tsx';

const clipboard = () => {
  const written: string[] = [];
  vi.stubGlobal('navigator', {
    ...navigator,
    clipboard: { writeText: (text: string) => (written.push(text), Promise.resolve()) },
  });
  return written;
};
const openChecks = () => fireEvent.click(screen.getByRole('button', { name: 'All checks, with filter' }));
const tab = (name: RegExp) => screen.getByRole('tab', { name });
const change = (rule: string) => document.querySelector(`[data-rule="${rule}"]`);

describe('All checks', () => {
  it('show what was measured, the limit, the source, the time and the raw values', () => {
    renderTechnician('desk');
    openChecks();
    fireEvent.click(tab(/^Found/));
    const dialog = within(screen.getByRole('dialog'));
    fireEvent.click(dialog.getByRole('button', { name: /System disk is 94 % full/ }));
    const detail = document.querySelector('.t-check-detail');
    expect(detail?.textContent).toMatch(
      /Measured94\.05 %Limit90 %Clears at80 %AreaDrivesSourceprobe of volumes/,
    );
    expect(detail?.textContent).toMatch(/Raw values.*used=94\.1/);
  });

  it('say why a rule did not fire, and group what could not be judged by its reason', () => {
    renderTechnician('desk-withheld');
    openChecks();
    fireEvent.click(tab(/^Fine/));
    const fine = [...document.querySelectorAll('.t-check small')].map(({ textContent }) => textContent ?? '');
    expect(fine.some((text) => /; fires (over|under|from) −?[\d.]+ /.test(text))).toBe(true);
    fireEvent.click(tab(/^Not known/));
    const reasons = [...document.querySelectorAll('.t-reason h3')].map(({ textContent }) => textContent);
    expect(reasons.length).toBeGreaterThan(0);
    for (const reason of reasons)
      expect(reason).toMatch(/^(Not known|Not allowed|Did not work|Hidden): .+ \d+$/);
  });

  it('are filtered by severity, area and words', () => {
    renderTechnician('desk');
    openChecks();
    const all = tab(/^Found/).textContent;
    fireEvent.change(screen.getByRole('searchbox', { name: /Search checks/ }), {
      target: { value: 'disk' },
    });
    expect(tab(/^Found/).textContent).not.toBe(all);
    fireEvent.click(screen.getByRole('button', { name: 'Show all' }));
    expect(tab(/^Found/).textContent).toBe(all);
  });

  it('are copied as Markdown as they are shown', async () => {
    const written = clipboard();
    renderTechnician('desk');
    openChecks();
    fireEvent.click(tab(/^Found/));
    fireEvent.click(screen.getByRole('button', { name: 'Copy as Markdown' }));
    await waitFor(() => expect(written[0]).toMatch(/^## Found\n\n\*\*System disk is 94 % full\*\*/));
    vi.unstubAllGlobals();
  });
});

describe('Findings', () => {
  it('can be copied one by one and all together', async () => {
    const written = clipboard();
    renderTechnician('desk');
    fireEvent.click(screen.getByRole('button', { name: 'Copy all as Markdown' }));
    await waitFor(() => expect(written[0]).toMatch(/^# Diagnosis/));
    fireEvent.click(document.querySelector('[data-finding="DISK-01"]') ?? document.body);
    fireEvent.click(screen.getByRole('button', { name: 'Copy' }));
    await waitFor(() => expect(written[1]).toContain('- Limit: 90 %, clears under 80 %'));
    vi.unstubAllGlobals();
  });
});

describe('Before and after', () => {
  it('is summed up above the findings and shown with both values', () => {
    renderTechnician('desk-again');
    expect(screen.getByText(/^Since \d\d:\d\d: .*fixed/)).toBeTruthy();
    fireEvent.click(screen.getByRole('button', { name: 'See' }));
    expect(change('DISK-01')?.textContent).toMatch(/Fixed:.*BeforeMedium: 94\.1 %.*AfterFine: /);
  });

  it('needs two looks: with one it says so, and another can be asked for', () => {
    const { actions } = renderTechnician('desk');
    fireEvent.click(screen.getByRole('button', { name: 'Before and after' }));
    expect(screen.getByText(/two looks are needed/)).toBeTruthy();
    fireEvent.click(screen.getByRole('button', { name: 'Check again' }));
    expect(actions.refreshDiagnosis).toHaveBeenCalledTimes(1);
  });

  it('is offered before the session is ended', () => {
    const { actions } = renderTechnician('desk');
    fireEvent.click(screen.getByRole('button', { name: 'End' }));
    fireEvent.click(screen.getByRole('button', { name: 'Check again first' }));
    expect(actions.refreshDiagnosis).toHaveBeenCalledTimes(1);
    expect(actions.end).not.toHaveBeenCalled();
    expect(screen.getByRole('dialog', { name: 'Before and after' })).toBeTruthy();
  });

  it('takes files, also without a session, and says why one is not opened', async () => {
    renderTechnician('join');
    fireEvent.click(screen.getByRole('button', { name: 'Compare snapshots' }));
    const choose = (name: string, text: string) => {
      const input = document.querySelector<HTMLInputElement>('input[data-file]');
      if (input === null) throw new Error('no place for a file');
      Object.defineProperty(input, 'files', { value: [new File([text], name)], configurable: true });
      fireEvent.change(input);
    };
    choose('photo.json', 'JFIF');
    await waitFor(() =>
      expect(screen.getByText(/^photo\.json was not opened\. The file is not JSON/)).toBeTruthy(),
    );
    choose('a.json', JSON.stringify(fakeSnapshot(NOW - 864e5, areaIds)));
    await waitFor(() => expect(screen.getByText(/two looks are needed/)).toBeTruthy());
    choose('b.json', JSON.stringify(fakeSnapshot(NOW, ['os', 'volumes', 'memory'])));
    await waitFor(() => expect(change('DISK-01')?.getAttribute('data-change')).toBe('same'));
    expect(change('OS-02')?.getAttribute('data-change')).toBe('unsure');
  });
});
