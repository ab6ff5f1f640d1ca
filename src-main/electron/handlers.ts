import { app, type BrowserWindow } from 'electron';
import type { AppInfo, WindowRole } from '../../src-shared/bridge/contract.ts';
import { appError } from '../../src-shared/errors.ts';
import { err, ok, type Result } from '../../src-shared/result.ts';
import { isOn } from '../../src-shared/session/host-session-reducer.ts';
import type { CaptureService } from '../services/capture-service.ts';
import type { DeviceTests } from '../services/device-tests.ts';
import type { DiagnosisService } from '../services/diagnosis-service.ts';
import type { NetworkTestService } from '../services/network-test-service.ts';
import type { ReportService } from '../services/report-service.ts';
import type { SessionService } from '../services/session-service.ts';
import type { SettingsService } from '../services/settings-service.ts';
import type { WindowMediaFacts } from '../services/window-media.ts';
import type { VitalsService } from '../services/vitals-service.ts';
import type { SettingsFile } from '../storage/settings-file.ts';
import type { Handlers } from './ipc-gate.ts';
import type { Screens } from './screens.ts';

/** Everything the contract's requests need, handed in by the composition root. */
export interface HandlerPorts {
  readonly info: (role: WindowRole) => AppInfo;
  readonly settings: SettingsFile;
  readonly settingsChanged: () => void;
  readonly session: SessionService;
  readonly diagnosis: DiagnosisService;
  readonly windowMedia: WindowMediaFacts;
  readonly deviceTests: DeviceTests;
  readonly vitals: VitalsService;
  readonly networkTests: NetworkTestService;
  readonly reports: ReportService;
  readonly settingsPages: SettingsService;
  readonly screens: Screens;
  readonly capture: CaptureService;
  readonly openTechnician: () => BrowserWindow;
  readonly closeHeard: () => void;
  readonly closeAnswer: (close: boolean) => void;
  readonly flowStopped: () => void;
  readonly linkClosed: () => void;
}

/** The answers to every request of the contract, one line each where a service knows the answer. */
export function createHandlers(ports: HandlerPorts): Handlers {
  const { session, diagnosis, vitals, reports, screens, settings } = ports;
  return {
    'app.info': (_input, from) => ports.info(from),
    'app.openTechnician': () => void ports.openTechnician(),
    'settings.get': () => settings.read(),
    'settings.set': (change) => {
      const next = settings.write(withoutUndefined(change));
      ports.settingsChanged();
      return next;
    },

    'diagnosis.start': ({ fresh }) => diagnosis.start(fresh),
    'diagnosis.get': () => diagnosis.current(),
    'diagnosis.preview': () => [...diagnosis.preview()],
    'diagnosis.withhold': ({ fields, withheld }) => [...diagnosis.withhold(fields, withheld)],
    'diagnosis.chooseLevel': ({ level }) => [...diagnosis.chooseLevel(level)],
    'diagnosis.whatIs': ({ name }) => diagnosis.whatIs(name),
    'diagnosis.media': (media) => ports.windowMedia.take(media),
    'deviceTest.begin': ({ device }) => ports.deviceTests.begin(device),
    'deviceTest.end': () => ports.deviceTests.end(),
    'diagnosis.text': () => diagnosis.text(),
    'diagnosis.comparison': () => diagnosis.comparison(),
    'diagnosis.forTechnician': () =>
      session.mayUse('findings') ? ok(diagnosis.current()) : err(appError('CONSENT_MISSING', 'findings')),
    'report.save': ({ format }) => reports.saveReport(format),
    'settingsPage.list': () => [...ports.settingsPages.pages()],
    'settingsPage.open': ({ page }) => ports.settingsPages.open(page),
    'vitals.watch': ({ everyMs }) => vitals.watch(everyMs),
    'vitals.stop': () => vitals.stop(),

    'network.ask': ({ id, questions, relays }) => ports.networkTests.ask(id, questions, relays),
    'network.answer': ({ id, allow }) => ports.networkTests.answer(id, allow),
    'network.stop': () => ports.networkTests.stop(),
    'network.get': () => ports.networkTests.current(),
    'network.measured': (measured) => ports.networkTests.measured(measured),

    'session.get': () => session.current(),
    'session.invite': () => session.apply({ type: 'invite' }),
    'session.report': (report) => {
      if (report.type === 'flow-stopped') ports.flowStopped();
      if (report.type === 'link-closed') ports.linkClosed();
      session.apply({ type: 'report', report });
    },
    'session.letIn': () => session.apply({ type: 'let-in' }),
    'session.grant': (grant) =>
      grant.capability === 'findings'
        ? session.apply({ type: 'grant', capability: 'findings' })
        : grantScreen(session, screens, grant.source),
    'session.takeBack': ({ capability }) => void session.apply({ type: 'take-back', capability }),
    'session.renew': ({ capability }) => session.apply({ type: 'renew', capability }),
    'session.pause': () => void session.apply({ type: 'pause' }),
    'session.resume': () => void session.apply({ type: 'resume' }),
    'session.end': ({ reason }) => void session.apply({ type: 'end', reason }),
    'session.reset': () => void session.apply({ type: 'reset' }),
    'receipt.save': () => reports.saveReceipt(),

    'capture.open': () => ports.capture.open(),
    'capture.close': () => ports.capture.close(),
    'screens.list': () =>
      isOn(session.current()) ? screens.list() : err(appError('SESSION_STATE', 'no session')),

    'window.closeHeard': () => ports.closeHeard(),
    'window.closeAnswer': ({ close }) => ports.closeAnswer(close),
  };
}

/** The source is fixed in main before "screen" counts as granted, so the picture can only be what was chosen. */
function grantScreen(session: SessionService, screens: Screens, key: string): Result<null> {
  const source = screens.describe(key);
  if (!source) return err(appError('SCREEN_UNAVAILABLE', 'that window or screen is gone'));
  const granted = session.apply({
    type: 'grant',
    capability: 'screen',
    what: source.name.slice(0, 120),
    scope: source.kind,
  });
  if (granted.ok) screens.choose(key);
  return granted;
}

function withoutUndefined<T extends object>(change: { [K in keyof T]?: T[K] | undefined }): Partial<T> {
  return Object.fromEntries(Object.entries(change).filter(([, value]) => value !== undefined)) as Partial<T>;
}

/** Files are suggested into the person's documents folder. */
export function documentsFolder(): string {
  return app.getPath('documents');
}
