import { app, powerMonitor, screen, session, systemPreferences } from 'electron';
import type { Display } from '../../src-shared/diagnostics/picture-areas.ts';
import { currentPlatform } from '../platform/platform.ts';
import type { AppFacts } from '../services/app-facts.ts';

/** What Electron knows of the machine that no OS command tells as well: displays, software drawing, proxy. */
export function createMachineFacts(): AppFacts & { readonly proxyAnswer: () => string | null } {
  let proxy: string | null = null;
  // Asked once at the start: the answer takes a moment where a PAC file decides.
  void session.defaultSession.resolveProxy('https://example.com/').then((answer) => {
    proxy = answer.slice(0, 1000);
  });
  return {
    displays: () => screen.getAllDisplays().map(describeDisplay),
    softwareRendering: () => {
      const { gpu_compositing: compositing } = app.getGPUFeatureStatus();
      return compositing === undefined ? null : !compositing.startsWith('enabled');
    },
    idleSeconds: () => Math.max(0, Math.round(powerMonitor.getSystemIdleTime())),
    mediaAccess,
    proxySet: () =>
      proxy === null ? null : !proxy.split(';').every((way) => way.trim() === 'DIRECT' || way.trim() === ''),
    /** As a browser here goes out: "DIRECT" or "PROXY host:port; DIRECT", also where a PAC file decides. */
    proxyAnswer: () => proxy,
  };
}

/** Only these two systems keep a list of what an app may use; no question is asked here. */
function mediaAccess(): ReturnType<NonNullable<AppFacts['mediaAccess']>> {
  const platform = currentPlatform();
  if (platform !== 'darwin' && platform !== 'win32') return null;
  return {
    screenAccess: platform === 'darwin' ? accessOf('screen') : null,
    microphoneAccess: accessOf('microphone'),
    cameraAccess: accessOf('camera'),
  };
}

function accessOf(what: 'microphone' | 'camera' | 'screen'): 'granted' | 'denied' | 'not-asked' | null {
  switch (systemPreferences.getMediaAccessStatus(what)) {
    case 'granted':
      return 'granted';
    case 'denied':
    case 'restricted':
      return 'denied';
    case 'not-determined':
      return 'not-asked';
    case 'unknown':
      return null;
  }
}

function describeDisplay(display: Electron.Display): Display {
  const { width, height } = display.size;
  return {
    model: display.label || null,
    vendor: null,
    serial: null,
    connection: null,
    main: display.id === screen.getPrimaryDisplay().id,
    internal: display.internal,
    widthPx: Math.round(width * display.scaleFactor),
    heightPx: Math.round(height * display.scaleFactor),
    nativeWidthPx: null,
    nativeHeightPx: null,
    refreshHz: display.displayFrequency > 0 ? display.displayFrequency : null,
    scalePercent: Math.round(display.scaleFactor * 100),
  };
}
