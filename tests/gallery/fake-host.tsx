import type { ReactNode } from 'react';
import { HostApp } from '../../src-renderer/features/host/host-app.tsx';
import { createHostStore, type HostActions, type HostStore } from '../../src-renderer/stores/host-store.ts';
import { HostContext } from '../../src-renderer/ui/app-context.tsx';
import { placeOf, stateOf, type Sample } from './host-states.ts';
import { previewText } from './sample-lists.ts';

/** Every call of an action, by name; for the behaviour tests. */
export type Calls = { readonly name: keyof HostActions; readonly input: readonly unknown[] }[];

/** Actions that do nothing but note the call. */
export function noteActions(calls: Calls): HostActions {
  const note =
    (name: keyof HostActions) =>
    (...input: readonly unknown[]) =>
      void calls.push({ name, input });
  return {
    startDiagnosis: note('startDiagnosis'),
    saveReport: note('saveReport'),
    openSettingsPage: (page) => {
      calls.push({ name: 'openSettingsPage', input: [page] });
      return Promise.resolve(true);
    },
    testDevice: note('testDevice'),
    stopDeviceTest: note('stopDeviceTest'),
    leaveDeviceTest: note('leaveDeviceTest'),
    openInvite: note('openInvite'),
    cancelInvite: note('cancelInvite'),
    letIn: note('letIn'),
    refuse: note('refuse'),
    loadPreview: note('loadPreview'),
    withhold: note('withhold'),
    chooseLevel: note('chooseLevel'),
    whatIs: (name) => Promise.resolve(name === 'mac-7F3KQ2XA' ? '9c:b6:d0:e1:77:4a' : null),
    previewText: () => Promise.resolve(previewText),
    grantFindings: note('grantFindings'),
    loadScreens: note('loadScreens'),
    grantScreen: (key) => {
      calls.push({ name: 'grantScreen', input: [key] });
      return Promise.resolve(true);
    },
    takeBack: note('takeBack'),
    renew: note('renew'),
    answerNetwork: note('answerNetwork'),
    stopNetworkTests: note('stopNetworkTests'),
    pause: note('pause'),
    resume: note('resume'),
    stop: note('stop'),
    say: note('say'),
    answerClose: note('answerClose'),
    saveReceipt: note('saveReceipt'),
    reset: note('reset'),
    setSettings: note('setSettings'),
    openTechnician: note('openTechnician'),
  };
}

export interface FakeHost {
  readonly store: HostStore;
  readonly calls: Calls;
  readonly element: ReactNode;
}

/** The host's window in one state, with a store that a test can change. */
export function fakeHost(sample: Sample): FakeHost {
  const state = stateOf(sample);
  const store = createHostStore(state.now);
  store.setState(state);
  const calls: Calls = [];
  const actions = noteActions(calls);
  return {
    store,
    calls,
    element: (
      <HostContext value={{ store, actions }}>
        <HostApp start={placeOf(sample)} />
      </HostContext>
    ),
  };
}
