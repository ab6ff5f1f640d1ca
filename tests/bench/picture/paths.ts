import { execFileSync } from 'node:child_process';
import { setTimeout as sleep } from 'node:timers/promises';
import { startDisplay } from '../../../scripts/lib/display.mjs';
import { startChild } from '../../stage/child.ts';
import type { LinkName } from '../../stage/link-model.ts';
import { freePort } from '../../stage/ports.ts';
import { joinDisplays } from '../rig-pair.ts';
import { openLine } from './line.ts';
import type { PathName } from './options.ts';
import { commandLine, listProcesses, treeOf } from './proc.ts';

/** A way from one X display to another, open. Roots are process ids that stand for all below them. */
export interface OpenPath {
  readonly sourceDisplay: string;
  readonly viewerDisplay: string;
  readonly displays: readonly number[];
  readonly source: readonly number[];
  readonly viewer: readonly number[];
  /** How often a byte between the two passes the loopback network: once, and once more for each proxy or relay. */
  readonly hops: number;
  /** How the app lets the picture travel now; null where there is nobody to ask. */
  way(): Promise<string | null>;
  close(): Promise<void>;
}

/** What is compared, in the words of the table's notes. */
export const pathNotes: Readonly<Record<PathName, string>> = {
  floor: 'the reader on the source’s own display: what reading costs',
  tiles: 'the app as it is, Electron on both sides',
  'tiles-chromium': 'the app as it is, the technician in Chromium',
  track: 'the app with its video track only, Electron on both sides',
  tigervnc:
    'x0vncserver and vncviewer, not encrypted: FrameRate 250, PollingCycle 5, MaxProcessorUsage 100; encoding chosen by itself',
  x11vnc: 'x11vnc and TigerVNC’s vncviewer, not encrypted: -wait 5 -defer 5, with XDamage',
};

/** Why it can't be measured here; null when it can. */
export function missing(path: PathName, line: LinkName): string | null {
  if (line !== 'none' && path === 'floor') return 'there is no connection to impair';
  if (line !== 'none' && path === 'tiles-chromium') return 'impairment is for the app as viewer only';
  const needs = programs[path].filter((program) => !installed(program));
  return needs.length > 0 ? `${needs.join(' and ')} not installed` : null;
}

const programs: Readonly<Record<PathName, readonly string[]>> = {
  floor: [],
  tiles: [],
  'tiles-chromium': [],
  track: [],
  tigervnc: ['X0tigervnc', 'vncviewer'],
  x11vnc: ['x11vnc', 'vncviewer'],
};

function installed(program: string): boolean {
  try {
    execFileSync('sh', ['-c', 'command -v "$0"', program], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
}

/** Opens the displays and what is between them. */
export async function openPath(
  path: PathName,
  size: { readonly width: number; readonly height: number },
  line: LinkName,
): Promise<OpenPath> {
  const ends: (() => Promise<unknown>)[] = [];
  const close = async () => {
    for (const end of ends.splice(0).reverse()) await end();
  };
  try {
    const source = await startDisplay({ ...size, windowManager: false });
    ends.push(() => source.stop());
    const own = { sourceDisplay: source.name, way: nobodyToAsk, close };
    if (path === 'floor')
      return {
        ...own,
        viewerDisplay: source.name,
        displays: [source.pid ?? 0],
        source: [],
        viewer: [],
        hops: 1,
      };
    const viewer = await startDisplay({ ...size, windowManager: false });
    ends.push(() => viewer.stop());
    const opened = await connect(path, source.name, viewer.name, line, ends);
    return {
      ...own,
      ...opened,
      viewerDisplay: viewer.name,
      displays: [source.pid ?? 0, viewer.pid ?? 0],
    };
  } catch (error) {
    await close();
    throw error;
  }
}

type Sides = Pick<OpenPath, 'source' | 'viewer' | 'hops' | 'way'>;

function connect(
  path: Exclude<PathName, 'floor'>,
  source: string,
  viewer: string,
  line: LinkName,
  ends: (() => Promise<unknown>)[],
): Promise<Sides> {
  switch (path) {
    case 'tiles':
      return openApps(source, viewer, { viewer: 'electron', picture: 'auto' }, line, ends);
    case 'tiles-chromium':
      return openApps(source, viewer, { viewer: 'chromium', picture: 'auto' }, line, ends);
    case 'track':
      return openApps(source, viewer, { viewer: 'electron', picture: 'track' }, line, ends);
    case 'tigervnc':
      return openVnc('X0tigervnc', tigerArguments, source, viewer, line, ends);
    case 'x11vnc':
      return openVnc('x11vnc', x11vncArguments, source, viewer, line, ends);
  }
}

async function openApps(
  source: string,
  viewer: string,
  options: { readonly viewer: 'electron' | 'chromium'; readonly picture: 'auto' | 'track' },
  line: LinkName,
  ends: (() => Promise<unknown>)[],
): Promise<Sides> {
  const way = await openLine('webrtc', line);
  ends.push(() => way.close());
  const session = await joinDisplays(source, viewer, { ...options, ...way.env });
  ends.push(() => session.close());
  return {
    source: [appBelow(session.host)],
    viewer: [appBelow(session.technician)],
    hops: way.hops,
    way: session.way,
  };
}

/** The app or browser that a half of the pair started, without the half, its server and its driver. */
function appBelow(half: number): number {
  const all = listProcesses();
  const below = [...treeOf(half, all.values())].find((pid) =>
    /--role=(host|technician)\b|--kiosk\b.*--app=/.test(commandLine(pid)),
  );
  if (below === undefined) throw new Error('the app under measurement is not among its starter’s processes');
  return below;
}

function tigerArguments(display: string, port: number): readonly string[] {
  return [
    `-display=${display}`,
    `-rfbport=${port}`,
    '-SecurityTypes=None',
    '-localhost=1',
    '-FrameRate=250',
    '-PollingCycle=5',
    '-MaxProcessorUsage=100',
  ];
}

function x11vncArguments(display: string, port: number): readonly string[] {
  const [how, quiet] = [
    ['-wait', '5', '-defer', '5'],
    ['-nopw', '-quiet', '-norc'],
  ];
  return [
    '-display',
    display,
    '-rfbport',
    `${port}`,
    '-localhost',
    '-shared',
    '-viewonly',
    '-forever',
    ...how,
    ...quiet,
  ];
}

async function openVnc(
  program: string,
  argumentsOf: (display: string, port: number) => readonly string[],
  source: string,
  viewer: string,
  line: LinkName,
  ends: (() => Promise<unknown>)[],
): Promise<Sides> {
  const port = await freePort();
  const server = startChild(program, argumentsOf(source, port));
  ends.push(() => server.kill());
  const way = await openLine('tcp', line, port);
  ends.push(() => way.close());
  await sleep(1_000); // it says in no common way that it listens
  const client = startChild(
    'vncviewer',
    [
      `127.0.0.1::${way.port}`,
      '-FullScreen=1',
      '-RemoteResize=0',
      '-Shared=1',
      '-ViewOnly=1',
      '-SecurityTypes=None',
      '-MenuKey=', // or a hint about it lies on the picture
    ],
    { ...process.env, DISPLAY: viewer },
  );
  ends.push(() => client.kill());
  return {
    source: [server.process.pid ?? 0],
    viewer: [client.process.pid ?? 0],
    hops: way.hops,
    way: nobodyToAsk,
  };
}

async function nobodyToAsk(): Promise<null> {
  return null;
}
