import { createFakeMain, type FakeMain } from '../../../src-renderer/bridge/fake-bridge.ts';
import type { CapturedScreen } from '../../../src-renderer/peer/capture.ts';
import { createMemoryNet, type MemoryNet } from '../../../src-renderer/peer/memory-peers.ts';
import { createHostSessionController } from '../../../src-renderer/session/host-session-controller.ts';
import type { SessionEnv } from '../../../src-renderer/session/session-env.ts';
import { createTechnicianSessionController } from '../../../src-renderer/session/technician-session-controller.ts';
import {
  createHostStore,
  type HostActions,
  type HostStore,
} from '../../../src-renderer/stores/host-store.ts';
import { defaultSettings } from '../../../src-shared/bridge/default-settings.ts';
import {
  createTechnicianStore,
  type TechnicianActions,
  type TechnicianStore,
} from '../../../src-renderer/stores/technician-store.ts';
import type { AppInfo } from '../../../src-shared/bridge/contract.ts';
import { appError } from '../../../src-shared/errors.ts';
import { err, ok } from '../../../src-shared/result.ts';
import type { SessionPolicy } from '../../../src-shared/session/host-session-reducer.ts';
import type { Size } from '../../../src-shared/tiles/geometry.ts';
import { madeUpSnapshot } from '../../integration/rig/made-up-snapshot.ts';
import { createBrokerTwin, type BrokerTwin } from './broker-twin.ts';
import { createManualClock, settle, type ManualClock } from './manual-clock.ts';

/** A host and a technician with everything between them in memory, on a clock that the test moves. */
export interface World {
  readonly clock: ManualClock;
  readonly broker: BrokerTwin;
  readonly net: MemoryNet;
  readonly main: FakeMain;
  readonly host: HostStore;
  readonly hostActions: HostActions;
  readonly technician: TechnicianStore;
  readonly technicianActions: TechnicianActions;
  readonly captures: readonly FakeCapture[];
  closeTechnician(): void;
  close(): void;
}

export interface FakeCapture extends CapturedScreen {
  readonly stopped: boolean;
  /** The shared window was closed. */
  end(): void;
}

export interface WorldOptions {
  readonly policy?: Partial<SessionPolicy>;
  /** Digits of the link that opened the technician's window. */
  readonly prefill?: string;
  /** Size of the host's native capture; there is none without it. */
  readonly capture?: Size;
  /** Chromium's own capture, for the track, is refused. */
  readonly trackRefused?: boolean;
}

export async function createWorld(options: WorldOptions = {}): Promise<World> {
  const clock = createManualClock();
  const broker = createBrokerTwin(clock);
  const net = createMemoryNet();
  const server = 'ws://twin';
  const snapshot = madeUpSnapshot(clock.now());
  const { prefill, trackRefused, ...host } = options;
  const main = createFakeMain({ clock, role: 'host', server, snapshot, ...host });
  const technicianMain = createFakeMain({
    clock,
    role: 'technician',
    server,
    ...(prefill === undefined ? {} : { prefill }),
  });
  const captures: FakeCapture[] = [];
  const env = (side: FakeMain, name: string): SessionEnv => ({
    bridge: side.bridge,
    clock,
    peers: net.peers(name),
    openSocket: broker.open,
    random: (bytes) => crypto.getRandomValues(new Uint8Array(bytes)),
    chance: () => 0.5,
  });
  const hostStore = createHostStore(clock.now());
  const technician = createTechnicianStore(clock.now(), defaultSettings);
  const hostController = createHostSessionController({
    env: env(main, 'host'),
    info: await infoOf(main),
    store: hostStore,
    capture: async () => {
      if (trackRefused === true) return err(appError('SCREEN_DENIED', 'refused in this test'));
      const capture = createFakeCapture();
      captures.push(capture);
      return ok(capture);
    },
  });
  const technicianController = createTechnicianSessionController({
    env: env(technicianMain, 'technician'),
    info: await infoOf(technicianMain),
    store: technician,
    saveFile: () => undefined,
  });
  await settle();
  return {
    clock,
    broker,
    net,
    main,
    host: hostStore,
    hostActions: hostController.actions,
    technician,
    technicianActions: technicianController.actions,
    captures,
    closeTechnician: technicianController.close,
    close() {
      hostController.close();
      technicianController.close();
      main.close();
      technicianMain.close();
    },
  };
}

function infoOf(main: FakeMain): Promise<AppInfo> {
  return main.bridge.request('app.info', undefined);
}

function createFakeCapture(): FakeCapture {
  const ended: (() => void)[] = [];
  let stopped = false;
  return {
    track: {} as MediaStreamTrack,
    size: () => ({ width: 1280, height: 720 }),
    onEnded: (listener) => {
      ended.push(listener);
      return () => undefined;
    },
    stop: () => void (stopped = true),
    get stopped() {
      return stopped;
    },
    end: () => ended.forEach((listener) => listener()),
  };
}

export async function makeCode(world: World): Promise<string> {
  world.hostActions.openInvite();
  await world.clock.advance(50);
  const { invite } = world.host.getState();
  if (invite.state !== 'ready') throw new Error(`no code: ${JSON.stringify(invite)}`);
  return invite.code;
}

export async function pair(world: World): Promise<void> {
  const code = await makeCode(world);
  world.technicianActions.join(code);
  await world.clock.advance(50);
  if (world.technician.getState().desk === null)
    throw new Error(`not paired: ${JSON.stringify(world.technician.getState().join)}`);
}

/** Paired, let in, findings and screen allowed, link up. */
export async function live(world: World): Promise<void> {
  await pair(world);
  world.hostActions.letIn();
  await world.clock.advance(100);
  world.hostActions.grantFindings();
  await world.clock.advance(100);
  await world.hostActions.grantScreen('source-1');
  await world.clock.advance(600);
}

/** Another secret for the same room, with a check digit that fits. */
export function otherSecret(code: string): string {
  const digit = (Number(code[6]) + 1) % 10;
  return `${code.slice(0, 6)}${digit}${code.slice(7)}`;
}
