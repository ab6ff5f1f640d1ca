import type { Bridge, Diagnosis } from '../../src-shared/bridge/contract.ts';
import { decodeSnapshot } from '../../src-shared/diagnostics/snapshot.ts';
import { activeOf, judge } from '../../src-shared/findings/judge.ts';
import type { HostSession } from '../../src-shared/session/host-session.ts';
import type { Scope } from '../../src-shared/scope.ts';
import type { HostDiagnosis, HostStore } from '../stores/host-store.ts';

/** Keeps the host's store in step with what main tells; `onSession` hears of every change after the store. */
export function mirrorMain(
  scope: Scope,
  bridge: Bridge,
  store: HostStore,
  now: () => number,
  onSession: (session: HostSession) => void,
): void {
  const takeSession = (session: HostSession) => {
    if (scope.closed) return;
    store.setState({ session });
    onSession(session);
  };
  const takeDiagnosis = (diagnosis: Diagnosis) => {
    if (scope.closed) return;
    const before = store.getState().diagnosis;
    store.setState({ diagnosis: readDiagnosis(diagnosis, before, now()) });
    if (!diagnosis.running && diagnosis.done > 0) void askComparison();
  };
  const askComparison = async () => {
    const comparison = await bridge.request('diagnosis.comparison', undefined);
    if (!scope.closed) store.setState({ comparison });
  };
  scope.add(bridge.on('session.changed', takeSession));
  scope.add(bridge.on('diagnosis.changed', takeDiagnosis));
  scope.add(bridge.on('network.changed', (network) => store.setState({ network })));
  scope.add(bridge.on('settings.changed', (settings) => store.setState({ settings })));
  scope.add(
    bridge.on('window.closeAsked', () => {
      store.setState({ closeAsked: true });
      void bridge.request('window.closeHeard', undefined);
    }),
  );
  void bridge.request('settings.get', undefined).then((settings) => store.setState({ settings }));
  void bridge.request('diagnosis.get', undefined).then(takeDiagnosis);
  void bridge
    .request('settingsPage.list', undefined)
    .then((settingsPages) => store.setState({ settingsPages }));
  void bridge.request('network.get', undefined).then((network) => store.setState({ network }));
  void bridge.request('session.get', undefined).then(takeSession);
}

/** The diagnosis as the screens see it: decoded, and judged by the code the desk uses. */
function readDiagnosis(diagnosis: Diagnosis, before: HostDiagnosis, now: number): HostDiagnosis {
  const { done, total, looking, running, error } = diagnosis;
  const decoded = decodeSnapshot(diagnosis.snapshot);
  if (!decoded.ok) return { ...before, done, total, looking, running, error };
  const active = before.judgement === null ? undefined : activeOf(before.judgement);
  const judgement = judge(decoded.value, active === undefined ? { now } : { now, active });
  return { snapshot: decoded.value, judgement, done, total, looking, running, error };
}
