import { createListeners, type Listeners } from '../../src-shared/listeners.ts';
import { formatFingerprint } from '../../src-shared/pairing/fingerprint.ts';
import type { PeerSignal } from '../../src-shared/pairing/signal-schema.ts';
import type { PictureSize, PictureSurface } from '../stores/picture.ts';
import type { CapturedScreen } from './capture.ts';
import type { PeerChannel, PeerFactory, PeerLink, PeerLinkOptions, PeerLinkState } from './ports.ts';

/**
 * Links without a browser: two ends in one process find each other by the signals they exchange, which are real
 * enough for the gate. Everything is delivered in a later microtask, in order, as a network would.
 */
export interface MemoryNet {
  peers(name: string): PeerFactory;
  readonly links: readonly MemoryLink[];
  /** Cuts every way between the two: nothing is delivered until it is mended. */
  cut(): void;
  mend(): void;
  /** Hears of every link as it is made. */
  onLink(listener: (link: MemoryLink) => void): () => void;
}

export interface MemoryLink extends PeerLink {
  readonly options: PeerLinkOptions;
  readonly shown: CapturedScreen | null;
  readonly restarts: number;
  /** As the browser would: 'disconnected' after some seconds without an answer. */
  setState(state: PeerLinkState): void;
  /** Destroys this end, as simple-peer does on 'failed'. */
  fail(): void;
}

interface Wire {
  readonly state: { cut: boolean };
}

export function createMemoryNet(): MemoryNet {
  const links: MemoryLinkEnd[] = [];
  const wire: Wire = { state: { cut: false } };
  const made = createListeners<MemoryLink>();
  let certificates = 0;
  return {
    links,
    cut: () => (wire.state.cut = true),
    mend: () => (wire.state.cut = false),
    onLink: made.on,
    peers: (name) => ({
      async makeCertificate() {
        certificates += 1;
        const fingerprint = new Uint8Array(32).fill(certificates);
        fingerprint[0] = name.length;
        return { fingerprint };
      },
      warmUp: () => undefined,
      createLink(options) {
        const link = createMemoryLink(options, `u${links.length}`, wire, (id) =>
          links.find((one) => one.id === id),
        );
        links.push(link);
        made.tell(link);
        return link;
      },
    }),
  };
}

interface MemoryLinkEnd extends MemoryLink {
  readonly id: string;
  readonly ends: {
    readonly control: MemoryChannel;
    readonly input: MemoryChannel;
    readonly tiles: MemoryChannel;
  };
  meet(other: MemoryLinkEnd): void;
  tellShown(screen: CapturedScreen | null): void;
}

function createMemoryLink(
  options: PeerLinkOptions,
  id: string,
  wire: Wire,
  find: (id: string) => MemoryLinkEnd | undefined,
): MemoryLinkEnd {
  const states = createListeners<PeerLinkState>();
  const signals = createListeners<PeerSignal>();
  const control = createMemoryChannel(wire);
  const input = createMemoryChannel(wire);
  const tiles = createMemoryChannel(wire);
  const picture = options.role === 'technician' && options.carries === 'media' ? createMemoryPicture() : null;
  let state: PeerLinkState = 'connecting';
  let other: MemoryLinkEnd | null = null;
  let shown: CapturedScreen | null = null;
  let restarts = 0;
  const description = (type: 'offer' | 'answer', to: string): PeerSignal => ({
    type,
    sdp: sdpOf(options.certificate.fingerprint, type, `${id}-${to}-${restarts}`),
  });
  const send = (signal: PeerSignal) => queueMicrotask(() => signals.tell(signal));
  const link: MemoryLinkEnd = {
    id,
    options,
    ends: { control, input, tiles },
    control,
    input: options.carries === 'media' ? input : null,
    tiles: options.carries === 'media' ? tiles : null,
    picture,
    get state() {
      return state;
    },
    get shown() {
      return shown;
    },
    get restarts() {
      return restarts;
    },
    onState: states.on,
    onSignal: signals.on,
    signal(signal) {
      if (signal.type !== 'offer' && signal.type !== 'answer') return;
      const from = find(/a=ice-ufrag:(u\d+)/.exec(signal.sdp)?.[1] ?? '');
      if (from === undefined || state === 'closed') return;
      if (signal.type === 'offer') send(description('answer', from.id));
      else from.meet(link);
      if (signal.type === 'answer') link.meet(from);
    },
    meet(met) {
      other = met;
      control.join(met.ends.control);
      input.join(met.ends.input);
      tiles.join(met.ends.tiles);
      link.setState('connected');
    },
    restart() {
      restarts += 1;
      send(description('offer', 'new'));
    },
    remoteFingerprint: () => other?.options.certificate.fingerprint ?? null,
    async show(screen) {
      shown = screen;
      other?.tellShown(screen);
    },
    tellShown: (screen) =>
      queueMicrotask(() => screen !== null && !wire.state.cut && picture?.frame(screen.size())),
    stats: async () => ({ at: performance.now(), rttMs: 1, route: 'direct', protocol: 'udp', video: null }),
    setState(next) {
      if (state === next || state === 'closed') return;
      state = next;
      states.tell(next);
    },
    fail() {
      control.leave();
      input.leave();
      tiles.leave();
      link.setState('closed');
    },
    close() {
      link.fail();
      const met = other;
      if (met !== null && !wire.state.cut) queueMicrotask(() => met.fail());
      states.clear();
      signals.clear();
    },
  };
  if (options.role === 'host') send(description('offer', 'new'));
  return link;
}

interface MemoryChannel extends PeerChannel {
  readonly pieces: Listeners<Uint8Array>;
  join(other: MemoryChannel): void;
  leave(): void;
}

function createMemoryChannel(wire: Wire): MemoryChannel {
  const opened = createListeners<void>();
  const pieces = createListeners<Uint8Array>();
  let other: MemoryChannel | null = null;
  return {
    pieces,
    get open() {
      return other !== null;
    },
    bufferedBytes: 0,
    send(piece) {
      const to = other;
      if (to === null) return false;
      const copy = new Uint8Array(piece);
      if (!wire.state.cut) queueMicrotask(() => to.pieces.tell(copy));
      return true;
    },
    onOpen: opened.on,
    onPiece: pieces.on,
    onDrained: () => () => undefined,
    join(met) {
      const first = other === null;
      other = met;
      if (first) queueMicrotask(() => opened.tell());
    },
    leave() {
      other = null;
      pieces.clear();
    },
  };
}

interface MemoryPicture extends PictureSurface {
  frame(size: PictureSize | null): void;
}

function createMemoryPicture(): MemoryPicture {
  const sizes = createListeners<PictureSize>();
  const frames = createListeners<number>();
  let now: PictureSize | null = null;
  return {
    size: () => now,
    onSize: sizes.on,
    onFrame: frames.on,
    mount: () => () => undefined,
    draw: () => false,
    frame(size) {
      if (size !== null) sizes.tell((now = size));
      frames.tell(performance.now());
    },
  };
}

function sdpOf(fingerprint: Uint8Array, type: 'offer' | 'answer', ufrag: string): string {
  const lines = [
    'v=0',
    'o=- 1 2 IN IP4 127.0.0.1',
    's=-',
    't=0 0',
    'm=application 9 UDP/DTLS/SCTP webrtc-datachannel',
    `a=ice-ufrag:${ufrag}`,
    `a=fingerprint:sha-256 ${formatFingerprint(fingerprint)}`,
    `a=setup:${type === 'offer' ? 'actpass' : 'active'}`,
  ];
  return lines.map((line) => `${line}\r\n`).join('');
}
