import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { app, BrowserWindow, dialog, nativeTheme, screen, shell } from 'electron';
import type { Snapshot } from '../src-shared/diagnostics/snapshot.ts';
import type { VitalsSample } from '../src-shared/diagnostics/vitals.ts';
import { judge } from '../src-shared/findings/judge.ts';
import type { NetworkSetup } from '../src-shared/network/network-targets.ts';
import type { ReportInput } from '../src-shared/report/report-html.ts';
import { defaultPolicy, isOn } from '../src-shared/session/host-session-reducer.ts';
import { spawnCapture } from './electron/capture-spawn.ts';
import { createAppInfo, readBuild } from './electron/app-info.ts';
import { registerAppScheme, serveApp } from './electron/app-protocol.ts';
import { openAppWindow } from './electron/app-windows.ts';
import { guardClose, type CloseGuard } from './electron/close-guard.ts';
import { collectInApp } from './electron/collect-app.ts';
import { collectBlind, collectsBlind } from './electron/collect-blind.ts';
import { spawnCollector } from './electron/collector-spawn.ts';
import { createDeepLinks, type DeepLinks } from './electron/deep-links.ts';
import { createEndWatch } from './electron/end-watch.ts';
import { createHandlers, documentsFolder } from './electron/handlers.ts';
import { hardenApp, hardenSession } from './electron/hardening.ts';
import { createIndicator } from './electron/indicator-window.ts';
import { createIpcGate } from './electron/ipc-gate.ts';
import { createMachineFacts } from './electron/machine-facts.ts';
import { printPdf } from './electron/print-pdf.ts';
import { createScreens, onDisplaysChanged } from './electron/screens.ts';
import { createStopKey } from './electron/stop-key.ts';
import { setSwitches, refuseUnsafeSwitches } from './electron/switches.ts';
import { nativeCapture, type NativeCapture } from './platform/native-capture.ts';
import { currentPlatform } from './platform/platform.ts';
import { hasRenderNode } from './platform/render-node.ts';
import { createCaptureService } from './services/capture-service.ts';
import { checkAgainAtEnd } from './services/check-again.ts';
import { collectWords } from './services/collect-words.ts';
import { createDeviceTests } from './services/device-tests.ts';
import { createDiagnosisService } from './services/diagnosis-service.ts';
import { readLaunchOptions } from './services/launch-options.ts';
import { readRig } from './services/rig-options.ts';
import { createLog } from './services/log.ts';
import { createReportService } from './services/report-service.ts';
import { createNetworkTestService } from './services/network-test-service.ts';
import { readTargets, serverEndpoint } from './services/network-setup.ts';
import { fixedFolder } from './services/save-file.ts';
import { renewNamesEachSession } from './services/session-names.ts';
import { createSessionService } from './services/session-service.ts';
import { createSettingsService } from './services/settings-service.ts';
import { systemClock } from './platform/clocks.ts';
import { mayCaptureTrack } from './services/track-rule.ts';
import { createWindowMedia } from './services/window-media.ts';
import { createVitalsService } from './services/vitals-service.ts';
import { createWatchedVitals } from './services/watched-vitals.ts';
import { wantsFastPicture } from './services/fast-picture.ts';
import { createSettingsFile, type SettingsFile } from './storage/settings-file.ts';

/*
 * The composition root of the app: the only file that sees everything. It reads like a list: decide, make, connect.
 */
declare const __RIG__: boolean;

const now = () => Date.now();
const log = createLog((line) => process.stderr.write(line), now);
const options = readLaunchOptions(process.argv, process.env, __RIG__ ? readRig : null);
const folder = join(app.getAppPath(), __RIG__ ? 'out' : 'out-package');
const build = readBuild();
const platform = currentPlatform();

const refused = refuseUnsafeSwitches(app.isPackaged && !build.testBuild, log);
hardenApp(log);
const words = collectWords(process.argv, app.isPackaged);
if (words && collectsBlind(words, platform, process.env) && !refused) collectBlind(words, folder, build);
else if (words) collectInApp(words, folder, build);
else openApp();

function openApp(): void {
  const settings = createSettingsFile(app.getPath('userData'));
  setSwitches({
    fastPicture: wantsFastPicture({
      setting: settings.read().fastPicture,
      // Who clicks a link with somebody's code is a technician too.
      opensDesk: options.role !== 'host' || options.prefill !== null,
      platform,
      hasRenderNode,
    }),
  });
  registerAppScheme();
  const links = createDeepLinks(options.prefill, app.isPackaged && !build.testBuild && !__RIG__);
  if (app.requestSingleInstanceLock()) void app.whenReady().then(() => start(settings, links));
  else app.quit();
}

function start(settings: SettingsFile, links: DeepLinks): void {
  const policy = { ...defaultPolicy, cooldownMs: options.rig?.cooldownMs ?? defaultPolicy.cooldownMs };
  const session = createSessionService({ now, log, policy, tickMs: 250 });
  const stopKey = createStopKey(() => session.apply({ type: 'end', reason: 'stopped-by-key' }));
  const windows = new Map<'host' | 'technician', BrowserWindow>();
  const facts = createMachineFacts();
  const targets = readTargets(process.env, (why) => log.warn('network-targets.refused', { why }));
  let guard: CloseGuard | null = null;

  const windowMedia = createWindowMedia(() => diagnosis.renew('media'));
  const deviceTests = createDeviceTests({
    clock: systemClock,
    mayTest: () => ['idle', 'ended'].includes(session.current().phase),
  });
  const setup = (): NetworkSetup => ({
    targets,
    server: serverEndpoint(options.server),
    proxy: facts.proxyAnswer(),
    relays: [],
  });
  const diagnosis = createDiagnosisService({
    network: setup,
    facts: { ...facts, windowMedia: windowMedia.current },
    spawn: spawnCollector(folder),
    now,
    key: randomBytes(32),
    app: { version: build.version, runtime: build.runtime },
  });
  const watched = createWatchedVitals();
  const vitals = createVitalsService({
    mayUse: () => session.mayUse('findings'),
    sample: (everyMs, onSample) => diagnosis.watchVitals(everyMs, onSample),
    tell: (sample) => {
      watched.add(sample);
      gate.tell('vitals.sample', sample);
    },
  });
  const networkTests = createNetworkTestService({
    mayUse: () => session.mayUse('findings'),
    runTest: (question) => diagnosis.runTest(question),
    takeTest: (test, result) => diagnosis.takeTest(test, result),
    setup,
    now,
    tell: (round) => gate.tell('network.changed', round),
    measure: () => gate.tell('network.measure', undefined),
  });
  const reports = createReportService({
    ask: options.rig?.saveTo ? fixedFolder(options.rig.saveTo) : askPath,
    session: session.current,
    report: () => reportOf(diagnosis.redacted(), diagnosis.hideVitals(watched.samples())),
    printPdf,
    comparison: diagnosis.comparison,
    formatTime: (at) => new Date(at).toLocaleString(),
    today: () => new Date(now()).toISOString().slice(0, 10),
  });
  const screens = createScreens(() => BrowserWindow.getAllWindows().map((window) => window.getTitle()));
  const native = pickCapture();
  const capture = createCaptureService({
    spawn: spawnCapture(folder, () => windows.get('host')?.webContents ?? null),
    possible: native.kind !== 'none',
    target: () => screens.target(native),
    mayUse: () => session.mayUse('screen'),
    gone: (news) => gate.tell('capture.gone', news),
    ended: () => void session.apply({ type: 'report', report: { type: 'screen-ended' } }),
    clock: systemClock,
    log,
  });
  const endWatch = createEndWatch({
    contents: () => windows.get('host')?.webContents ?? null,
    log,
    fail: () => session.apply({ type: 'end', reason: 'failed' }),
  });

  const gate = createIpcGate(
    createHandlers({
      info: createAppInfo(build, {
        platform,
        server: options.server,
        relayOnly: options.relayOnly,
        trial: options.role === 'both',
        prefill: links.prefill,
        stopKey: stopKey.words,
      }),
      settings,
      settingsChanged: () => gate.tell('settings.changed', settings.read()),
      session,
      diagnosis,
      windowMedia,
      deviceTests,
      vitals,
      networkTests,
      reports,
      settingsPages: createSettingsService({
        platform,
        openAddress: (address) => shell.openExternal(address),
      }),
      screens,
      capture,
      openTechnician: () => openWindow('technician'),
      closeHeard: () => guard?.heard(),
      closeAnswer: (close) => guard?.answer(close),
      flowStopped: () => endWatch.flowStopped(),
      linkClosed: () => endWatch.linkClosed(),
    }),
    log,
  );
  const indicator = createIndicator(folder, gate);

  serveApp(join(folder, 'renderer'), options.server);
  const isHost = (contents: Electron.WebContents | null) =>
    contents !== null && contents === windows.get('host')?.webContents;
  const mayShow = (contents: Electron.WebContents | null) =>
    mayCaptureTrack({
      byHost: isHost(contents),
      granted: session.mayUse('screen'),
      masked: capture.masked,
    });
  hardenSession(mayShow, (contents, devices) => isHost(contents) && deviceTests.mayOpen(devices));
  screens.answerCapture(mayShow);

  diagnosis.onChanged((changed) => gate.tell('diagnosis.changed', changed));
  renewNamesEachSession(session, () => {
    diagnosis.rekey(randomBytes(32));
    watched.clear();
    diagnosis.markBefore();
  });
  const stopChecking = checkAgainAtEnd(session, systemClock, () => diagnosis.start(true));
  onDisplaysChanged(capture.displaysChanged);
  session.onChange((changed) => {
    capture.sessionChanged(changed); // first of all: what was taken back ends at its source
    gate.tell('session.changed', changed);
    stopKey.arm(isOn(changed));
    endWatch.changed(changed);
    if (!session.mayUse('findings')) vitals.stop();
    networkTests.check();
    if (options.rig?.indicator !== false) indicator.update(changed);
  });

  app.on('second-instance', (_event, argv) => {
    if (links.secondStart(argv)) return;
    const asked = options.role === 'technician' || windows.has('host') ? firstWindow() : openHost();
    bringUp(asked);
  });
  links.listen((code) => {
    const window = openWindow('technician');
    gate.tell('link.prefill', { code }); // a window that opens only now reads it from its app.info
    bringUp(window);
  });
  app.on('window-all-closed', () => app.quit());
  app.on('before-quit', (event) => {
    if (session.isOn()) {
      // The other side is told before the window goes; then quit again.
      event.preventDefault();
      session.apply({ type: 'end', reason: 'window-closed' });
      void endWatch.closed().then(() => app.quit());
      return;
    }
    indicator.close();
    stopChecking();
    diagnosis.close();
    capture.close();
    session.close();
  });

  // Who clicks a link with somebody's code is a technician.
  const byLink = options.role === 'host' && links.prefill() !== null;
  if (options.role !== 'technician' && !byLink) openHost();
  if (options.role !== 'host' || byLink) openWindow('technician');

  function pickCapture(): NativeCapture {
    if (__RIG__ && options.rig?.picture === 'track') return { kind: 'none', why: 'the rig wants the track' };
    return nativeCapture(platform, process.env);
  }

  function openHost(): BrowserWindow {
    diagnosis.warm();
    return openWindow('host');
  }

  function openWindow(role: 'host' | 'technician'): BrowserWindow {
    const open = windows.get(role);
    if (open && !open.isDestroyed()) {
      open.show();
      return open;
    }
    const bounds =
      options.rig?.bounds ??
      (options.role === 'both'
        ? sideBySide(role)
        : { width: role === 'host' ? 1024 : 1280, height: role === 'host' ? 700 : 720 });
    const window = openAppWindow(
      {
        role,
        folder,
        bounds,
        show: options.rig?.hidden !== true,
        devTools: !app.isPackaged,
        dark: isDark(settings.read().theme),
      },
      gate,
    );
    windows.set(role, window);
    if (role === 'host') guard = guardHost(window);
    window.on('closed', () => closed(role));
    return window;
  }

  function guardHost(window: BrowserWindow): CloseGuard {
    return guardClose(window, {
      isOn: session.isOn,
      ask: () => gate.tell('window.closeAsked', undefined),
      end: () => {
        session.apply({ type: 'end', reason: 'window-closed' });
        return endWatch.closed();
      },
    });
  }

  function closed(role: 'host' | 'technician'): void {
    windows.delete(role);
    if (role === 'technician') links.forget();
    if (role !== 'host') return;
    guard = null;
    session.apply({ type: 'end', reason: 'window-closed' });
    indicator.close();
  }

  function bringUp(window: BrowserWindow | undefined): void {
    window?.show();
    window?.focus();
  }

  function firstWindow(): BrowserWindow | undefined {
    return windows.get('host') ?? windows.get('technician');
  }

  async function askPath(suggested: string): Promise<string | null> {
    const owner = firstWindow();
    const asked = { defaultPath: join(documentsFolder(), suggested) };
    const answer = await (owner ? dialog.showSaveDialog(owner, asked) : dialog.showSaveDialog(asked));
    return answer.canceled || !answer.filePath ? null : answer.filePath;
  }
}

/** Both windows on one display: the host's on the left, the technician's on the right, shrunk to fit. */
function sideBySide(role: 'host' | 'technician') {
  const area = screen.getPrimaryDisplay().workArea;
  const split = Math.min(1024, Math.round(area.width * 0.44));
  const height = Math.min(area.height, 760);
  return role === 'host'
    ? { x: area.x, y: area.y, width: split, height }
    : { x: area.x + split, y: area.y, width: Math.min(1280, area.width - split), height };
}

function isDark(theme: 'system' | 'light' | 'dark'): boolean {
  return theme === 'system' ? nativeTheme.shouldUseDarkColors : theme === 'dark';
}

function reportOf(snapshot: Snapshot, vitals: readonly VitalsSample[]): ReportInput {
  return { snapshot, judgement: judge(snapshot, { now: now() }), generatedAt: now(), vitals };
}
