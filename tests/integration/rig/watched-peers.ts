import { createBrowserPeers } from '../../../src-renderer/peer/browser-peers.ts';
import type { PeerFactory, PeerLink } from '../../../src-renderer/peer/ports.ts';
import type { LinkRig } from './rig-window.ts';

/** The real links, watched and disturbed from outside. */
export function createWatchedPeers(): { readonly peers: PeerFactory; readonly rig: LinkRig } {
  const real = createBrowserPeers();
  const links: PeerLink[] = [];
  const connections = watchConnections();
  let muted = false;
  const peers: PeerFactory = {
    ...real,
    createLink(options) {
      const link = real.createLink(options);
      if (options.carries !== 'media') return link;
      links.push(link);
      return withMutedInput(link, () => muted);
    },
  };
  const newest = () => {
    const link = links.at(-1);
    if (link === undefined) throw new Error('no link yet');
    return link;
  };
  return {
    peers,
    rig: {
      links: () => links.length,
      iceUfrag: () =>
        connections
          .map((one) => /a=ice-ufrag:(\S+)/.exec(one.localDescription?.sdp ?? '')?.[1] ?? '')
          .join(','),
      mute: (on) => void (muted = on),
      destroy: () => newest().close(),
      sendRubbish: () => void newest().control.send(Uint8Array.of(1, 3, 0, 0, 0, 2, 123, 125)),
    },
  };
}

function withMutedInput(link: PeerLink, muted: () => boolean): PeerLink {
  const { input } = link;
  if (input === null) return link;
  const silent = new Proxy(input, {
    get(target, key) {
      if (key === 'send') return (piece: Uint8Array) => (muted() ? true : target.send(piece));
      return Reflect.get(target, key, target) as unknown;
    },
  });
  return new Proxy(link, {
    get: (target, key) => (key === 'input' ? silent : (Reflect.get(target, key, target) as unknown)),
  });
}

function watchConnections(): RTCPeerConnection[] {
  const made: RTCPeerConnection[] = [];
  const Original = window.RTCPeerConnection;
  window.RTCPeerConnection = class extends Original {
    constructor(configuration?: RTCConfiguration) {
      super(configuration);
      made.push(this);
    }
  };
  return made;
}
