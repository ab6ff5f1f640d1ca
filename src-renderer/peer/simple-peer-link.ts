import SimplePeer from 'simple-peer/simplepeer.min.js';
import { createListeners } from '../../src-shared/listeners.ts';
import { peerSignalSchema, type PeerSignal } from '../../src-shared/pairing/signal-schema.ts';
import { remoteFingerprintOf, type RtcSessionCertificate } from './certificate.ts';
import { withStartRate } from './codec-recipe.ts';
import { readSample } from './link-stats.ts';
import type { PeerLink, PeerLinkOptions, PeerLinkState } from './ports.ts';
import { createRtcChannel } from './rtc-channel.ts';
import { createTrackPicture, type TrackPicture } from './track-picture.ts';
import { addVideoSender } from './video-sender.ts';

/** Negotiated by number on both sides: a channel announced in band would replace simple-peer's own. */
const INPUT_CHANNEL_ID = 100;
const TILES_CHANNEL_ID = 101;

export interface SimplePeerLinkOptions extends PeerLinkOptions {
  readonly certificate: RtcSessionCertificate;
}

/** A link over simple-peer. Everything on the connection itself is set up here, before its first offer is written. */
export function createSimplePeerLink(options: SimplePeerLinkOptions): PeerLink {
  const host = options.role === 'host';
  const media = options.carries === 'media';
  const states = createListeners<PeerLinkState>();
  const signals = createListeners<PeerSignal>();
  const control = createRtcChannel();
  const input = media ? createRtcChannel() : null;
  const tiles = media ? createRtcChannel() : null;
  const peer = new SimplePeer(peerOptions(options));
  const connection = peer._pc ?? null;
  let state: PeerLinkState = connection === null ? 'closed' : 'connecting';
  let picture: TrackPicture | null = null;

  const setState = (next: PeerLinkState) => {
    if (state === next || state === 'closed') return;
    state = next;
    if (next === 'closed') [control, input, tiles].forEach((channel) => channel?.detach());
    states.tell(next);
  };
  /** A channel that closed never opens again, and without it the picture would stand still: both meet again. */
  const endLink = () => {
    peer.destroy();
    setState('closed');
  };
  peer.on('signal', (signal) => {
    const read = peerSignalSchema.safeParse(signal);
    if (read.success) signals.tell(read.data);
  });
  peer.on('error', () => setState('closed')); // 'failed' destroys it; without a listener it would throw
  peer.on('close', () => setState('closed'));
  peer.on('data', () => undefined); // read by our own listener; unread, simple-peer would keep every piece
  if (connection !== null) {
    if (host && peer._channel !== null) control.attach(peer._channel);
    else takeFirstChannel(connection, (channel) => control.attach(channel));
    input?.attach(openByNumber(connection, 'input', INPUT_CHANNEL_ID, endLink));
    tiles?.attach(openByNumber(connection, 'tiles', TILES_CHANNEL_ID, endLink));
    connection.addEventListener('connectionstatechange', () => setState(stateOf(connection)));
    if (!host && media) takeFirstPicture(connection, (made) => (picture = made));
  }
  const sender = connection !== null && host && media ? addVideoSender(connection) : null;
  const alive = () => state !== 'closed' && !peer.destroyed && !peer.destroying;

  return {
    get state() {
      return state;
    },
    control,
    input,
    tiles,
    onState: states.on,
    onSignal: signals.on,
    signal(signal) {
      if (alive()) peer.signal(signal);
    },
    restart() {
      if (!host || connection === null || !alive()) return;
      connection.restartIce(); // its negotiationneeded is not heard by simple-peer: asked for in the next line
      peer.negotiate();
    },
    remoteFingerprint: () => (connection === null ? null : remoteFingerprintOf(connection)),
    show: async (screen) => sender?.show(screen),
    get picture() {
      return picture;
    },
    async stats() {
      if (connection === null || !alive()) return null;
      const reports: Record<string, unknown>[] = [];
      (await connection.getStats()).forEach((report: Record<string, unknown>) => reports.push(report));
      return readSample(performance.now(), reports);
    },
    close() {
      picture?.close();
      endLink();
      states.clear();
      signals.clear();
    },
  };
}

function peerOptions(options: SimplePeerLinkOptions) {
  return {
    initiator: options.role === 'host',
    trickle: true,
    objectMode: true, // or pieces could be joined in its buffer
    channelName: 'control',
    channelConfig: { ordered: true },
    sdpTransform: options.carries === 'media' ? withStartRate : (sdp: string) => sdp,
    config: {
      certificates: [options.certificate.rtc],
      // Given even when empty: simple-peer has public servers of other people as its default.
      iceServers: options.iceServers.map(({ urls, username, credential }) => ({
        urls: [...urls],
        ...(username === undefined ? {} : { username }),
        ...(credential === undefined ? {} : { credential }),
      })),
      iceTransportPolicy: options.relayOnly ? ('relay' as const) : ('all' as const),
    },
  };
}

function openByNumber(
  connection: RTCPeerConnection,
  label: string,
  id: number,
  onClose: () => void,
): RTCDataChannel {
  const channel = connection.createDataChannel(label, { negotiated: true, id, ordered: true });
  channel.addEventListener('close', onClose);
  return channel;
}

/** The host's control channel; every further one is closed unread. */
function takeFirstChannel(connection: RTCPeerConnection, take: (channel: RTCDataChannel) => void): void {
  let taken = false;
  connection.addEventListener('datachannel', ({ channel }) => {
    if (taken) return;
    taken = true;
    take(channel);
    connection.ondatachannel = ({ channel: extra }) => extra.close(); // simple-peer's would let it replace the first
  });
}

function takeFirstPicture(connection: RTCPeerConnection, take: (picture: TrackPicture) => void): void {
  let taken = false;
  connection.addEventListener('track', ({ track, receiver }) => {
    if (taken || track.kind !== 'video') return;
    taken = true;
    showAtOnce(receiver);
    take(createTrackPicture(track));
  });
}

/** Asks for no buffering, by whichever name this browser knows; the host's playout delay does the larger part. */
function showAtOnce(receiver: RTCRtpReceiver): void {
  if ('jitterBufferTarget' in receiver) Object.assign(receiver, { jitterBufferTarget: 0 });
  else if ('playoutDelayHint' in receiver) Object.assign(receiver, { playoutDelayHint: 0 });
}

function stateOf(connection: RTCPeerConnection): PeerLinkState {
  switch (connection.connectionState) {
    case 'connected':
      return 'connected';
    case 'disconnected':
      return 'disconnected';
    case 'failed':
    case 'closed':
      return 'closed';
    default:
      return 'connecting';
  }
}
