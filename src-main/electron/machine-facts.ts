import { app, screen, session } from 'electron';
import type { Display } from '../../src-shared/diagnostics/picture-areas.ts';
import type { AppFacts } from '../services/app-facts.ts';

/** What Electron knows of the machine that no OS command tells as well: displays, software drawing, proxy. */
export function createMachineFacts(): AppFacts {
  let proxySet: boolean | null = null;
  // Asked once at the start: the answer takes a moment where a PAC file decides.
  void session.defaultSession.resolveProxy('https://example.com/').then((answer) => {
    proxySet = !answer.split(';').every((way) => way.trim() === 'DIRECT' || way.trim() === '');
  });
  return {
    displays: () => screen.getAllDisplays().map(describeDisplay),
    softwareRendering: () => {
      const { gpu_compositing: compositing } = app.getGPUFeatureStatus();
      return compositing === undefined ? null : !compositing.startsWith('enabled');
    },
    proxySet: () => proxySet,
  };
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
