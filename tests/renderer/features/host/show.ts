import { fireEvent, render, screen } from '@testing-library/react';
import { fakeHost, type FakeHost } from '../../../gallery/fake-host.tsx';
import { hostStates, type HostStateName, type Sample } from '../../../gallery/host-states.ts';

/** The host's window in one of the gallery's states. */
export function show(name: HostStateName, state: Sample['state'] = {}): FakeHost {
  const sample: Sample = hostStates[name];
  const host = fakeHost({ ...sample, state: { ...sample.state, ...state } });
  render(host.element);
  const { press } = sample;
  if (press !== undefined) {
    const [button] = screen.getAllByRole('button', { name: new RegExp(press) });
    if (button !== undefined) fireEvent.click(button);
  }
  return host;
}

/** Names of the actions that were called, in order. */
export function called({ calls }: FakeHost): readonly string[] {
  return calls.map(({ name }) => name);
}
