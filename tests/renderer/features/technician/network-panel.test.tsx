import { fireEvent, screen, within } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import {
  allQuestions,
  resultRows,
} from '../../../../src-renderer/features/technician/network/result-rows.ts';
import { emptyConnectivity } from '../../../../src-shared/diagnostics/connectivity-areas.ts';
import { askedRound } from '../../../../src-shared/network/net-tests.ts';
import { healthyAreas } from '../../../shared/findings/machine.ts';
import { renderTechnician } from './harness.tsx';

const open = (state: string) => {
  const view = renderTechnician(state);
  fireEvent.click(screen.getByRole('tab', { name: 'Network' }));
  return view;
};
const field = () => screen.getByRole('textbox', { name: 'One computer' });

describe('The network, at the desk', () => {
  it('shows the ladder from the computer to the technician', () => {
    open('desk');
    const rungs = within(screen.getByRole('region', { name: 'From the computer to you' })).getAllByRole(
      'listitem',
    );
    expect(rungs).toHaveLength(9);
    expect(rungs[0]?.textContent).toContain('Network card');
  });

  it('asks for all tests with one press, and tells that the person decides', () => {
    const { actions } = open('desk');
    expect(screen.getByText(/says yes or no/)).toBeTruthy();
    fireEvent.click(screen.getByRole('button', { name: 'Test the network' }));
    expect(actions.testNetwork).toHaveBeenCalledWith(allQuestions);
  });

  it('tests one computer only when it is one', () => {
    const { actions } = open('desk');
    const press = () => fireEvent.click(screen.getByRole('button', { name: 'Test it' }));
    fireEvent.change(field(), { target: { value: '$(id)' } });
    press();
    fireEvent.submit(field());
    expect(actions.testNetwork).not.toHaveBeenCalled();
    fireEvent.change(field(), { target: { value: 'Intern.Example:8443' } });
    fireEvent.submit(field());
    const target = { host: 'intern.example', port: 8443 };
    expect(actions.testNetwork.mock.calls[0]?.[0]).toEqual(
      ['tcp', 'tls', 'http', 'path'].map((test) => ({ test, target })),
    );
  });

  it('asks for nothing while a list is open, and can stop it', () => {
    const { actions, setDesk } = open('desk');
    setDesk({ network: { ...askedRound('r', [{ test: 'dns', target: null }]), state: 'running' } });
    fireEvent.click(screen.getByRole('button', { name: 'Test the network' }));
    expect(actions.testNetwork).not.toHaveBeenCalled();
    fireEvent.click(screen.getByRole('button', { name: 'Stop' }));
    expect(actions.stopNetworkTests).toHaveBeenCalled();
  });
});

describe('The rows of the tests', () => {
  const area = healthyAreas.connectivity;
  it('say what each test found, or why it has nothing', () => {
    const rows = resultRows(
      {
        ...area,
        mtu: null,
        tests: area.tests.map((line) =>
          line.test === 'mtu' ? { ...line, status: 'unavailable' as const, reason: 'no ping here' } : line,
        ),
      },
      null,
    );
    expect(rows.find(({ test }) => test === 'tls')?.lines[0]).toMatch(
      /^Certificate: www\.example\.org, trusted/,
    );
    expect(rows.find(({ test }) => test === 'mtu')).toMatchObject({
      status: 'unavailable',
      lines: ['no ping here'],
    });
  });

  it('show what is under way, also of tests that never ran', () => {
    const round = {
      ...askedRound('r', [
        { test: 'dns', target: null },
        { test: 'path', target: null },
      ]),
      state: 'running' as const,
    };
    const half = {
      ...round,
      rows: round.rows.map((row, n) => (n === 0 ? { ...row, state: 'running' as const, share: 0.5 } : row)),
    };
    expect(
      resultRows(emptyConnectivity, half).map(({ test, status, lines }) => [test, status, lines[0]]),
    ).toEqual([
      ['dns', 'running', '50 %'],
      ['path', 'waiting', '…'],
    ]);
  });
});
