import { createFakeMain } from '../../../src-renderer/bridge/fake-bridge.ts';
import { createHostSessionController } from '../../../src-renderer/session/host-session-controller.ts';
import type { SessionEnv } from '../../../src-renderer/session/session-env.ts';
import { systemClock } from '../../../src-renderer/session/system-clock.ts';
import { createTechnicianSessionController } from '../../../src-renderer/session/technician-session-controller.ts';
import { openBrowserSocket } from '../../../src-renderer/signalling/browser-socket.ts';
import { createHostStore } from '../../../src-renderer/stores/host-store.ts';
import { defaultSettings } from '../../../src-shared/bridge/default-settings.ts';
import { createTechnicianStore } from '../../../src-renderer/stores/technician-store.ts';
import type { Bridge } from '../../../src-shared/bridge/contract.ts';
import type { PeerFactory } from '../../../src-renderer/peer/ports.ts';
import { createFakeScreen } from './fake-screen.ts';
import { madeUpSnapshot } from './made-up-snapshot.ts';
import type { HostRig, RigTimes, TechnicianRig } from './rig-window.ts';
import { createWatchedPeers } from './watched-peers.ts';

/* One page of the rig: a host or a technician, the real session code against the real broker that served the page. */
const server = location.origin.replace(/^http/, 'ws');
const relayOnly = new URLSearchParams(location.search).has('relay-only');
const role = new URLSearchParams(location.search).get('role') === 'host' ? 'host' : 'technician';
const { peers, rig } = createWatchedPeers();
if (role === 'host') Object.assign(window, { hostRig: await host() });
else Object.assign(window, { technicianRig: await technician() });

function envOf(bridge: Bridge, factory: PeerFactory): SessionEnv {
  return {
    bridge,
    clock: systemClock,
    peers: factory,
    openSocket: openBrowserSocket,
    random: (bytes) => crypto.getRandomValues(new Uint8Array(bytes)),
    chance: Math.random,
  };
}

async function host(): Promise<HostRig> {
  const main = createFakeMain({
    clock: systemClock,
    role,
    server,
    relayOnly,
    snapshot: madeUpSnapshot(Date.now()),
  });
  const info = await main.bridge.request('app.info', undefined);
  const store = createHostStore(Date.now());
  const screen = createFakeScreen();
  const sent: RTCPeerConnection[] = [];
  const Watched = window.RTCPeerConnection;
  window.RTCPeerConnection = class extends Watched {
    constructor(configuration?: RTCConfiguration) {
      super(configuration);
      sent.push(this);
    }
  };
  const { actions } = createHostSessionController({
    env: envOf(main.bridge, peers),
    info,
    store,
    capture: screen.capture,
  });
  return {
    ...rig,
    actions,
    invite: () => store.getState().invite,
    session: () => store.getState().session,
    chat: () => store.getState().chat,
    reports: () => main.reports,
    end: (reason) => main.apply({ type: 'end', reason }),
    async videoBytesSent() {
      let bytes = 0;
      for (const connection of sent)
        (await connection.getStats()).forEach((report: Record<string, unknown>) => {
          if (report['type'] === 'outbound-rtp' && report['kind'] === 'video')
            bytes += Number(report['bytesSent'] ?? 0);
        });
      return bytes;
    },
    allowTests: () => actions.answerNetwork(store.getState().network?.id ?? '', true),
    measure: () => main.emit('network.measure', undefined),
    measured: () => main.measured,
    async dataBytes() {
      const total = { sent: 0, received: 0 };
      for (const connection of sent)
        (await connection.getStats()).forEach((report: Record<string, unknown>) => {
          if (report['type'] !== 'data-channel') return;
          total.sent += Number(report['bytesSent'] ?? 0);
          total.received += Number(report['bytesReceived'] ?? 0);
        });
      return total;
    },
    resize: screen.resize,
  };
}

async function technician(): Promise<TechnicianRig> {
  const main = createFakeMain({ clock: systemClock, role, server, relayOnly });
  const info = await main.bridge.request('app.info', undefined);
  const store = createTechnicianStore(Date.now(), defaultSettings);
  const saved: string[] = [];
  const { actions } = createTechnicianSessionController({
    env: envOf(main.bridge, peers),
    info,
    store,
    saveFile: (name) => saved.push(name),
  });
  let frames = 0;
  let times: { -readonly [K in keyof RigTimes]: RigTimes[K] } = noTimes();
  let stopFrames = () => {};
  store.subscribe((now, before) => {
    const at = performance.now();
    if (now.desk !== null && before.desk === null) times = { ...noTimes(), paired: at };
    if (now.desk?.link.state === 'up') times.up ??= at;
    if (now.desk?.snapshot != null) times.firstPart ??= at;
    if ((now.desk?.judgement?.findings.length ?? 0) > 0) times.firstFinding ??= at;
    if (now.desk?.snapshotState === 'complete') times.complete ??= at;
    if (now.desk?.picture === before.desk?.picture) return;
    stopFrames();
    stopFrames =
      now.desk?.picture?.onFrame(() => void ((frames += 1), (times.firstFrame ??= performance.now()))) ??
      (() => {});
  });
  return {
    ...rig,
    actions,
    join: () => store.getState().join,
    error() {
      const { join } = store.getState();
      return join.state === 'failed' ? join.error.code : null;
    },
    desk() {
      const { desk } = store.getState();
      if (desk === null) return null;
      const { picture: _picture, ...plain } = desk;
      return plain;
    },
    hasPicture: () => (store.getState().desk?.picture ?? null) !== null,
    frames: () => frames,
    pictureSize: () => store.getState().desk?.picture?.size() ?? null,
    times: () => times,
  };
}

function noTimes(): RigTimes {
  return { paired: null, up: null, firstPart: null, firstFinding: null, complete: null, firstFrame: null };
}
