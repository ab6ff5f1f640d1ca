import type { ReportFormat, RequestOutput } from '../../src-shared/bridge/contract.ts';
import type { PrivacyLevel } from '../../src-shared/diagnostics/privacy-level.ts';
import type { HostSession } from '../../src-shared/session/host-session.ts';
import type { SettingsPage } from '../../src-shared/settings-page.ts';
import type { HostActions, HostStore } from '../stores/host-store.ts';
import type { DeviceTester } from './device-tester.ts';
import type { Invitation } from './invitation.ts';
import type { SessionEnv } from './session-env.ts';

export interface HostActionsOptions {
  readonly env: SessionEnv;
  readonly store: HostStore;
  readonly invitation: Invitation;
  readonly tester: DeviceTester;
  say(text: string): void;
  /** Whether the newest screen grant could be captured. */
  captured(): Promise<boolean>;
  onSession(session: HostSession): void;
}

/** What the host's screens can do: main decides, the store tells. */
export function createHostActions(options: HostActionsOptions): HostActions {
  return { ...sessionActions(options), ...consentActions(options), ...machineActions(options) };
}

function sessionActions({ env, store, invitation, say }: HostActionsOptions) {
  const { bridge } = env;
  return {
    openInvite: () => invitation.open(),
    cancelInvite() {
      invitation.cancel();
      const { session } = store.getState();
      if (session?.phase === 'invite' || session?.phase === 'pairing')
        void bridge.request('session.reset', undefined);
    },
    pause: () => void bridge.request('session.pause', undefined),
    resume: () => void bridge.request('session.resume', undefined),
    stop: () => void bridge.request('session.end', { reason: 'stopped-by-person' }),
    say,
    answerClose(close: boolean) {
      store.setState({ closeAsked: false });
      void bridge.request('window.closeAnswer', { close });
    },
    reset() {
      store.setState({ saved: null });
      void bridge.request('session.reset', undefined);
    },
  };
}

function consentActions({ env, store, captured, onSession }: HostActionsOptions) {
  const { bridge } = env;
  return {
    letIn: () => void bridge.request('session.letIn', undefined),
    refuse: () => void bridge.request('session.end', { reason: 'refused' }),
    grantFindings: () => void bridge.request('session.grant', { capability: 'findings' }),
    loadScreens() {
      store.setState({ screens: null, screensError: null });
      void bridge
        .request('screens.list', undefined)
        .then((listed) =>
          store.setState(listed.ok ? { screens: listed.value } : { screens: [], screensError: listed.error }),
        );
    },
    async grantScreen(key: string) {
      store.setState({ screensError: null });
      const granted = await bridge.request('session.grant', { capability: 'screen', source: key });
      if (!granted.ok) {
        store.setState({ screensError: granted.error });
        return false;
      }
      // The event may come after the answer: what main holds now is what counts.
      const session = await bridge.request('session.get', undefined);
      store.setState({ session });
      onSession(session);
      return captured();
    },
    takeBack: (capability: 'findings' | 'screen') => void bridge.request('session.takeBack', { capability }),
    renew: (capability: 'findings' | 'screen') => void bridge.request('session.renew', { capability }),
    answerNetwork: (id: string, allow: boolean) => void bridge.request('network.answer', { id, allow }),
    stopNetworkTests: () => void bridge.request('network.stop', undefined),
  };
}

function machineActions({ env, store, tester }: HostActionsOptions) {
  const { bridge } = env;
  const save = async (asked: Promise<Saved>) => {
    store.setState({ saved: null });
    const saved = await asked;
    if (!saved.ok) store.setState({ saved: { ok: false, path: null } });
    else if (saved.value.path !== null) store.setState({ saved: { ok: true, path: saved.value.path } });
  };
  return {
    startDiagnosis: (fresh: boolean) => void bridge.request('diagnosis.start', { fresh }),
    async openSettingsPage(page: SettingsPage) {
      const opened = await bridge.request('settingsPage.open', { page });
      return opened.ok;
    },
    testDevice: tester.begin,
    stopDeviceTest: tester.stop,
    leaveDeviceTest: tester.leave,
    saveReport: (format: ReportFormat) => void save(bridge.request('report.save', { format })),
    saveReceipt: () => void save(bridge.request('receipt.save', undefined)),
    loadPreview: () =>
      void bridge.request('diagnosis.preview', undefined).then((preview) => store.setState({ preview })),
    withhold: (fields: readonly string[], withheld: boolean) =>
      void bridge
        .request('diagnosis.withhold', { fields: [...fields], withheld })
        .then((preview) => store.setState({ preview })),
    chooseLevel: (level: PrivacyLevel) =>
      void bridge.request('diagnosis.chooseLevel', { level }).then((preview) => store.setState({ preview })),
    whatIs: (name: string) => bridge.request('diagnosis.whatIs', { name }),
    previewText: () => bridge.request('diagnosis.text', undefined),
    setSettings: (change: Partial<HostStoreSettings>) =>
      void bridge.request('settings.set', change).then((settings) => store.setState({ settings })),
    openTechnician: () => void bridge.request('app.openTechnician', undefined),
  };
}

type Saved = RequestOutput<'report.save'>;
type HostStoreSettings = ReturnType<HostStore['getState']>['settings'];
