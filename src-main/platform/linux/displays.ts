import type { AreaDataOf } from '../../../src-shared/diagnostics/area-schemas.ts';
import type { Display } from '../../../src-shared/diagnostics/picture-areas.ts';
import { facts, unavailable, type Answer } from '../answer.ts';
import { figureOf, nameOf } from '../clean.ts';
import { parseEdid } from '../edid.ts';
import type { SourceTools } from '../sources.ts';

const source = '/sys/class/drm, xrandr --query';

/** Monitors from the kernel (also under Wayland), their current mode from X where there is one. */
export async function linuxDisplays(tools: SourceTools): Promise<Answer<AreaDataOf['displays']>> {
  const [kernel, desktop] = await Promise.all([kernelDisplays(tools), desktopDisplays(tools)]);
  if (kernel.length === 0 && desktop.length === 0)
    return unavailable(source, 'no screen is connected, or nobody is signed in at it');
  if (kernel.length === 0) return facts(source, { displays: desktop.slice(0, 32) });
  const displays = kernel.map((display) => {
    const current =
      desktop.find((other) => other.connection === display.connection) ??
      (kernel.length === 1 ? desktop[0] : undefined);
    return current
      ? {
          ...display,
          main: current.main,
          widthPx: current.widthPx,
          heightPx: current.heightPx,
          refreshHz: current.refreshHz,
        }
      : display;
  });
  return facts(source, { displays: displays.slice(0, 32) });
}

async function kernelDisplays({ files }: SourceTools): Promise<readonly Display[]> {
  const found: Display[] = [];
  for (const entry of await files.list('/sys/class/drm')) {
    const connector = /^card\d+-(.+)$/.exec(entry)?.[1];
    if (connector === undefined) continue;
    if ((await files.text(`/sys/class/drm/${entry}/status`))?.trim() !== 'connected') continue;
    const edid = parseEdid((await files.bytes(`/sys/class/drm/${entry}/edid`)) ?? new Uint8Array());
    found.push({ ...emptyDisplay, ...edid, connection: nameOf(connector), internal: isInternal(connector) });
  }
  return found;
}

async function desktopDisplays({ run, env, signal }: SourceTools): Promise<readonly Display[]> {
  if (!env['DISPLAY']) return [];
  const outcome = await run('xrandr', ['--query'], { limitMs: 1500, signal });
  if (outcome.status === 'ok' && outcome.code === 0) return parseXrandr(outcome.text);
  const info = await run('xdpyinfo', [], { limitMs: 1500, signal });
  return info.status === 'ok' ? parseXdpyinfo(info.text) : [];
}

/** Connected outputs of `xrandr --query`; the mode with "+" is the native one, the one with "*" is in use. */
export function parseXrandr(text: string): readonly Display[] {
  const displays: Display[] = [];
  for (const block of text.split(/\n(?=\S)/)) {
    const head = /^(\S+) connected( primary)?(?: (\d+)x(\d+)\+\d+\+\d+)?/.exec(block);
    if (!head?.[1]) continue;
    const modes = [...block.matchAll(/^[ \t]+(\d+)x(\d+)[ \t]+(.*)$/gm)];
    const native = modes.find((mode) => mode[3]?.includes('+'));
    const refresh = /(\d+(?:\.\d+)?)\*/.exec(modes.map((mode) => mode[3]).join('\n'))?.[1];
    displays.push({
      ...emptyDisplay,
      connection: nameOf(head[1]),
      internal: isInternal(head[1]),
      main: head[2] !== undefined,
      widthPx: pixels(head[3]),
      heightPx: pixels(head[4]),
      nativeWidthPx: pixels(native?.[1]),
      nativeHeightPx: pixels(native?.[2]),
      refreshHz: figureOf(refresh, 1, 1000),
    });
  }
  return displays;
}

/** One display a screen of the X server, where xrandr is missing. */
export function parseXdpyinfo(text: string): readonly Display[] {
  return [...text.matchAll(/^[ \t]+dimensions:[ \t]+(\d+)x(\d+) pixels/gm)].map((match, index) => ({
    ...emptyDisplay,
    connection: 'X11',
    main: index === 0,
    widthPx: pixels(match[1]),
    heightPx: pixels(match[2]),
  }));
}

export const emptyDisplay: Display = {
  model: null,
  vendor: null,
  serial: null,
  connection: null,
  main: null,
  internal: null,
  widthPx: null,
  heightPx: null,
  nativeWidthPx: null,
  nativeHeightPx: null,
  refreshHz: null,
  scalePercent: null,
};

function isInternal(connector: string): boolean {
  return /^(?:eDP|LVDS|DSI)/i.test(connector);
}

function pixels(text: string | undefined): number | null {
  return figureOf(text, 1, 100_000);
}
