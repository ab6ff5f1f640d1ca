import type { OpenRawSocket } from './signal-socket.ts';

/** The browser's own WebSocket. It answers the broker's heartbeats by itself. */
export const openBrowserSocket: OpenRawSocket = (url, subprotocol) => new WebSocket(url, subprotocol);
