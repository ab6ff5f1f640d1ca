/** As much of simple-peer 9.11.1 as we use; its standalone build carries its own Node shims and needs no eval. */
declare module 'simple-peer/simplepeer.min.js' {
  import type { PeerSignal } from '../../src-shared/pairing/signal-schema.ts';

  interface Options {
    readonly initiator: boolean;
    readonly trickle: boolean;
    readonly objectMode: boolean;
    readonly channelName: string;
    readonly channelConfig: RTCDataChannelInit;
    readonly config: RTCConfiguration;
    readonly sdpTransform: (sdp: string) => string;
  }

  export default class SimplePeer {
    constructor(options: Options);
    readonly destroyed: boolean;
    readonly destroying: boolean;
    readonly _pc: RTCPeerConnection | null | undefined;
    readonly _channel: RTCDataChannel | null;
    signal(signal: PeerSignal): void;
    negotiate(): void;
    destroy(): void;
    /** What simple-peer says is checked by the gate before it is believed. */
    on(event: 'signal', listener: (signal: unknown) => void): void;
    on(event: 'error', listener: (error: Error) => void): void;
    on(event: 'close' | 'data', listener: () => void): void;
  }
}
